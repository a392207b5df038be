import { describeRange } from '../../utils/annotation/describe.ts';
import type { Library, Mark, MarkColour } from '../../utils/library/library.ts';
import { attempt } from '../library/attempt.ts';
import type { PlacedMark } from './use-marks-in-frame.ts';

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
  const snapshotSelectors = describeRange(root, placed.range);
  await attempt(library.editMark(placed.mark.id, { snapshotSelectors, snapshot: hash }));
}

function newMarkId(): string {
  return crypto.randomUUID().replaceAll('-', '');
}
