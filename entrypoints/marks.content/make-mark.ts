import type { Selector } from '../../protocol/selectors.ts';
import { type AnchoredMark, anchorMarks } from '../../utils/annotation/anchored-marks.ts';
import { describeRange } from '../../utils/annotation/describe.ts';
import type { Mark, MarkColour } from '../../utils/library/library.ts';
import { CallError, call } from '../../utils/messages/call.ts';
import { offerHint } from './first-mark-hint.ts';
import { openCard } from './open-card.ts';
import { findMark, type MarksState } from './state.ts';

/** Characters of one passage: with its context it stays well inside a record's 64 KB. */
const LONGEST_QUOTE = 10_000;

/** Marks a passage. It is painted at once, but solid only when the answer says that it is on disk. */
export async function makeMark(
  state: MarksState,
  range: Range,
  colour: MarkColour,
  then: 'note' | 'tag' | null,
): Promise<void> {
  const selectors = describeRange(document.body, range);
  const quote = selectors.find((selector) => selector.type === 'TextQuoteSelector')?.exact ?? '';
  if (quote === '') return complain(state, range, state.texts.nothingVisible);
  if (quote.length > LONGEST_QUOTE) return complain(state, range, state.texts.tooLong);

  if (isBeingSaved(state, range)) return; // a key pressed twice makes one mark

  const id = newMarkId();
  const wasFirst = state.marks.value.length === 0;
  const anchored = placeOfNew(id, selectors, range);
  const mark = unstoredMark(id, quote, colour, state.style.value);
  state.colour.value = colour;
  state.marks.value = [
    ...state.marks.value,
    { mark: { ...mark, pageSelectors: selectors }, anchored, isStored: false },
  ];
  try {
    const stored = await call('save-mark', { id, pageSelectors: selectors, colour, style: mark.style });
    state.marks.value = state.marks.value.map((entry) =>
      entry.mark.id === id ? { ...entry, mark: stored, isStored: true } : entry,
    );
  } catch (error) {
    // It may have been stored though no answer came: the page's marks tell.
    state.marks.value = state.marks.value.filter((entry) => entry.mark.id !== id);
    return complain(state, range, sayWhy(state, error));
  }
  dismissSelection(state);
  state.announcement.value = state.texts.marked(state.texts[`colour${colour}`]);
  if (then) await openCard(state, id, then);
  if (wasFirst) await offerHint(state);
}

/** Gives a mark a new place. */
export async function moveMark(state: MarksState, id: string, range: Range): Promise<void> {
  const pageSelectors = describeRange(document.body, range);
  if (pageSelectors.length === 0) return complain(state, range, state.texts.nothingVisible);
  try {
    const mark = await call('edit-mark', { id, changes: { pageSelectors } });
    const anchored = placeOfNew(id, mark.pageSelectors, range);
    state.marks.value = state.marks.value.map((entry) =>
      entry.mark.id === id ? { mark, anchored, isStored: true } : entry,
    );
    state.reattaching.value = null;
    dismissSelection(state);
  } catch (error) {
    complain(state, range, isOrphaned(error) ? state.texts.updatedNoMark : state.texts.changeNotStored);
  }
}

/** Says that the likely place of a doubtful mark is the right one. */
export async function confirmPlace(state: MarksState, id: string): Promise<void> {
  const range = findMark(state, id)?.anchored.result.range;
  if (range) await moveMark(state, id, range);
}

export function isOrphaned(error: unknown): boolean {
  return error instanceof CallError && error.code === 'extension-updated';
}

/** What was just selected is where it is, whatever anchoring thinks of a word that is repeated all over; it only trims the white space. */
function placeOfNew(id: string, selectors: Selector[], range: Range): AnchoredMark {
  const [anchored] = anchorMarks(document.body, [{ id, selectors }]);
  if (anchored?.result.status === 'found') return anchored;
  return {
    id,
    selectors,
    result: { status: 'found', range: range.cloneRange(), score: 1, isChanged: false },
    text: range.toString(),
  };
}

function isBeingSaved(state: MarksState, range: Range): boolean {
  const words = range.toString().trim();
  return state.marks.value.some(({ anchored, isStored }) => !isStored && anchored.text.trim() === words);
}

function complain(state: MarksState, range: Range, problem: string): void {
  state.selection.value = range;
  state.selectionProblem.value = problem;
}

function dismissSelection(state: MarksState): void {
  state.selection.value = null;
  state.selectionProblem.value = null;
  getSelection()?.removeAllRanges();
}

function sayWhy({ texts }: MarksState, error: unknown): string {
  if (!(error instanceof CallError)) return texts.notSavedInternal;
  return {
    'extension-updated': texts.updatedNoMark,
    'storage-full': texts.notSavedFull,
    'too-large': texts.notSavedLarge,
    refused: texts.notSavedRefused,
    'not-found': texts.notSavedGone,
    internal: texts.notSavedInternal,
  }[error.code];
}

function unstoredMark(id: string, quote: string, colour: MarkColour, style: Mark['style']): Mark {
  return {
    id,
    articleId: '',
    quote,
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

/** Twenty characters of `[0-9a-z]`, about 100 bits: 36 divides 252, so that no character is likelier than another. */
function newMarkId(): string {
  const characters: string[] = [];
  while (characters.length < 20) {
    for (const byte of crypto.getRandomValues(new Uint8Array(32))) {
      if (byte < 252 && characters.length < 20) characters.push((byte % 36).toString(36));
    }
  }
  return characters.join('');
}
