import { readLines } from '../../utils/article/visible-text.ts';
import { bringIntoView } from '../../utils/bring-into-view.ts';
import type { PickTold } from '../../utils/messages/page-port.ts';
import { type PointedPlace, pickedValue } from '../../utils/sites/picked-value.ts';
import { coverPage, frameAround } from '../../utils/sites/place-frame.ts';
import type { RuleField } from '../../utils/sites/site-rule.ts';

interface Picking {
  field: RuleField;
  /** What the bar at the upper edge says. */
  words: string;
  tell: (told: PickTold) => void;
  signal: AbortSignal;
}

/** What a press of a pointer sends; none of it may reach the page, or a link would be followed. */
const PRESSES = [
  'pointerdown',
  'pointerup',
  'mousedown',
  'mouseup',
  'touchstart',
  'touchend',
  'click',
  'auxclick',
];

/**
 * Frames whatever is under the pointer and takes it by a click; by keyboard the arrows walk along the page's lines, Enter takes, Esc ends. The page gets
 * none of these, and nothing of it is changed.
 */
export function pickPlace({ field, words, tell, signal }: Picking) {
  const { host, root } = coverPage();
  const bar = barOf(words);
  let place: PointedPlace | null = null;
  signal.addEventListener('abort', () => host.remove());

  const valueAt = (where: PointedPlace) =>
    pickedValue(field, where, { document, address: location.href, now: Date.now() });
  const draw = () => {
    if (signal.aborted) return;
    const rect = place?.element.getBoundingClientRect();
    root.replaceChildren(bar, ...(rect && rect.width > 0 ? [frameAround(rect)] : []));
    requestAnimationFrame(draw);
  };
  const point = (next: PointedPlace) => {
    place = next;
    tell({ told: 'over', text: valueAt(next)?.text ?? null });
  };
  const take = () => {
    const picked = place && valueAt(place);
    if (picked) tell({ told: 'picked', picked });
    else tell({ told: 'over', text: null });
  };
  const step = (by: 1 | -1) => {
    const element = lineAfter(place?.element ?? null, by);
    if (!element) return;
    bringIntoView(element, () => element.getBoundingClientRect());
    point({ element, caret: null });
  };

  const move = (event: PointerEvent) => {
    const next = placeAt(event.clientX, event.clientY);
    if (event.isTrusted && next && next.element !== place?.element) point(next);
  };
  const press = (event: Event) => {
    if (!event.isTrusted || !(event instanceof UIEvent)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (event.type !== 'click' || !(event instanceof MouseEvent)) return;
    place = placeAt(event.clientX, event.clientY);
    take();
  };
  const key = (event: KeyboardEvent) => {
    if (!event.isTrusted || event.isComposing) return;
    const doings: Record<string, () => void> = {
      Escape: () => tell({ told: 'cancelled' }),
      Enter: take,
      ArrowDown: () => step(1),
      ArrowUp: () => step(-1),
    };
    const act = doings[event.key];
    if (!act) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    act();
  };
  addEventListener('pointermove', move, { capture: true, passive: true, signal });
  for (const type of PRESSES) addEventListener(type, press, { capture: true, passive: false, signal });
  addEventListener('keydown', key, { capture: true, signal });
  draw();
  return { step, take };
}

function placeAt(x: number, y: number): PointedPlace | null {
  const element = document.elementFromPoint(x, y);
  if (!element) return null;
  const caret = document.caretPositionFromPoint(x, y);
  return { element, caret: caret && { node: caret.offsetNode, offset: caret.offset } };
}

/** In the order of the page; from nowhere to its first line, from an element to the lines behind it. */
function lineAfter(from: Element | null, by: 1 | -1): Element | null {
  const isVisible = (element: Element) => element.checkVisibility({ visibilityProperty: true });
  const lines = readLines(document.body, isVisible).filter(({ text }) => text !== '');
  const elements = [...new Set(lines.map(({ element }) => element))];
  if (!from) return elements.at(by > 0 ? 0 : -1) ?? null;
  const at = elements.indexOf(from);
  if (at >= 0) return elements[at + by] ?? null;
  const isBeyond = (element: Element) => {
    const relation = from.compareDocumentPosition(element);
    const wanted = by > 0 ? Node.DOCUMENT_POSITION_FOLLOWING : Node.DOCUMENT_POSITION_PRECEDING;
    return (relation & wanted) !== 0;
  };
  return (by > 0 ? elements.find(isBeyond) : elements.findLast(isBeyond)) ?? null;
}

function barOf(words: string): HTMLElement {
  const bar = document.createElement('div');
  bar.textContent = words;
  bar.style.cssText = `position: fixed; top: 12px; left: 50%; transform: translateX(-50%); max-width: min(90vw, 560px); padding: 8px 14px; border-radius: 4px;
    background: #1b1f21; color: #fffdf8; font: 14px/1.6 system-ui, sans-serif; box-shadow: 0 4px 16px rgb(0 0 0 / 0.3);`;
  return bar;
}
