import { nextTask } from '../next-task.ts';

/** A stretch of work on a page of ours; a frame is 16 ms, and what a reader does must come between. */
const SLICE_MS = 10;

export interface Pause {
  /** Whether the stretch has lasted long enough. Asked often, so it is not async. */
  isDue: () => boolean;
  /** Lets everything else have its turn. */
  rest: () => Promise<void>;
}

/** Divides long work into stretches of `SLICE_MS`: `if (pause.isDue()) await pause.rest()`. */
export function slices(signal?: AbortSignal): Pause {
  let begun = performance.now();
  return {
    isDue: () => performance.now() - begun > SLICE_MS,
    rest: async () => {
      await nextTask();
      signal?.throwIfAborted();
      begun = performance.now();
    },
  };
}
