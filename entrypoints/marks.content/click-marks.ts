import { documentOf, isElement } from '../../utils/annotation/page-documents.ts';
import type { Painter } from '../../utils/annotation/paint.ts';
import { textRects } from '../../utils/annotation/text-rects.ts';
import { elementOf } from '../../utils/annotation/whole-element.ts';
import { closeCard, keepFocus, openCard } from './open-card.ts';
import { findMark, type MarksState } from './state.ts';

/** A click on a mark opens its card; where several lie on one another, the list of them. The page gets the click as well. */
export function clickMarks(
  state: MarksState,
  painter: Painter,
  host: Element,
  inner: Document,
  signal: AbortSignal,
): void {
  const click = (event: MouseEvent) => {
    if (!event.isTrusted || event.target === host || event.button !== 0) return;
    const isSelected = inner.getSelection()?.isCollapsed === false;
    const ids = isSelected || isControl(event.target) ? [] : marksAt(state, painter, inner, event);
    const [only] = ids;
    if (ids.length > 1) {
      void closeCard(state).then(() => {
        keepFocus(state);
        state.choice.value = ids;
      });
    } else {
      state.choice.value = [];
      // Who is asked for a place and selects one has answered.
      if (isSelected) state.reattaching.value ??= state.doubt.value;
      if (only !== undefined) void openCard(state, only, null);
      else void closeCard(state);
    }
  };
  // Captured: an article in a page's own dialog may stop its clicks there.
  inner.addEventListener('click', click, { capture: true, signal });
}

function marksAt(
  state: MarksState,
  painter: Painter,
  inner: Document,
  { clientX: x, clientY: y }: MouseEvent,
): string[] {
  const caret = inner.caretPositionFromPoint(x, y);
  const ids = caret ? painter.markAt(caret.offsetNode, caret.offset) : [];
  // No caret goes into a picture, and what is marked whole lies below the marks within it.
  const whole = state.placed.value.filter(
    ({ id, range }) => elementOf(range) && documentOf(range) === inner && !ids.includes(id),
  );
  return [...ids, ...whole.map(({ id }) => id)].filter((id) => {
    const range = findMark(state, id)?.anchored.result.range;
    return range && textRects(range).some((rect) => isInside(rect, x, y));
  });
}

function isInside(rect: DOMRect, x: number, y: number): boolean {
  return x >= rect.left && x <= rect.right && y >= rect.top && y <= rect.bottom;
}

function isControl(target: EventTarget | null): boolean {
  return (
    isElement(target) && target.closest('a[href], button, input, select, textarea, summary, label') !== null
  );
}
