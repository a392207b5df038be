import { ServiceError } from '../errors.ts';

/** Runs at most `width` tasks at once; others wait in order, and beyond `maxWaiting` of them are refused with `unavailable`. */
export function createGate(width: number, maxWaiting: number): <T>(task: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = [];
  let running = 0;

  return async (task) => {
    if (running >= width) {
      if (waiting.length >= maxWaiting) throw new ServiceError('unavailable', { retryAfter: 5 });
      await new Promise<void>((resolve) => waiting.push(resolve)); // whoever finishes hands over the place
    } else {
      running += 1;
    }
    try {
      return await task();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
}
