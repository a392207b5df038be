import { bringIntoView } from '../../utils/bring-into-view.ts';
import type { PageMarks } from '../marks.content/page-marks.ts';

/** Long enough to be found by an eye that comes from elsewhere. */
const POINTED_MS = 3200;

/** Scrolls to a mark and frames it for a moment. */
export function goToMark({ state, rectsInPage }: PageMarks, id: string): void {
  const range = state.placed.value.find((mark) => mark.id === id)?.range;
  if (!range) return;
  bringIntoView(range.startContainer.parentElement, () => rectsInPage(range)[0] ?? null);
  state.pointed.value = id;
  setTimeout(() => {
    if (state.pointed.value === id) state.pointed.value = null;
  }, POINTED_MS);
}
