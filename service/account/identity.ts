import { getAdapter } from 'better-auth/db/adapter';
import { phoneNumber } from 'better-auth/plugins/phone-number';
import { username } from 'better-auth/plugins/username';
import type { Database } from '../db/database.ts';

/**
 * better-auth's store of members, their ways to sign in and their sessions, on this connection or inside this transaction.
 * Its endpoints are not mounted: what it does at sign-in by itself (telling accounts apart by time, tokens and codes in
 * clear, limits in memory) is done by our routes; its tables and their shape are kept, so that its plugins find them.
 */
export async function identityStore(db: Database) {
  return await getAdapter({
    database: { db, type: 'postgres' },
    user: { modelName: 'member' },
    account: { modelName: 'identity' },
    session: { additionalFields: { deviceName: { type: 'string', required: false } } },
    plugins: [phoneNumber(), username()],
    telemetry: { enabled: false },
  });
}
