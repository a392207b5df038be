import { nextTask } from './next-task.ts';

/** In milliseconds: a page answers its reader within 50, and a step may begin at a slice's end. */
const SLICE_MS = 12;

/**
 * Does work that yields wherever it may be interrupted, in slices between which others have their turn.
 * @throws {DOMException} `AbortError` once `signal` has aborted.
 */
export async function runInSlices<T>(
  steps: Generator<unknown, T, undefined>,
  signal?: AbortSignal,
): Promise<T> {
  let end = performance.now() + SLICE_MS;
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    if (performance.now() < end) continue;
    await nextTask();
    signal?.throwIfAborted();
    end = performance.now() + SLICE_MS;
  }
}
