import type { RefObject } from 'preact';
import { useRef } from 'preact/hooks';
import {
  beginWalk,
  changeClauses,
  extend,
  rangeOfWalk,
  step,
  type Walk,
} from '../../utils/annotation/sentence-walk.ts';
import { firstSentenceBelow } from '../../utils/annotation/sentences.ts';
import { hasSingleKeys } from '../../utils/appearance.ts';
import { bringRange, isInSight } from './bring-range.ts';
import { useReaderKeys } from './use-reader-keys.ts';

/**
 * Marking by keyboard alone: J and K select the next and the previous sentence, from the first in sight on, or from the one that was marked last while it is in sight; with Shift they take one in or let one go. Once a
 * sentence is selected, the arrows do the same and go by clauses, and the bar's own keys mark it.
 */
export function useSentenceKeys(root: HTMLElement | null, scroller: RefObject<HTMLElement | null>): void {
  const walk = useRef<Walk | null>(null);
  const shown = useRef<Range | null>(null);
  useReaderKeys(root, 'text', (event) => {
    if (!root || event.ctrlKey || event.altKey || event.metaKey) return false;
    const isWalking = isSelected(root, shown.current);
    const move = moveOf(event, isWalking);
    if (!move) return false;
    if (walk.current?.index.root !== root) walk.current = beginWalk(root, true);
    walk.current =
      isWalking || wasLetGo(root, shown.current, scroller.current)
        ? (move(walk.current) ?? walk.current)
        : startInSight(walk.current, root, scroller);
    shown.current = rangeOfWalk(walk.current);
    if (shown.current) select(root, shown.current);
    if (shown.current && scroller.current) bringRange(shown.current, scroller.current);
    return true;
  });
}

type Move = (walk: Walk) => Walk | null;

function moveOf({ key, shiftKey }: KeyboardEvent, isWalking: boolean): Move | null {
  const letter = hasSingleKeys.value && key.length === 1 ? key.toLowerCase() : '';
  if (letter === 'j' || (isWalking && key === 'ArrowDown'))
    return (walk) => (shiftKey ? extend : step)(walk, 1);
  if (letter === 'k' || (isWalking && key === 'ArrowUp'))
    return (walk) => (shiftKey ? extend : step)(walk, -1);
  if (isWalking && key === 'ArrowLeft') return (walk) => changeClauses(walk, -1);
  if (isWalking && key === 'ArrowRight') return (walk) => changeClauses(walk, 1);
  return null;
}

function startInSight(walk: Walk, root: HTMLElement, scroller: RefObject<HTMLElement | null>): Walk {
  const frame = root.ownerDocument.defaultView?.frameElement;
  const top =
    (scroller.current?.getBoundingClientRect().top ?? 0) - (frame?.getBoundingClientRect().top ?? 0);
  const at = Math.max(0, firstSentenceBelow(walk, top));
  return { ...walk, first: at, last: at, shorter: 0 };
}

/** The selection is still the one that was made here: the reader has neither clicked elsewhere nor selected by mouse. */
function isSelected(root: HTMLElement, range: Range | null): boolean {
  const selection = root.ownerDocument.getSelection();
  if (!range || !selection || selection.rangeCount === 0 || selection.isCollapsed) return false;
  const present = selection.getRangeAt(0);
  return (
    present.compareBoundaryPoints(Range.START_TO_START, range) === 0 &&
    present.compareBoundaryPoints(Range.END_TO_END, range) === 0
  );
}

/** What was walked to was marked, or let go with Esc, and can still be seen: a click would have left a caret. */
function wasLetGo(root: HTMLElement, range: Range | null, scroller: HTMLElement | null): boolean {
  const isNothingSelected = root.ownerDocument.getSelection()?.rangeCount === 0;
  return isNothingSelected && range !== null && scroller !== null && isInSight(range, scroller);
}

/** The frame takes the focus, so that the selection shows and its keys are heard. */
function select(root: HTMLElement, range: Range): void {
  const selection = root.ownerDocument.getSelection();
  root.ownerDocument.defaultView?.focus();
  selection?.removeAllRanges();
  selection?.addRange(range.cloneRange());
}
