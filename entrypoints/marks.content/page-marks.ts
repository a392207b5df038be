import { orderRanges } from '../../utils/annotation/order-ranges.ts';
import { documentOf } from '../../utils/annotation/page-documents.ts';
import { boxInPage, rectsInPage } from '../../utils/annotation/text-rects.ts';
import type { MarkColour } from '../../utils/library/library.ts';
import { deleteMark } from './edit-mark.ts';
import { confirmPlace, makeMark, moveMark } from './make-mark.ts';
import { closeCard, openCard } from './open-card.ts';
import type { MarksState } from './state.ts';
import { selectedRange } from './watch-selection.ts';

/** What other scripts of ours in the page may ask of the marks; the page's own can't reach it. */
export interface PageMarks {
  host: Element;
  /** To be read and set. An effect of another script's copy of the signals doesn't follow it: `subscribe` does. */
  state: MarksState;
  /** With the colour last used where none is given. */
  mark(range: Range, colour: MarkColour | null, then: 'note' | null): Promise<void>;
  /** The topmost of the marks that share text with the range; each goes with a way back of its own. */
  remove(range: Range): Promise<void>;
  open(id: string): Promise<void>;
  closeCard(): Promise<void>;
  confirm(id: string): Promise<void>;
  /** True where that is stored. */
  move(id: string, range: Range): Promise<boolean>;
  /** What the reader has selected of the page. */
  selected(): Range | null;
  /** Ends with the marks' script. */
  signal: AbortSignal;
  /** Marks are made, painted and opened in that document of a frame as well. Gives what puts back the paint that other scripts took away. */
  attach(inner: Document, signal: AbortSignal): () => boolean;
  /** Looks anew for what has moved. True where that changed anything. */
  reanchor(): Promise<boolean>;
  /** What smaller scripts need not carry once more. */
  orderRanges: typeof orderRanges;
  boxInPage: typeof boxInPage;
  rectsInPage: typeof rectsInPage;
}

declare global {
  var pageMarks: PageMarks | undefined;
}

/** Offers it until the marks' script goes. */
export function offerMarks(
  state: MarksState,
  host: Element,
  signal: AbortSignal,
  open: Pick<PageMarks, 'attach' | 'reanchor'>,
): void {
  const marks: PageMarks = {
    host,
    state,
    mark: (range, colour, then) => makeMark(state, range, colour ?? state.colour.value, then),
    async remove(range) {
      const touched = state.marks.value.findLast(({ anchored }) => {
        const place = anchored.result.range;
        return place !== null && overlaps(place, range);
      });
      if (touched) await deleteMark(state, touched.mark.id);
    },
    open: (id) => openCard(state, id, null),
    closeCard: () => closeCard(state),
    confirm: (id) => confirmPlace(state, id),
    move: (id, range) => moveMark(state, id, range),
    selected: () => selectedRange(host),
    signal,
    orderRanges,
    boxInPage,
    rectsInPage,
    ...open,
  };
  globalThis.pageMarks = marks;
  signal.addEventListener('abort', () => {
    if (globalThis.pageMarks === marks) globalThis.pageMarks = undefined;
  });
}

// Range.START_TO_END and Range.END_TO_START.
const START_TO_END = 1;
const END_TO_START = 3;

const overlaps = (one: Range, other: Range): boolean =>
  documentOf(one) === documentOf(other) &&
  one.compareBoundaryPoints(END_TO_START, other) < 0 &&
  one.compareBoundaryPoints(START_TO_END, other) > 0;
