import { ATTEMPTS_KEPT_MS } from '../account/limits.ts';
import type { ServiceContext } from '../context.ts';

const DAY_MS = 24 * 60 * 60_000;
/** The audit is for the member's own questions and for attacks noticed late. */
const AUDIT_KEPT_MS = 180 * DAY_MS;

/** Removes what has run out: sessions, codes, counted attempts, used challenges, old audit, uploads that a crash cut off. */
export async function clearExpired({ db, blobs }: Pick<ServiceContext, 'db' | 'blobs'>): Promise<void> {
  const now = Date.now();
  const before = (ms: number) => new Date(now - ms);
  const after = (ms: number) => new Date(now + ms);
  await db.deleteFrom('session').where('expiresAt', '<', before(0)).execute();
  await db.deleteFrom('smsCode').where('expiresAt', '<', before(DAY_MS)).execute();
  await db.deleteFrom('signInStep').where('expiresAt', '<', before(0)).execute();
  await db.deleteFrom('thirdPartyFlow').where('expiresAt', '<', before(0)).execute();
  await db.deleteFrom('thirdPartyTicket').where('expiresAt', '<', before(0)).execute();
  await db.deleteFrom('passkeyChallenge').where('expiresAt', '<', before(0)).execute();
  await db.deleteFrom('usedChallenge').where('expiresAt', '<', before(0)).execute();
  await db.deleteFrom('attempt').where('at', '<', before(ATTEMPTS_KEPT_MS)).execute();
  // What a clock that ran ahead has noted would keep people out until that day comes.
  await db.deleteFrom('attempt').where('at', '>', after(ATTEMPTS_KEPT_MS)).execute();
  await db.deleteFrom('smsCode').where('createdAt', '>', after(DAY_MS)).execute();
  await db.deleteFrom('audit').where('at', '<', before(AUDIT_KEPT_MS)).execute();
  await blobs.discardUploadsBefore(now - DAY_MS);
}
