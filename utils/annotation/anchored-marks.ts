import type { Selector } from '../../protocol/selectors.ts';
import { type AnchorResult, anchorAll } from './anchor.ts';

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
): AnchoredMark[] {
  const results = anchorAll(
    root,
    marks.map((mark) => mark.selectors),
  );
  return marks.flatMap(({ id, selectors }, at) => {
    const result = results[at];
    return result ? [{ id, selectors, result: asTold(result), text: result.range?.toString() ?? '' }] : [];
  });
}

function asTold(result: AnchorResult): AnchorResult {
  return result.status === 'found' && result.isChanged ? { ...result, status: 'doubtful' } : result;
}

/**
 * After a change of the page: looks anew for what is not surely placed and for what the change has touched, and leaves the rest alone.
 * Null when that moves nothing, so that nothing needs painting.
 */
export function reanchorTouched(root: Element | Document, marks: AnchoredMark[]): AnchoredMark[] | null {
  const pending = marks.filter((mark) => mark.result.status !== 'found' || isTouched(mark));
  if (pending.length === 0) return null;
  const again = new Map(anchorMarks(root, pending).map((mark) => [mark.id, mark]));
  const next = marks.map((mark) => again.get(mark.id) ?? mark);
  return next.some((mark, at) => isElsewhere(mark, marks[at])) ? next : null;
}

function isTouched({ result, text }: AnchoredMark): boolean {
  return (
    result.range !== null && (!result.range.startContainer.isConnected || result.range.toString() !== text)
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
