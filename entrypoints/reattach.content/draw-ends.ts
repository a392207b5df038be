import { documentOf } from '../../utils/annotation/page-documents.ts';
import { elementOf } from '../../utils/annotation/whole-element.ts';
import { type DrawnEnd, withEnd } from './with-end.ts';

/** What the two handles are told. */
export interface EndsOrder {
  /** The likely place as it is now; null where there is none. */
  range: () => Range | null;
  rectsInPage: (range: Range) => DOMRect[];
  /** Calls back whenever the place may be another, until the function that it gives is called. */
  follow: (place: () => void) => () => void;
  onDrawn: (range: Range) => void;
}

/**
 * Keeps a handle at one end of a passage in the page itself, and lets the reader draw that end to another place: what would be taken is selected meanwhile. Gives what a
 * component takes as `ref`. What is marked whole has no ends, and a frame has another window.
 */
export function drawEnd(
  end: DrawnEnd,
  order: EndsOrder,
): (handle: HTMLElement | null) => (() => void) | undefined {
  return (handle) => {
    if (!handle) return undefined;
    const life = new AbortController();
    const { signal } = life;
    const place = () => placeHandle(handle, end, order);
    const unfollow = order.follow(place);
    addEventListener('scroll', place, { capture: true, passive: true, signal });
    addEventListener('resize', place, { passive: true, signal });
    letDraw(handle, end, order, signal);
    place();
    return () => {
      unfollow();
      life.abort();
    };
  };
}

function placeHandle(handle: HTMLElement, end: DrawnEnd, { range: rangeNow, rectsInPage }: EndsOrder): void {
  const range = rangeNow();
  const isPassage = range !== null && documentOf(range) === document && !elementOf(range);
  const rects = isPassage ? rectsInPage(range) : [];
  const line = end === 'start' ? rects[0] : rects.at(-1);
  handle.hidden = line === undefined;
  if (!line) return;
  const { style } = handle;
  style.height = `${line.height}px`;
  // Where the page transforms its root, a fixed position counts from there.
  style.left = style.top = '0';
  const nought = handle.getBoundingClientRect();
  const x = end === 'start' ? line.left : line.right;
  style.left = `${x - nought.left - nought.width / 2}px`;
  style.top = `${line.top - nought.top}px`;
}

function letDraw(handle: HTMLElement, end: DrawnEnd, order: EndsOrder, signal: AbortSignal): void {
  let drawn: Range | null = null;
  const take = (event: PointerEvent) => {
    if (!event.isTrusted || event.button !== 0) return;
    event.preventDefault();
    handle.setPointerCapture(event.pointerId);
    // Else it would itself be what is under the pointer.
    handle.style.pointerEvents = 'none';
  };
  const draw = ({ pointerId, clientX, clientY }: PointerEvent) => {
    const range = handle.hasPointerCapture(pointerId) ? order.range() : null;
    const at = range && document.caretPositionFromPoint(clientX, clientY);
    drawn = (at && withEnd(range, end, at.offsetNode, at.offset)) ?? drawn;
    if (!drawn) return;
    select(drawn);
    placeHandle(handle, end, { ...order, range: () => drawn });
  };
  const drop = ({ type }: Event) => {
    handle.style.pointerEvents = '';
    const range = drawn;
    drawn = null;
    if (!range) return;
    getSelection()?.removeAllRanges();
    placeHandle(handle, end, order);
    if (type === 'pointerup') order.onDrawn(range);
  };
  handle.addEventListener('pointerdown', take, { signal });
  handle.addEventListener('pointermove', draw, { signal });
  handle.addEventListener('pointerup', drop, { signal });
  handle.addEventListener('pointercancel', drop, { signal });
}

function select({ startContainer, startOffset, endContainer, endOffset }: Range): void {
  getSelection()?.setBaseAndExtent(startContainer, startOffset, endContainer, endOffset);
}
