import type { ErrorCode } from '../../protocol/errors.ts';
import type { Database } from '../db/database.ts';
import type { ServiceError } from '../errors.ts';

export const AUDIT_EVENTS = [
  'register',
  'register-refused',
  'sign-in',
  'sign-in-by-sms',
  'sign-in-refused',
  'sign-out',
  'recover',
  'recover-refused',
  'sign-in-by-third-party',
  'bind',
  'unbind',
  'renew-tie',
  'sign-in-by-passkey',
  'passkey-refused',
  'add-passkey',
  'remove-passkey',
  'second-step-refused',
  'prove',
  'prove-refused',
  'end-device',
  'change-password',
  'change-phone',
  'change-phone-refused',
  'set-user-name',
  'set-email',
  'set-email-refused',
  'second-factor-on',
  'second-factor-off',
  'renew-recovery-codes',
  'export',
  'delete-account',
  'keep-account',
] as const;
export type AuditEvent = (typeof AUDIT_EVENTS)[number];

/** Whether a word that was stored is one. */
export function isAuditEvent(word: string): word is AuditEvent {
  return AUDIT_EVENTS.some((event) => event === word);
}

interface Entry {
  event: AuditEvent;
  memberId: string | null;
  sessionId?: string;
  addressHash: string;
}

const WRONG: readonly ErrorCode[] = ['wrong-code', 'wrong-password', 'wrong-second-code', 'passkey-refused'];

/** What was guessed wrong, as often as limits allow; of the other refusals anybody could have as many written down as they like. */
export async function auditWrong(db: Database, refusal: ServiceError, entry: Entry): Promise<void> {
  if (WRONG.includes(refusal.code)) await audit(db, entry);
}

/** Writes down who did what and from where, without any number, name or address in clear. */
export async function audit(db: Database, entry: Entry): Promise<void> {
  await db
    .insertInto('audit')
    .values({
      at: new Date(),
      event: entry.event,
      memberId: entry.memberId,
      sessionId: entry.sessionId ?? null,
      addressHash: entry.addressHash,
    })
    .execute();
}
