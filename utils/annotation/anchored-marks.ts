import type { Selector } from '../../protocol/selectors.ts';
import { type AnchorResult, anchorAll, anchorInSlices, type PlaceElement } from './anchor.ts';
import { documentOf, documentsOf } from './page-documents.ts';
import { contentOf } from './whole-element.ts';

export interface AnchoredMark {
  id: string;
  selectors: Selector[];
  /** As the reader is told: changed words are doubtful until the reader says that they are the ones. */
  result: AnchorResult;
  /** What the range held when it was anchored, to notice that the page has changed under it. */
  text: string;
}

/** Looks for marks on a page, all in one reading of it. */
export function anchorMarks(
  root: Element | Document,
  marks: { id: string; selectors: Selector[] }[],
  placeElement?: PlaceElement,
): AnchoredMark[] {
  const results = anchorAll(
    root,
    marks.map((mark) => mark.selectors),
    { placeElement },
  );
  return marks.flatMap((mark, at) => anchored(mark, results[at]));
}

interface SliceOptions {
  placeElement: PlaceElement | undefined;
  rest: () => Promise<void>;
  sliceMs?: number;
}

/** The same in slices, for a page that must stay quick: those that stand where they were come first, the others as they are found. `rest` waits until the browser had its turn. */
export async function* anchorMarksInSlices(
  root: Element | Document,
  marks: { id: string; selectors: Selector[] }[],
  options: SliceOptions,
): AsyncGenerator<AnchoredMark[]> {
  const list = marks.map((mark) => mark.selectors);
  for await (const slice of anchorInSlices(root, list, options))
    yield [...slice].flatMap(([at, result]) => anchored(marks[at], result));
}

function anchored(
  mark: { id: string; selectors: Selector[] } | undefined,
  result: AnchorResult | undefined,
): AnchoredMark[] {
  if (!mark || !result) return [];
  const { id, selectors } = mark;
  const text = result.range ? contentOf(result.range) : '';
  return [{ id, selectors, result: asTold(result), text }];
}

function asTold(result: AnchorResult): AnchorResult {
  return result.status === 'found' && result.isChanged ? { ...result, status: 'doubtful' } : result;
}

/**
 * After a change of the page, in slices: looks anew for what the change has touched and for what is not surely placed, and leaves the rest alone. Gives the marks that are elsewhere
 * now, or are what they were not: nothing where nothing needs painting.
 */
export async function* reanchorInSlices(
  root: Element | Document,
  marks: AnchoredMark[],
  options: SliceOptions,
): AsyncGenerator<AnchoredMark[]> {
  const documents = documentsOf(root.ownerDocument ?? (root as Document));
  const touched = marks.filter((mark) => isTouched(mark, documents));
  const unsure = marks.filter((mark) => mark.result.status !== 'found');
  const before = new Map([...touched, ...unsure].map((mark) => [mark.id, mark]));
  if (before.size === 0) return;
  for await (const slice of anchorMarksInSlices(root, [...before.values()], options)) {
    const moved = slice.filter((mark) => isElsewhere(mark, before.get(mark.id)));
    if (moved.length > 0) yield moved;
  }
}

/** A document whose frame is gone still holds its nodes. */
function isTouched({ result: { range }, text }: AnchoredMark, documents: Document[]): boolean {
  if (range === null) return false;
  return (
    !range.startContainer.isConnected || !documents.includes(documentOf(range)) || contentOf(range) !== text
  );
}

function isElsewhere(mark: AnchoredMark, before: AnchoredMark | undefined): boolean {
  if (!before || mark.result.status !== before.result.status) return true;
  const [now, then] = [mark.result.range, before.result.range];
  if (!now || !then) return now !== then;
  return (
    mark.text !== before.text ||
    now.startContainer !== then.startContainer ||
    now.startOffset !== then.startOffset ||
    now.endContainer !== then.endContainer ||
    now.endOffset !== then.endOffset
  );
}
