import { randomBytes } from 'node:crypto';
import { ServiceError } from '../errors.ts';
import type { Database } from './database.ts';

/** The database's epoch: random, and new after a restore, so that devices bring back what the backup had lost. */
export async function readEpoch(db: Database): Promise<string> {
  const row = await db.selectFrom('serviceState').select('epoch').executeTakeFirstOrThrow();
  return row.epoch;
}

/** Reads the epoch, and throws `epoch-changed` with it when the caller spoke of another one. */
export async function requireEpoch(db: Database, asked: string | undefined): Promise<string> {
  const epoch = await readEpoch(db);
  if (asked !== undefined && asked !== epoch) throw new ServiceError('epoch-changed', { epoch });
  return epoch;
}

/** To be run after a restore from a backup, before the service starts. Returns the new epoch. */
export async function renewEpoch(db: Database): Promise<string> {
  const epoch = randomBytes(16).toString('hex');
  await db.updateTable('serviceState').set({ epoch }).execute();
  return epoch;
}
