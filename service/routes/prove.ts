import { CODE_LIFETIME_S, RESEND_AFTER_S, smsCodeResponseSchema } from '../../protocol/account.ts';
import { type MemberProof, memberProofSchema } from '../../protocol/account-security.ts';
import { type PasskeySignInRequest, passkeyProofChallengeSchema } from '../../protocol/passkeys.ts';
import { audit, auditWrong } from '../account/audit.ts';
import { checkPassword } from '../account/check-password.ts';
import { forgetAttempts, LIMITS, requireAttempt } from '../account/limits.ts';
import { noteMemberProof } from '../account/member-proof.ts';
import { findById, holdMember } from '../account/members.ts';
import {
  checkPasskey,
  listPasskeys,
  makeChallenge,
  passkeySettings,
  useChallenge,
} from '../account/passkeys.ts';
import { guessSecondCode, hasSecondFactor } from '../account/second-factor.ts';
import { requireLiving, type Session } from '../account/sessions.ts';
import { guessCode, useCode } from '../account/sms-codes.ts';
import type { ServiceContext } from '../context.ts';
import { ServiceError } from '../errors.ts';
import { memberRoute } from './route.ts';
import { sendCodeTo } from './send-code-to.ts';

export const sendProofCode = memberRoute({
  method: 'POST',
  path: '/account/proof/codes',
  summary: "Send a code to the member's own number, to prove it is still them",
  input: {},
  response: smsCodeResponseSchema,
  async answer({ c, context, session, addressHash }) {
    const { phoneNumber } = await findById(context.db, session.memberId);
    if (phoneNumber === null) throw new ServiceError('not-found');
    await sendCodeTo(context, { contact: phoneNumber, purpose: 'prove', addressHash: addressHash() });
    return c.json({ expiresIn: CODE_LIFETIME_S, resendAfter: RESEND_AFTER_S });
  },
});

export const beginPasskeyProof = memberRoute({
  method: 'POST',
  path: '/account/proof/passkey',
  summary: "What one of the member's passkeys is to sign, to prove it is still them",
  input: {},
  response: passkeyProofChallengeSchema,
  async answer({ c, context: { db, hashSecret, config }, session }) {
    const { domain } = passkeySettings(config);
    const { memberId, id: sessionId } = session;
    const passkeys = (await listPasskeys(db, memberId)).map(({ id }) => id);
    await requireAttempt(db, `prove by passkey ${memberId}`, LIMITS.passkeyProofs);
    const challenge = await makeChallenge(db, hashSecret, { memberId, sessionId });
    return c.json({ challenge, domain, passkeys });
  },
});

export const prove = memberRoute({
  method: 'POST',
  path: '/account/proof',
  summary: 'Prove again to be the member, before something that could lock them out or give everything away',
  input: { body: memberProofSchema },
  async answer({ c, context, session, addressHash, input: { body } }) {
    const about = { memberId: session.memberId, sessionId: session.id, addressHash: addressHash() };
    await requireAttempt(context.db, `proofs of ${session.memberId}`, LIMITS.proofsPerMember);
    const proven = await proveBy(context, session, body);
    if (proven instanceof ServiceError) {
      await auditWrong(context.db, proven, { event: 'prove-refused', ...about });
      throw proven;
    }
    const isWhole = 'credential' in body || body.secondCode !== undefined;
    const refusal = await context.db.transaction().execute(async (tx) => {
      await holdMember(tx, session.memberId);
      await requireLiving(tx, session.id);
      // Turned on since it was looked up.
      if (!isWhole && (await hasSecondFactor(tx, session.memberId)))
        return new ServiceError('second-factor-needed');
      if (proven.codeId !== null) await useCode(tx, proven.codeId);
      await noteMemberProof(tx, session.id);
      await audit(tx, { event: 'prove', ...about });
      return null;
    });
    if (refusal) throw refusal;
    if (proven.codeId !== null) context.metrics.smsUsed.inc({ purpose: 'prove' });
    return c.body(null, 204);
  },
});

/** What was given is right; a code by SMS is used up once all of the proof is. */
interface Proven {
  codeId: string | null;
}

async function proveBy(
  context: ServiceContext,
  session: Session,
  proof: MemberProof,
): Promise<Proven | ServiceError> {
  if ('credential' in proof) return provePasskey(context, session, proof.credential);
  const first =
    'password' in proof
      ? await provePassword(context, session, proof.password)
      : await proveCode(context, session, proof.code);
  if (first instanceof ServiceError) return first;
  return (await proveSecond(context, session, proof.secondCode)) ?? first;
}

/** Its member was known by touch or PIN, so it stands for both factors. */
async function provePasskey(
  { db, hashSecret, config }: ServiceContext,
  { memberId, id: sessionId }: Session,
  credential: PasskeySignInRequest['credential'],
): Promise<Proven | ServiceError> {
  const settings = passkeySettings(config);
  const { clientDataJSON } = credential.response;
  const challenge = await useChallenge(db, hashSecret, { clientDataJSON, memberId, sessionId });
  if (challenge === null) return new ServiceError('passkey-expired');
  const expected = { challenge, memberId };
  const found = await db.transaction().execute((tx) => checkPasskey(tx, credential, expected, settings));
  return found ? { codeId: null } : new ServiceError('passkey-refused');
}

async function provePassword(
  context: ServiceContext,
  { memberId }: Session,
  password: string,
): Promise<Proven | ServiceError> {
  const { db } = context;
  const key = `prove ${memberId}`;
  await requireAttempt(db, key, LIMITS.failuresPerAccount);
  const { passwordHash } = await findById(db, memberId);
  if (!(await checkPassword(context, key, passwordHash, password))) return new ServiceError('wrong-password');
  await forgetAttempts(db, key);
  return { codeId: null };
}

async function proveCode(
  { db, hashSecret }: ServiceContext,
  { memberId }: Session,
  code: string,
): Promise<Proven | ServiceError> {
  const { phoneNumber } = await findById(db, memberId);
  if (phoneNumber === null) return new ServiceError('code-expired');
  const owner = { contact: phoneNumber, purpose: 'prove', memberId } as const;
  return db.transaction().execute((tx) => guessCode(tx, hashSecret, owner, code));
}

async function proveSecond(
  context: ServiceContext,
  { memberId }: Session,
  secondCode: string | undefined,
): Promise<ServiceError | null> {
  if (!(await hasSecondFactor(context.db, memberId))) return null;
  if (secondCode === undefined) return new ServiceError('second-factor-needed');
  return context.db.transaction().execute((tx) => guessSecondCode(tx, context, memberId, secondCode));
}
