import { ServiceError } from './errors.ts';

/** Runs `work` once all that was asked before under the same key is over, however that ended. Throws `unavailable` where too many wait already. */
export type InTurn = <T>(key: string, work: () => Promise<T>) => Promise<T>;

/** Each holds what came with it, a push up to 1 MiB. Far more than one member's devices ask at once. */
const MAX_WAITING = 64;

export function createTurns(): InTurn {
  const lines = new Map<string, { last: Promise<unknown>; count: number }>();
  return async (key, work) => {
    const line = lines.get(key) ?? { last: Promise.resolve(), count: 0 };
    // The one that is at work doesn't wait.
    if (line.count > MAX_WAITING) throw new ServiceError('unavailable', { retryAfter: 1 });
    lines.set(key, line);
    line.count += 1;
    const own = line.last.then(work, work);
    line.last = own;
    try {
      return await own;
    } finally {
      line.count -= 1;
      if (line.count === 0) lines.delete(key);
    }
  };
}
