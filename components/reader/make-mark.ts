import { readingTexts } from '../../locales/reading.ts';
import { textsOf } from '../../utils/appearance.ts';
import type { Library, Mark, MarkColour, MarkStyle } from '../../utils/library/library.ts';
import { showToast } from '../controls/toasts.ts';
import { attempt } from '../library/attempt.ts';
import { describeKept } from './kept-elements.ts';
import type { PlacedMark } from './use-marks-in-frame.ts';

interface NewMark {
  /** The article's element in the frame. */
  root: HTMLElement;
  range: Range;
  colour: MarkColour;
  style: MarkStyle;
  articleId: string;
  /** The version that is shown. */
  hash: string;
}

/** Characters of one passage, as in a page: with its context it stays well inside a record's 64 KB. */
const LONGEST_QUOTE = 10_000;

/** Marks a passage of the kept text. On the live page it will be found by its words alone, or a picture's address: offsets and paths there are others. */
export async function makeMark(
  library: Library,
  { root, range, colour, style, articleId, hash }: NewMark,
): Promise<Mark | null> {
  const selectors = describeKept(root, range);
  if (selectors.length === 0) return null;
  const quote = selectors.find((selector) => selector.type === 'TextQuoteSelector')?.exact ?? '';
  if (quote.length > LONGEST_QUOTE) {
    showToast({ text: textsOf(readingTexts).tooLong });
    return null;
  }
  const made = library.saveMark({
    id: newMarkId(),
    articleId,
    colour,
    style,
    pageSelectors: selectors.filter(({ type }) => type === 'TextQuoteSelector' || type === 'CssSelector'),
    snapshotSelectors: selectors,
    snapshot: hash,
  });
  if (!(await attempt(made))) return null;
  return made;
}

/** The reader says that a doubtful place is the right one: from now on it is described as it is in this text. */
export async function confirmPlace(
  library: Library,
  root: HTMLElement,
  placed: PlacedMark,
  hash: string,
): Promise<void> {
  if (!placed.range) return;
  const snapshotSelectors = describeKept(root, placed.range);
  await attempt(library.editMark(placed.mark.id, { snapshotSelectors, snapshot: hash }));
}

function newMarkId(): string {
  return crypto.randomUUID().replaceAll('-', '');
}
