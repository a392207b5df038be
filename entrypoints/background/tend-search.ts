import { openCurrentStore } from '../../utils/library/open-library.ts';
import { tendIndex } from '../../utils/library/tend-index.ts';
import { paced } from '../../utils/sync/paced.ts';
import { isTakingIn } from '../../utils/sync/sync-lock.ts';

/** Between two steps, for messages of pages that wait. */
const PAUSE_MS = 100;

let isTending = false;

/** What changed is taken into the index of search; not while a library is being taken in, after which it is asked for again. What is not done when the worker is put to sleep, the next start does, or a search. */
export const tendSearchSoon: () => void = paced(async () => {
  if (isTending) return;
  isTending = true;
  try {
    const store = await openCurrentStore();
    await tendIndex(store, { pause, isHeldOff: () => isTakingIn(store) });
  } catch (error) {
    console.error(error); // the changes themselves are on disk
  } finally {
    isTending = false;
  }
});

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
}
