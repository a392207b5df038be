import {
  confirmSecondFactorRequestSchema,
  recoveryCodesResponseSchema,
  secondFactorResponseSchema,
} from '../../protocol/account-security.ts';
import { type AuditEvent, audit } from '../account/audit.ts';
import { requireMemberProof } from '../account/member-proof.ts';
import { holdMember } from '../account/members.ts';
import {
  beginSecondFactor as begin,
  confirmSecondFactor as confirm,
  hasSecondFactor,
  removeSecondFactor as remove,
  renewRecoveryCodes as renew,
} from '../account/second-factor.ts';
import type { Tx } from '../db/database.ts';
import { ServiceError } from '../errors.ts';
import { type MemberCall, memberRoute } from './route.ts';

export const beginSecondFactor = memberRoute({
  method: 'POST',
  path: '/account/second-factor',
  summary: 'A secret for an authenticator, which counts once it was confirmed',
  input: {},
  response: secondFactorResponseSchema,
  async answer({ c, context, session }) {
    requireMemberProof(session);
    const member = { id: session.memberId, label: session.member.phone || session.member.name };
    return c.json(await context.db.transaction().execute((tx) => begin(tx, context, member)));
  },
});

export const confirmSecondFactor = memberRoute({
  method: 'POST',
  path: '/account/second-factor/confirm',
  summary: 'Turn the second factor on by a code of the authenticator; tells the recovery codes, once',
  input: { body: confirmSecondFactorRequestSchema },
  response: recoveryCodesResponseSchema,
  async answer(call) {
    requireMemberProof(call.session);
    const { context, session, input } = call;
    const recoveryCodes = await change(call, 'second-factor-on', (tx) =>
      confirm(tx, context, session, input.body.code),
    );
    return call.c.json({ recoveryCodes });
  },
});

export const removeSecondFactor = memberRoute({
  method: 'POST',
  path: '/account/second-factor/remove',
  summary: 'Turn the second factor off',
  input: {},
  async answer(call) {
    requireMemberProof(call.session);
    await change(call, 'second-factor-off', async (tx) => {
      await remove(tx, call.session.memberId);
      return null;
    });
    return call.c.body(null, 204);
  },
});

export const renewRecoveryCodes = memberRoute({
  method: 'POST',
  path: '/account/recovery-codes',
  summary: 'New recovery codes, told once; those before them stop working',
  input: {},
  response: recoveryCodesResponseSchema,
  async answer(call) {
    requireMemberProof(call.session);
    const { context, session } = call;
    const recoveryCodes = await change(call, 'renew-recovery-codes', async (tx) =>
      (await hasSecondFactor(tx, session.memberId))
        ? renew(tx, context, session.memberId)
        : new ServiceError('not-found'),
    );
    return call.c.json({ recoveryCodes });
  },
});

/** One transaction, with its line in the audit; an error that is handed back keeps what was counted. */
async function change<T>(
  {
    context,
    session,
    addressHash,
  }: Pick<MemberCall<Record<never, never>>, 'context' | 'session' | 'addressHash'>,
  event: AuditEvent,
  work: (tx: Tx) => Promise<T | ServiceError>,
): Promise<T> {
  const { memberId, id: sessionId } = session;
  const outcome = await context.db.transaction().execute(async (tx) => {
    await holdMember(tx, memberId);
    const done = await work(tx);
    if (!(done instanceof ServiceError))
      await audit(tx, { event, memberId, sessionId, addressHash: addressHash() });
    return done;
  });
  if (outcome instanceof ServiceError) throw outcome;
  return outcome;
}
