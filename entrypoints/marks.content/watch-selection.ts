import { documentInUse, isElement } from '../../utils/annotation/page-documents.ts';
import { elementOf } from '../../utils/annotation/whole-element.ts';
import { own } from '../../utils/shadowed.ts';
import type { MarksState } from './state.ts';

/** A selection counts as the reader's when it came within this time of a press, a touch or a key of theirs. */
const GESTURE_MS = 1500;
/** A double click becomes a triple one, and a finger still drags its handles: the bar waits for them. */
const SETTLE_MS = 180;
const SETTLE_TOUCH_MS = 450;

/** Keeps `state.selection` at what the reader has selected of the page's own text: by mouse, touch, keyboard or double click in that document of it. */
export function watchSelection(state: MarksState, host: Element, inner: Document, signal: AbortSignal): void {
  let isPressed = false;
  let isTouch = false;
  let gestureAt = Number.NEGATIVE_INFINITY;
  // What was selected before the script came is the reader's if they have touched the page (Firefox before 120 can't tell).
  let isReaders = navigator.userActivation?.hasBeenActive ?? false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  // What was sent away by Esc stays selected, be it selected just before: it is offered again only when the reader points at it.
  let offered: Range | null = null;
  const stop = state.selection.subscribe((range) => {
    offered = range ?? selectedRange(host);
    state.selectionProblem.value = null;
  });
  offered = null;

  const look = () => {
    if (isPressed) return;
    const wasReaders = isReaders;
    isReaders = false;
    const range = selectedRange(host);
    if (!range) {
      state.selection.value = offered = null;
      return;
    }
    if (wasReaders && !(offered && isSameRange(offered, range))) state.selection.value = range;
  };
  const lookSoon = () => {
    // Told by now, not when it is looked at: a busy page may take its time until then. The bar goes with what it stands for.
    isReaders ||= performance.now() - gestureAt < GESTURE_MS || state.selection.value !== null;
    clearTimeout(timer);
    timer = setTimeout(look, isTouch ? SETTLE_TOUCH_MS : SETTLE_MS);
  };
  const onGesture = (event: Event) => {
    if (!event.isTrusted || event.target === globalThis.rareTools?.host) return;
    if (event.target === host) {
      if (event.type === 'pointerdown') selectionInHand(state, host);
      return;
    }
    if ('pointerType' in event) {
      isTouch = event.pointerType === 'touch';
      offered = state.selection.value;
    }
    isPressed = event.type === 'pointerdown' && !isTouch;
    gestureAt = performance.now();
    lookSoon();
  };
  for (const type of ['pointerdown', 'pointerup', 'pointercancel', 'keyup', 'contextmenu']) {
    inner.addEventListener(type, onGesture, { capture: true, passive: true, signal });
  }
  inner.addEventListener('selectionchange', lookSoon, { signal });
  // The button may have been pressed before the script came.
  const learnPressed = ({ isTrusted, pointerType, buttons }: PointerEvent) => {
    isPressed ||= isTrusted && pointerType === 'mouse' && (buttons & 1) === 1;
  };
  inner.addEventListener('pointermove', learnPressed, { capture: true, passive: true, once: true, signal });
  signal.addEventListener('abort', () => {
    stop();
    clearTimeout(timer);
  });
  lookSoon();
}

/** What the bar stands for, brought up to what is selected by now: a quick reader has gone on since it came. Where it stands for a picture, words that are selected still are not meant. */
export function selectionInHand({ selection }: MarksState, host: Element): Range | null {
  const shown = selection.value;
  if (shown && !elementOf(shown)) selection.value = selectedRange(host) ?? shown;
  return selection.value;
}

/** What is selected now, if it is text of the page: never in a field, an editor, or our own surface. */
export function selectedRange(host: Element): Range | null {
  const inner = documentInUse();
  const selection = inner.getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  if (range.toString().trim() === '') return null;
  const around = range.commonAncestorContainer;
  const element = isElement(around) ? around : own(around, 'parentElement');
  if (!element || element === host || !inner.body.contains(element)) return null;
  return isEditable(element) || isEditable(inner.activeElement) ? null : range.cloneRange();
}

/** Whether typing would go into it. */
export function isEditable(element: EventTarget | null | undefined): boolean {
  if (!isElement(element)) return false;
  if (element.closest('input, textarea, select, [contenteditable=""], [contenteditable="true" i]'))
    return true;
  return 'isContentEditable' in element && element.isContentEditable === true;
}

export function isSameRange(a: Range, b: Range): boolean {
  return (
    a.startContainer === b.startContainer &&
    a.startOffset === b.startOffset &&
    a.endContainer === b.endContainer &&
    a.endOffset === b.endOffset
  );
}
