import type { Database } from '../db/database.ts';
import { giveBackAttempt } from './limits.ts';
import type { Passwords } from './passwords.ts';

/**
 * `verify` for an attempt that was counted under `attempts`. One that nobody could look at, because too many others wait, counts no more: a crowd must not lock out
 * who knows the password. Throws what `verify` throws.
 */
export async function checkPassword(
  { db, passwords }: { db: Database; passwords: Passwords },
  attempts: string,
  hashed: string | null,
  password: string,
): Promise<boolean> {
  try {
    return await passwords.verify(hashed, password);
  } catch (error) {
    await giveBackAttempt(db, attempts);
    throw error;
  }
}
