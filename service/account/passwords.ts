import { availableParallelism } from 'node:os';
import { hash, type Options, verify } from '@node-rs/argon2';
import { MAX_PASSWORD_LENGTH, MIN_PASSWORD_LENGTH } from '../../protocol/account.ts';
import type { ErrorCode } from '../../protocol/errors.ts';
import { ServiceError } from '../errors.ts';
import { isCommonPassword } from './common-passwords.ts';
import { createGate } from './gate.ts';

export interface Passwords {
  hash(password: string): Promise<string>;
  /** With `null`, for an account that doesn't exist, the same work is done and the answer is no. */
  verify(hashed: string | null, password: string): Promise<boolean>;
}

/**
 * A refusal takes this long in production. A hash made when another machine, or a busier one, was measured costs more or less than
 * nobody's does today, and would tell by its time that the account exists.
 */
const REFUSED_AFTER_MS = 300;

/** Waiting beyond this many is refused with `unavailable`: a flood of sign-ins must not stop everything else. */
const MAX_WAITING = 100;

/**
 * Argon2id, at most cores − 1 at once, so that the event loop keeps a core.
 * In production it is calibrated to 50–100 ms on this machine; in development it is as cheap as OWASP allows.
 */
export async function createPasswords(mode: 'development' | 'production'): Promise<Passwords> {
  const options = mode === 'production' ? await calibrate() : CHEAPEST;
  const gate = createGate(Math.max(1, availableParallelism() - 1), MAX_WAITING);
  const nobodys = await hash('the password of nobody', options);
  return {
    hash: (password) => gate(() => hash(comparable(password), options)),
    async verify(hashed, password) {
      const start = performance.now();
      const isRight = await gate(() => verify(hashed ?? nobodys, comparable(password)));
      if (isRight && hashed !== null) return true;
      const rest = REFUSED_AFTER_MS - (performance.now() - start);
      if (mode === 'production') await new Promise((resolve) => setTimeout(resolve, Math.max(0, rest)));
      return false;
    },
  };
}

/** Why a new password is refused, or null. Length is counted in characters as a reader counts them. */
export function passwordProblem(password: string): ErrorCode | null {
  const length = [...comparable(password)].length;
  if (length < MIN_PASSWORD_LENGTH) return 'password-too-short';
  if (length > MAX_PASSWORD_LENGTH) return 'password-too-long';
  return isCommonPassword(comparable(password)) ? 'password-too-common' : null;
}

/** Throws a `ServiceError` with the reason a new password is refused for. */
export function requireGoodPassword(password: string): void {
  const problem = passwordProblem(password);
  if (problem) throw new ServiceError(problem);
}

/** Keyboards write the same character in different ways (NIST SP 800-63B-4 §3.1.1.2 asks for NFC or NFKC). */
function comparable(password: string): string {
  return password.normalize('NFKC');
}

/** OWASP's least: 19 MiB, two passes (https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html). */
const CHEAPEST: Options = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 };
const CALIBRATED_MEMORY_KIB = 64 * 1024;
const TARGET_MS = 75;
const MAX_PASSES = 12;

/** The number of passes over 64 MiB that takes about 75 ms here. */
async function calibrate(): Promise<Options> {
  const onePass: Options = { ...CHEAPEST, memoryCost: CALIBRATED_MEMORY_KIB, timeCost: 1 };
  const times: number[] = [];
  for (let round = 0; round < 3; round += 1) {
    const start = performance.now();
    await hash('a password to measure with', onePass);
    times.push(performance.now() - start);
  }
  // The fastest of three is the machine; the others are what else it was doing.
  const passes = Math.round(TARGET_MS / Math.max(Math.min(...times), 1));
  return { ...onePass, timeCost: Math.min(Math.max(passes, 1), MAX_PASSES) };
}
