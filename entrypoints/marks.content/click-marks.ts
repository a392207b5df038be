import type { Painter } from '../../utils/annotation/paint.ts';
import { textRects } from '../../utils/annotation/text-rects.ts';
import { closeCard, openCard } from './open-card.ts';
import { findMark, type MarksState } from './state.ts';

/** A click on a mark opens its card; where several lie on one another, the list of them. The page gets the click as well. */
export function clickMarks(state: MarksState, painter: Painter, host: Element, signal: AbortSignal): void {
  const click = (event: MouseEvent) => {
    if (!event.isTrusted || event.target === host || event.button !== 0) return;
    const isElsewhere = getSelection()?.isCollapsed === false || isControl(event.target);
    const ids = isElsewhere ? [] : marksAt(state, painter, event.clientX, event.clientY);
    const [only] = ids;
    if (ids.length > 1) {
      void closeCard(state);
      state.choice.value = ids;
    } else {
      state.choice.value = [];
      if (only !== undefined) void openCard(state, only, null);
      else void closeCard(state);
    }
  };
  document.addEventListener('click', click, { signal });
}

function marksAt(state: MarksState, painter: Painter, x: number, y: number): string[] {
  const caret = caretAt(x, y);
  if (!caret) return [];
  return painter.markAt(caret.node, caret.offset).filter((id) => {
    const range = findMark(state, id)?.anchored.result.range;
    return range && textRects(range).some((rect) => isInside(rect, x, y));
  });
}

function caretAt(x: number, y: number): { node: Node; offset: number } | null {
  if (typeof document.caretPositionFromPoint === 'function') {
    const position = document.caretPositionFromPoint(x, y);
    return position ? { node: position.offsetNode, offset: position.offset } : null;
  }
  // Chromium before 128.
  const range = document.caretRangeFromPoint(x, y);
  return range ? { node: range.startContainer, offset: range.startOffset } : null;
}

function isInside(rect: DOMRect, x: number, y: number): boolean {
  return x >= rect.left && x <= rect.right && y >= rect.top && y <= rect.bottom;
}

function isControl(target: EventTarget | null): boolean {
  return (
    target instanceof Element &&
    target.closest('a[href], button, input, select, textarea, summary, label') !== null
  );
}
