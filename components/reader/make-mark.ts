import { readerTexts } from '../../locales/reader.ts';
import { describeRange } from '../../utils/annotation/describe.ts';
import { textsOf } from '../../utils/appearance.ts';
import type { Library, Mark, MarkColour } from '../../utils/library/library.ts';
import { showToast } from '../controls/toasts.ts';
import { attempt } from '../library/attempt.ts';

interface NewMark {
  /** The article's element in the frame. */
  root: HTMLElement;
  range: Range;
  colour: MarkColour;
  articleId: string;
  /** The version that is shown. */
  hash: string;
}

/** Marks a passage of the kept text. On the live page it will be found by its words alone: offsets there are others. */
export async function makeMark(
  library: Library,
  { root, range, colour, articleId, hash }: NewMark,
): Promise<Mark | null> {
  const selectors = describeRange(root, range);
  if (selectors.length === 0) return null;
  const made = library.saveMark({
    id: newMarkId(),
    articleId,
    colour,
    style: 'ground',
    pageSelectors: selectors.filter((selector) => selector.type === 'TextQuoteSelector'),
    snapshotSelectors: selectors,
    snapshot: hash,
  });
  if (!(await attempt(made))) return null;
  showToast({ text: textsOf(readerTexts).markMade });
  return made;
}

function newMarkId(): string {
  return crypto.randomUUID().replaceAll('-', '');
}
