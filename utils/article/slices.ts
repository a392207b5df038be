import { nextTask } from '../next-task.ts';
import type { Steps } from './steps.ts';

/** In milliseconds: a page answers what its reader does within 50, and a step may begin at a slice's end. */
const SLICE_MS = 12;
const SECOND_SLICE_MS = 35;

/**
 * Does work on a live page in slices, between which the page goes on. When the page has changed meanwhile, the work begins anew, once, in slices so long
 * that most pages are read in one; what a page does that changes all the time is not waited for any longer.
 */
export async function inSlices<T>(document: Document, begin: () => Steps<T>): Promise<T> {
  const view = document.defaultView ?? globalThis;
  let hasChanged = false;
  const changes = new view.MutationObserver(() => {
    hasChanged = true;
  });
  changes.observe(document, { childList: true, characterData: true, subtree: true });
  let steps = begin();
  let ms = SLICE_MS;
  let end = performance.now() + ms;
  try {
    for (;;) {
      const step = steps.next();
      if (step.done) return step.value;
      if (!step.value && performance.now() < end) continue;
      await (step.value ?? nextTask());
      if (hasChanged && ms === SLICE_MS) {
        steps = begin();
        ms = SECOND_SLICE_MS;
      }
      end = performance.now() + ms;
    }
  } finally {
    changes.disconnect();
  }
}
