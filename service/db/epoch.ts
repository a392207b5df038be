import { randomBytes } from 'node:crypto';
import { ServiceError } from '../errors.ts';
import type { Database } from './database.ts';

/** Throws `epoch-changed` with the database's own when the caller spoke of another one. */
export function requireEpoch(epoch: string, asked: string | undefined): void {
  if (asked !== undefined && asked !== epoch) throw new ServiceError('epoch-changed', { epoch });
}

/**
 * Gives the database a new epoch, at random, so that devices bring back what a backup had lost. To be run after a restore, before the service
 * starts. Returns the new epoch.
 */
export async function renewEpoch(db: Database): Promise<string> {
  const epoch = randomBytes(16).toString('hex');
  await db.updateTable('serviceState').set({ epoch }).execute();
  return epoch;
}
