import type { Language } from '../../locales/define-texts.ts';
import { stepTexts } from '../../locales/step.ts';
import type { PaintedMark } from '../../utils/annotation/paint.ts';
import type { PageMarks } from '../marks.content/page-marks.ts';
import { goToMark } from '../panel-link.content/go-to-mark.ts';

declare global {
  /** The mark that the last step led to, in the world of our scripts. */
  var steppedTo: string | undefined;
}

/** Characters of a passage that are read out. */
const HEARD = 60;

/** Goes to the next mark of the page or the one before, from the last one that was gone to or, when that is out of sight, from what is in the window; says which it is. */
export function stepToMark(page: PageMarks, by: 1 | -1, language: Language): void {
  const texts = stepTexts[language];
  const { state } = page;
  const marks = inPageOrder(page);
  const next = marks[placeOf(marks, by, page)];
  if (!next) {
    state.toast.value = { words: texts.none };
    return;
  }
  globalThis.steppedTo = next.id;
  goToMark(page, next.id);
  const mark = state.marks.value.find((entry) => entry.mark.id === next.id)?.mark;
  const quote = mark?.quote.replace(/\s+/g, ' ').slice(0, HEARD) ?? '';
  state.announcement.value = { words: texts.at(marks.indexOf(next) + 1, marks.length, quote) };
}

/** Behind the last one comes the first again. */
function placeOf(marks: PaintedMark[], by: 1 | -1, { rectsInPage }: PageMarks): number {
  const isInSight = ({ range }: PaintedMark) => {
    const box = rectsInPage(range)[0];
    return box !== undefined && box.bottom > 0 && box.top < innerHeight;
  };
  const last = marks.findIndex((mark) => mark.id === globalThis.steppedTo && isInSight(mark));
  if (last >= 0) return (last + by + marks.length) % marks.length;
  const below = marks.findIndex((mark) => (rectsInPage(mark.range)[0]?.top ?? -1) >= 0);
  if (by > 0) return Math.max(0, below);
  return below > 0 ? below - 1 : marks.length - 1;
}

function inPageOrder({ state, orderRanges }: PageMarks): PaintedMark[] {
  const marks = state.placed.value;
  const { intervals } = orderRanges(marks.map(({ range }) => range));
  return marks
    .map((mark, at) => ({ mark, start: intervals[at]?.start ?? 0 }))
    .sort((a, b) => a.start - b.start)
    .map(({ mark }) => mark);
}
