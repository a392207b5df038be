import { isoBase64URL } from '@simplewebauthn/server/helpers';
import { type SignedIn, signedInSchema } from '../../protocol/account.ts';
import {
  addPasskeyRequestSchema,
  namePasskeyRequestSchema,
  passkeyChallengeSchema,
  passkeyOptionsSchema,
  passkeySignInRequestSchema,
  removePasskeyRequestSchema,
} from '../../protocol/passkeys.ts';
import { audit, auditWrong } from '../account/audit.ts';
import { openForMember } from '../account/finish-sign-in.ts';
import { LIMITS, requireAttempt } from '../account/limits.ts';
import { requireMemberProof } from '../account/member-proof.ts';
import { findById } from '../account/members.ts';
import {
  addPasskey as add,
  checkPasskey,
  listPasskeys,
  makeChallenge,
  passkeySettings,
  removePasskey as remove,
  useChallenge,
} from '../account/passkeys.ts';
import { requireLiving } from '../account/sessions.ts';
import type { ServiceContext } from '../context.ts';
import { ServiceError } from '../errors.ts';
import { memberRoute, publicRoute } from './route.ts';

export const beginPasskey = memberRoute({
  method: 'POST',
  path: '/account/passkeys/begin',
  summary: 'What an authenticator is to make a passkey for',
  input: {},
  response: passkeyOptionsSchema,
  async answer({ c, context, session }) {
    requireMemberProof(session);
    const { memberId, member } = session;
    const { domain } = passkeySettings(context.config);
    const existing = (await listPasskeys(context.db, memberId)).map(({ id }) => id);
    const challenge = await makeChallenge(context.db, context.hashSecret, {
      memberId,
      sessionId: null,
    });
    const user = { id: isoBase64URL.fromUTF8String(memberId), name: member.name || member.phone };
    return c.json({ challenge, domain, user, existing });
  },
});

export const addPasskey = memberRoute({
  method: 'POST',
  path: '/account/passkeys',
  summary: 'Keep a passkey that was made',
  input: { body: addPasskeyRequestSchema },
  async answer({ c, context, session, addressHash, input: { body } }) {
    requireMemberProof(session);
    const { db, hashSecret } = context;
    const { memberId, id: sessionId } = session;
    const settings = passkeySettings(context.config);
    const { clientDataJSON } = body.credential.response;
    const challenge = await useChallenge(db, hashSecret, { clientDataJSON, memberId, sessionId: null });
    if (challenge === null) throw new ServiceError('passkey-expired');
    const refusal = await db.transaction().execute(async (tx) => {
      await requireLiving(tx, sessionId);
      const about = { memberId, sessionId, addressHash: addressHash() };
      const refusal = await add(tx, memberId, { request: body, challenge }, settings);
      if (refusal) await auditWrong(tx, refusal, { event: 'passkey-refused', ...about });
      else await audit(tx, { event: 'add-passkey', ...about });
      return refusal;
    });
    if (refusal) throw refusal;
    return c.body(null, 204);
  },
});

export const namePasskey = memberRoute({
  method: 'POST',
  path: '/account/passkeys/name',
  summary: 'Give a passkey another name',
  input: { body: namePasskeyRequestSchema },
  async answer({ c, context, session, input: { body } }) {
    const named = await context.db
      .updateTable('passkey')
      .set({ name: body.name })
      .where('memberId', '=', session.memberId)
      .where('id', '=', body.id)
      .returning('id')
      .executeTakeFirst();
    if (!named) throw new ServiceError('not-found');
    return c.body(null, 204);
  },
});

export const removePasskey = memberRoute({
  method: 'POST',
  path: '/account/passkeys/remove',
  summary: 'Remove a passkey, unless it is the last way to sign in',
  input: { body: removePasskeyRequestSchema },
  async answer({ c, context, session, addressHash, input: { body } }) {
    requireMemberProof(session);
    const { memberId, id: sessionId } = session;
    const refusal = await context.db.transaction().execute(async (tx) => {
      const refusal = await remove(tx, memberId, body.id);
      if (!refusal)
        await audit(tx, { event: 'remove-passkey', memberId, sessionId, addressHash: addressHash() });
      return refusal;
    });
    if (refusal) throw refusal;
    return c.body(null, 204);
  },
});

export const passkeyChallenge = publicRoute({
  method: 'POST',
  path: '/account/passkey/begin',
  summary: 'What a passkey is to sign, to sign in',
  input: {},
  response: passkeyChallengeSchema,
  async answer({ c, context, addressHash }) {
    const { domain } = passkeySettings(context.config);
    await takeFrom(context, addressHash());
    return c.json({ challenge: await makeChallenge(context.db, context.hashSecret, NOBODY), domain });
  },
});

/**
 * A passkey is asked to know its member by touch or PIN, so it stands for both factors. Whatever is wrong with an answer, and whether or not
 * the passkey exists, the words are the same.
 */
export const signInByPasskey = publicRoute({
  method: 'POST',
  path: '/account/sign-in/passkey',
  summary: 'Sign in by a passkey',
  input: { body: passkeySignInRequestSchema },
  response: signedInSchema,
  async answer({ c, context, addressHash, input: { body } }) {
    const { db, hashSecret } = context;
    const settings = passkeySettings(context.config);
    await takeFrom(context, addressHash());
    const { clientDataJSON } = body.credential.response;
    const challenge = await useChallenge(db, hashSecret, { clientDataJSON, ...NOBODY });
    if (challenge === null) throw new ServiceError('passkey-expired');
    const outcome = await db.transaction().execute(async (tx): Promise<SignedIn | null> => {
      const found = await checkPasskey(tx, body.credential, { challenge, memberId: null }, settings);
      if (!found) {
        await audit(tx, { event: 'passkey-refused', memberId: null, addressHash: addressHash() });
        return null;
      }
      const signIn = { event: 'sign-in-by-passkey', device: body, addressHash: addressHash() } as const;
      return openForMember(context, tx, await findById(tx, found.memberId), signIn);
    });
    if (!outcome) throw new ServiceError('passkey-refused');
    return c.json(outcome);
  },
});

/** At a sign-in nobody is known yet. */
const NOBODY = { memberId: null, sessionId: null };

async function takeFrom({ db }: ServiceContext, addressHash: string): Promise<void> {
  await requireAttempt(db, `sign-in-from ${addressHash}`, LIMITS.attemptsPerAddress);
}
