import { setTimeout as wait } from 'node:timers/promises';

/** A busy machine shows late what is right; only what is wrong is waited for this long. */
export const PATIENCE_MS = 120_000;

/** Looks again and again until the check holds, and gives what was seen then. Throws with the last thing seen, in `what`'s words. */
export async function eventually<T>(
  look: () => Promise<T>,
  isRight: (seen: T) => boolean,
  what: string,
  patience = PATIENCE_MS,
): Promise<T> {
  const deadline = Date.now() + patience;
  for (;;) {
    const seen = await look();
    if (isRight(seen)) return seen;
    if (Date.now() > deadline) throw new Error(`${what}: ${describe(seen)}`);
    await wait(100);
  }
}

function describe(seen: unknown): string {
  return typeof seen === 'string' ? seen : JSON.stringify(seen);
}
