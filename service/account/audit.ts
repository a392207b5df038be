import type { Database } from '../db/database.ts';

export type AuditEvent = 'register' | 'sign-in' | 'sign-in-by-sms' | 'sign-in-refused' | 'sign-out';

/** Writes down who did what and from where, without any number, name or address in clear. */
export async function audit(
  db: Database,
  entry: { event: AuditEvent; memberId: string | null; sessionId?: string; addressHash: string },
): Promise<void> {
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
