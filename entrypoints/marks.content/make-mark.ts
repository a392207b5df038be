import type { Selector } from '../../protocol/selectors.ts';
import { type AnchoredMark, anchorMarks } from '../../utils/annotation/anchored-marks.ts';
import { describeRange } from '../../utils/annotation/describe.ts';
import { documentOf } from '../../utils/annotation/page-documents.ts';
import { contentOf, elementOf } from '../../utils/annotation/whole-element.ts';
import type { Mark, MarkColour } from '../../utils/library/library.ts';
import { CallError, call, isOrphaned } from '../../utils/messages/call.ts';
import { changeColour, sayMissing } from './edit-mark.ts';
import { openCard } from './open-card.ts';
import { bringRareTools } from './rare-tools.ts';
import { keepLook } from './reader-choices.ts';
import { findMark, type MarksState, replaceMark } from './state.ts';
import { isSameRange } from './watch-selection.ts';

/** Characters of one passage: with its context it stays well inside a record's 64 KB. */
const LONGEST_QUOTE = 10_000;

/** Marks a passage. It is painted at once, but solid only when the answer says that it is on disk. */
export async function makeMark(
  state: MarksState,
  range: Range,
  colour: MarkColour,
  then: 'note' | 'tag' | null,
): Promise<void> {
  const selectors = await describe(range);
  const quote = selectors.find((selector) => selector.type === 'TextQuoteSelector')?.exact ?? '';
  if (selectors.length === 0) return complain(state, range, state.texts.nothingVisible);
  if (quote.length > LONGEST_QUOTE) return complain(state, range, state.texts.tooLong);

  if (isBeingSaved(state, range)) return; // a key pressed twice makes one mark

  const id = newMarkId();
  const wasFirst = state.marks.value.length === 0;
  const anchored = placeOfNew(id, selectors, range);
  const present = state.marks.value.find((entry) => isSamePlace(entry.anchored, anchored));
  if (present) {
    // No second one over the same words: another colour is given to the one that is there.
    dismissSelection(state, range);
    if (!then && colour !== present.mark.colour) await changeColour(state, present.mark.id, colour);
    return openCard(state, present.mark.id, then);
  }
  const mark = unstoredMark(id, quote, colour, state.style.value);
  state.colour.value = colour;
  void keepLook(state);
  state.marks.value = [
    ...state.marks.value,
    { mark: { ...mark, pageSelectors: selectors }, anchored, isStored: false },
  ];
  try {
    const stored = await call('save-mark', { id, pageSelectors: selectors, colour, style: mark.style });
    replaceMark(state, id, (entry) => ({ ...entry, mark: stored, isStored: true }));
  } catch (error) {
    // It may have been stored though no answer came: the page's marks tell.
    state.marks.value = state.marks.value.filter((entry) => entry.mark.id !== id);
    return complain(state, range, sayWhy(state, error));
  }
  dismissSelection(state, range);
  state.announcement.value = { words: state.texts.marked(state.texts[`colour${colour}`]) };
  if (then) await openCard(state, id, then);
  if (wasFirst) await (await bringRareTools())?.hint(state);
}

/** Gives a mark a new place. False, with a word to the reader, where it could not be stored. */
export async function moveMark(state: MarksState, id: string, range: Range): Promise<boolean> {
  const pageSelectors = await describe(range);
  try {
    if (pageSelectors.length === 0) {
      complain(state, range, state.texts.nothingVisible);
      return false;
    }
    const mark = await call('edit-mark', { id, changes: { pageSelectors } });
    const anchored = placeOfNew(id, mark.pageSelectors, range);
    replaceMark(state, id, () => ({ mark, anchored, isStored: true }));
    state.reattaching.value = null;
    dismissSelection(state, range);
    return true;
  } catch (error) {
    if (error instanceof CallError && error.code === 'not-found') await sayMissing(state, id);
    else
      complain(
        state,
        range,
        isOrphaned(error) ? state.texts['unsaved-extension-updated'] : state.texts.changeNotStored,
      );
    return false;
  }
}

/** Says that the likely place of a doubtful mark is the right one. */
export async function confirmPlace(state: MarksState, id: string): Promise<void> {
  const range = findMark(state, id)?.anchored.result.range;
  if (range) await moveMark(state, id, range);
}

async function describe(range: Range): Promise<Selector[]> {
  const element = elementOf(range);
  return element ? ((await bringRareTools())?.describe(element) ?? []) : describeRange(document.body, range);
}

/** What was just selected is where it is, whatever anchoring thinks of a word that is repeated all over; it only trims the white space. */
function placeOfNew(id: string, selectors: Selector[], range: Range): AnchoredMark {
  const [anchored] = anchorMarks(document.body, [{ id, selectors }], globalThis.rareTools?.place);
  if (anchored?.result.status === 'found') return anchored;
  return {
    id,
    selectors,
    result: { status: 'found', range: range.cloneRange(), score: 1, isChanged: false },
    text: contentOf(range),
  };
}

function isBeingSaved(state: MarksState, range: Range): boolean {
  const words = contentOf(range).trim();
  return state.marks.value.some(({ anchored, isStored }) => !isStored && anchored.text.trim() === words);
}

function isSamePlace({ result: one }: AnchoredMark, { result: other }: AnchoredMark): boolean {
  return one.status === 'found' && other.range !== null && isSameRange(one.range, other.range);
}

/** In the card, while that stands in the place of the bar. */
function complain(state: MarksState, range: Range, problem: string): void {
  if (state.card.value) state.card.value = { ...state.card.value, problem };
  else {
    state.selection.value = range;
    state.selectionProblem.value = problem;
  }
}

/** What was marked need no longer be selected; what a quick reader has selected since then, or is about to, stays. */
function dismissSelection(state: MarksState, marked: Range): void {
  const shown = state.selection.value;
  if (shown && isSameRange(shown, marked)) state.selection.value = null;
  const selection = documentOf(marked).getSelection();
  const present = selection && selection.rangeCount > 0 ? selection.getRangeAt(0) : null;
  if (present && isSameRange(present, marked)) selection?.removeAllRanges();
}

function sayWhy({ texts }: MarksState, error: unknown): string {
  return texts[`unsaved-${error instanceof CallError ? error.code : 'internal'}`];
}

function unstoredMark(id: string, quote: string, colour: MarkColour, style: Mark['style']): Mark {
  return {
    id,
    articleId: '',
    quote,
    whole: null,
    pageSelectors: [],
    snapshotSelectors: [],
    snapshot: null,
    colour,
    style,
    note: { text: '', values: [] },
    tags: [],
    createdAt: Date.now(),
    isDeleted: false,
  };
}

/** Of 128 bits. */
function newMarkId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return bytes.reduce((id, byte) => id + byte.toString(16).padStart(2, '0'), '');
}
