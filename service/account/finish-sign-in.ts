import { randomBytes } from 'node:crypto';
import type { SignedIn } from '../../protocol/account.ts';
import type { ServiceContext } from '../context.ts';
import type { Tx } from '../db/database.ts';
import { ServiceError } from '../errors.ts';
import { bindTicket } from '../third-party/tickets.ts';
import { type AuditEvent, audit } from './audit.ts';
import { holdMember, type Owner } from './members.ts';
import { hasSecondFactor } from './second-factor.ts';
import { type DeviceWords, openSession, withoutControls } from './sessions.ts';

/** How long the second code may take, an authenticator on another phone included. */
const STEP_LIFETIME_MS = 10 * 60_000;

interface SignIn {
  event: AuditEvent;
  device: DeviceWords;
  addressHash: string;
  /** Of a third party's identity that is the member's from then on. */
  ticketHash?: string | null;
}

/**
 * The end of every way to sign in. With a second factor no session is opened yet: `second-factor-needed` names the step to go on with. It is handed
 * back and not thrown, so that what proved the first factor stays used.
 */
export async function finishSignIn(
  context: Pick<ServiceContext, 'hashSecret'>,
  tx: Tx,
  member: Owner,
  signIn: SignIn,
): Promise<SignedIn | ServiceError> {
  if (!(await holdMember(tx, member.id))) return new ServiceError('not-found');
  if (await hasSecondFactor(tx, member.id)) return beginStep(context, tx, member.id, signIn);
  return completeSignIn(context, tx, member, signIn);
}

/** After whatever was to be proven, of a member who is held: binds what is to be bound, and opens the session. Hands back why it can't be bound. */
export async function completeSignIn(
  context: Pick<ServiceContext, 'hashSecret'>,
  tx: Tx,
  member: Owner,
  signIn: SignIn,
): Promise<SignedIn | ServiceError> {
  const { ticketHash = null, addressHash } = signIn;
  const refusal = ticketHash === null ? null : await bindTicket(tx, ticketHash, member.id, addressHash);
  return refusal ?? openForMember(context, tx, member, signIn);
}

/** Opens the session, of a member who is held. Whoever signs in wants the account: a deletion that was asked for is taken back. */
export async function openForMember(
  { hashSecret }: Pick<ServiceContext, 'hashSecret'>,
  tx: Tx,
  member: Owner,
  { event, device, addressHash }: SignIn,
): Promise<SignedIn> {
  const kept = await tx
    .updateTable('member')
    .set({ deleteAt: null })
    .where('id', '=', member.id)
    .where('deleteAt', 'is not', null)
    .returning('id')
    .executeTakeFirst();
  const { sessionId, ...answer } = await openSession(tx, hashSecret, member, device);
  await audit(tx, { event, memberId: member.id, sessionId, addressHash });
  if (!kept) return answer;
  await audit(tx, { event: 'keep-account', memberId: member.id, sessionId, addressHash });
  return { ...answer, isDeletionUndone: true };
}

async function beginStep(
  { hashSecret }: Pick<ServiceContext, 'hashSecret'>,
  tx: Tx,
  memberId: string,
  { event, device, ticketHash = null }: SignIn,
): Promise<ServiceError> {
  const step = randomBytes(32).toString('base64url');
  await tx
    .insertInto('signInStep')
    .values({
      tokenHash: hashSecret('token', step),
      memberId,
      event,
      deviceName: device.deviceName === undefined ? null : withoutControls(device.deviceName),
      timeZone: device.timeZone ?? null,
      ticketHash,
      expiresAt: new Date(Date.now() + STEP_LIFETIME_MS),
    })
    .execute();
  return new ServiceError('second-factor-needed', { step });
}
