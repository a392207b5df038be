import { randomBytes, randomInt } from 'node:crypto';
import * as z from 'zod/mini';
import type { BegunThirdParty } from '../../protocol/third-party.ts';
import { LIMITS, takeAttempt } from '../account/limits.ts';
import type { Seal } from '../account/seal.ts';
import type { ServiceContext } from '../context.ts';
import type { Tx } from '../db/database.ts';
import { ServiceError } from '../errors.ts';
import type { FlowSecrets, Identity, ThirdParty } from './third-party.ts';

/** As long as a reader may look for a phone to scan with. */
const FLOW_LIFETIME_MS = 10 * 60_000;

const secretsSchema = z.object({ state: z.string(), nonce: z.string(), codeVerifier: z.string() });
/** The address that the browser came back to, and what it was told there. */
const answerSchema = z.object({ search: z.string(), back: z.string() });
type Answer = z.infer<typeof answerSchema>;
const newToken = () => randomBytes(32).toString('base64url');

/** Begins a sign-in: what must come back is kept sealed, and whoever is to end it gets a secret of their own. */
export async function beginFlow(
  { db, hashSecret, seal, config }: ServiceContext,
  party: ThirdParty,
  returnTo: string | null,
): Promise<BegunThirdParty> {
  const flow: FlowSecrets = { state: newToken(), nonce: newToken(), codeVerifier: newToken() };
  const secret = newToken();
  const address = await party.addressFor(flow, redirectUri(config.publicAddress));
  await db
    .insertInto('thirdPartyFlow')
    .values({
      stateHash: hashSecret('token', flow.state),
      provider: party.id,
      secretHash: hashSecret('token', secret),
      sealed: seal.close(JSON.stringify(flow)),
      returnTo,
      answer: null,
      expiresAt: new Date(Date.now() + FLOW_LIFETIME_MS),
      usedAt: null,
    })
    .execute();
  return { address, state: flow.state, secret };
}

/**
 * Keeps what the browser brought back; the first counts. Gives where it is to go on, or null for nowhere, and what it is told: only who hears it can end
 * the sign-in, so that an address sent to somebody else signs nobody in as them. Throws `third-party-expired` for what was never begun.
 */
export async function noteReturn(
  { db, hashSecret, seal }: ServiceContext,
  returned: URL,
): Promise<{ returnTo: string | null; back: string }> {
  const stateHash = hashSecret('token', returned.searchParams.get('state') ?? '');
  const flow = await db
    .selectFrom('thirdPartyFlow')
    .select(['returnTo', 'expiresAt'])
    .where('stateHash', '=', stateHash)
    .executeTakeFirst();
  if (!flow || flow.expiresAt.getTime() <= Date.now()) throw new ServiceError('third-party-expired');
  const answer: Answer = {
    search: returned.search,
    back: flow.returnTo === null ? String(randomInt(1_000_000)).padStart(6, '0') : newToken(),
  };
  const kept = await db
    .updateTable('thirdPartyFlow')
    .set((row) => ({ answer: row.fn.coalesce('answer', row.val(seal.close(JSON.stringify(answer)))) }))
    .where('stateHash', '=', stateHash)
    .returning('answer')
    .executeTakeFirst();
  // The same page loaded again is told the same; another answer to the same question is somebody else's.
  const first = readAnswer(seal, kept?.answer ?? null);
  if (first?.search !== answer.search) throw new ServiceError('third-party-used');
  return { returnTo: flow.returnTo, back: first.back };
}

interface Ending {
  state: string;
  secret: string;
  back: string;
}

/** Ends a sign-in, once: who it was, as the third party says. `third-party-pending` while the reader is not back. */
export async function endFlow(
  context: ServiceContext,
  parties: ThirdParty[],
  ending: Ending,
): Promise<{ party: ThirdParty; identity: Identity }> {
  const { db, seal, config } = context;
  const ended = await db.transaction().execute((tx) => useFlow(tx, context, ending));
  // Handed out of the transaction, so that a wrong guess stays counted.
  if (ended instanceof ServiceError) throw ended;
  const party = parties.find(({ id }) => id === ended.provider);
  if (!party) throw new ServiceError('third-party-failed');
  const secrets = secretsSchema.parse(JSON.parse(seal.open(ended.sealed)));
  const returned = new URL(redirectUri(config.publicAddress) + ended.search);
  return { party, identity: await party.identify(secrets, returned) }; // no transaction is open here
}

async function useFlow(
  tx: Tx,
  { hashSecret, seal }: ServiceContext,
  { state, secret, back }: Ending,
): Promise<{ provider: string; sealed: string; search: string } | ServiceError> {
  const stateHash = hashSecret('token', state);
  const flow = await tx
    .selectFrom('thirdPartyFlow')
    .selectAll()
    .where('stateHash', '=', stateHash)
    .where('secretHash', '=', hashSecret('token', secret))
    .forUpdate()
    .executeTakeFirst();
  if (!flow || flow.expiresAt.getTime() <= Date.now()) return new ServiceError('third-party-expired');
  if (flow.usedAt) return new ServiceError('third-party-used');
  const answer = readAnswer(seal, flow.answer);
  if (answer === null) return new ServiceError('third-party-pending');
  const wait = await takeAttempt(tx, `third-party ${stateHash}`, LIMITS.guessesPerReturn);
  if (wait > 0) return new ServiceError('third-party-expired');
  if (hashSecret('token', back) !== hashSecret('token', answer.back))
    return new ServiceError('third-party-wrong-back');
  await tx
    .updateTable('thirdPartyFlow')
    .set({ usedAt: new Date() })
    .where('stateHash', '=', stateHash)
    .execute();
  return { provider: flow.provider, sealed: flow.sealed, search: answer.search };
}

function readAnswer(seal: Seal, sealed: string | null): Answer | null {
  return sealed === null ? null : answerSchema.parse(JSON.parse(seal.open(sealed)));
}

/** Where every third party sends its readers: registered there, so it is one address. */
function redirectUri(publicAddress = ''): string {
  return `${publicAddress.replace(/\/+$/, '')}/account/third-party/return`;
}
