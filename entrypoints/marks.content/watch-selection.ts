import type { MarksState } from './state.ts';

/** A selection counts as the reader's when it came within this time of a press, a touch or a key of theirs. */
const GESTURE_MS = 1500;
/** A double click becomes a triple one, and a finger still drags its handles: the bar waits for them. */
const SETTLE_MS = 180;
const SETTLE_TOUCH_MS = 450;

/** Keeps `state.selection` at what the reader has selected of the page's own text: by mouse, touch, keyboard or double click. */
export function watchSelection(state: MarksState, host: Element, signal: AbortSignal): void {
  let isPressed = false;
  let isTouch = false;
  let gestureAt = Number.NEGATIVE_INFINITY;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const look = () => {
    if (isPressed) return;
    const range = selectedRange(host);
    if (!range) {
      state.selection.value = null;
      state.selectionProblem.value = null;
      return;
    }
    const isReaders = performance.now() - gestureAt < GESTURE_MS;
    if (isReaders && !isSameRange(state.selection.value, range)) {
      state.selectionProblem.value = null;
      state.selection.value = range;
    }
  };
  const lookSoon = () => {
    clearTimeout(timer);
    timer = setTimeout(look, isTouch ? SETTLE_TOUCH_MS : SETTLE_MS);
  };
  const onGesture = (event: Event) => {
    if (!event.isTrusted || event.target === host) return;
    isTouch = event instanceof PointerEvent ? event.pointerType === 'touch' : isTouch;
    isPressed = event.type === 'pointerdown' && !isTouch;
    gestureAt = performance.now();
    lookSoon();
  };
  for (const type of ['pointerdown', 'pointerup', 'pointercancel', 'keyup', 'contextmenu']) {
    document.addEventListener(type, onGesture, { capture: true, passive: true, signal });
  }
  document.addEventListener('selectionchange', lookSoon, { signal });
  signal.addEventListener('abort', () => clearTimeout(timer));
}

/** What is selected now, if it is text of the page: never in a field, an editor, or our own surface. */
export function selectedRange(host: Element): Range | null {
  const selection = getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  if (range.toString().trim() === '') return null;
  const around = range.commonAncestorContainer;
  const element = around instanceof Element ? around : around.parentElement;
  if (!element || element === host || !document.body.contains(element)) return null;
  return isEditable(element) || isEditable(document.activeElement) ? null : range.cloneRange();
}

/** Whether typing would go into it. */
export function isEditable(element: Element | null): boolean {
  if (!element) return false;
  if (element.closest('input, textarea, select, [contenteditable=""], [contenteditable="true" i]'))
    return true;
  return element instanceof HTMLElement && element.isContentEditable;
}

function isSameRange(a: Range | null, b: Range): boolean {
  return (
    a !== null &&
    a.startContainer === b.startContainer &&
    a.startOffset === b.startOffset &&
    a.endContainer === b.endContainer &&
    a.endOffset === b.endOffset
  );
}
