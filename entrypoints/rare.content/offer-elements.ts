import css from '../../components/annotation/offer.css?inline';
import tokens from '../../components/styles/surface-tokens.css?inline';
import type { Language } from '../../locales/define-texts.ts';
import { elementTexts } from '../../locales/elements.ts';
import { inPage, isElement } from '../../utils/annotation/page-documents.ts';
import { themeInSight } from '../../utils/annotation/page-theme.ts';
import {
  elementOf,
  isOfArticle,
  rangeAround,
  wholeElementAround,
  wholeElementUnderPointer,
} from '../../utils/annotation/whole-element.ts';

/** A pointer that only passes by brings nothing up, and one that leaves has time to come to the button. */
const REST_MS = 250;
const LEAVE_MS = 400;
/** The button's side, and its distance from the picture's corner, px. */
const SIDE = 28;
const INSET = 8;
const GAP = 6;

/**
 * A small button at the corner of the picture or table that the pointer rests on: inside a picture, beside a table, where no words are. Gives what has it come up in a
 * document of the page, until that one's signal ends.
 */
export function offerElements(
  host: HTMLElement,
  language: Language,
  script: { signal: AbortSignal; isInvalid: boolean },
): (inner: Document, signal: AbortSignal) => void {
  const { signal } = script;
  const texts = elementTexts[language];
  const { paper, button } = build(host, language);
  let offered: Element | null = null;
  let pointed: Element | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const hide = () => {
    clearTimeout(timer);
    offered = null;
    button.hidden = true;
  };
  const show = (element: Element) => {
    const marks = globalThis.pageMarks;
    if (script.isInvalid || !marks || !element.matches(':hover') || !isOfArticle(element)) return;
    offered = element;
    const kind = element.matches('table, pre, blockquote') ? 'table' : 'image';
    button.title = markOf(element) ? texts.open : texts[kind];
    button.setAttribute('aria-label', button.title);
    paper.dataset.theme = themeInSight(element.ownerDocument);
    const [box] = inPage(element.ownerDocument, [element.getBoundingClientRect()]);
    if (!box) return;
    const place = placeOf(box, kind === 'image');
    button.style.cssText = `left: ${place.left}px; top: ${place.top}px;`;
    button.hidden = false;
  };
  const rest = (element: Element | null) => {
    clearTimeout(timer);
    pointed = element;
    if (element && element === offered) return;
    timer = element ? setTimeout(() => show(element), REST_MS) : setTimeout(hide, LEAVE_MS);
  };
  const over = ({ isTrusted, target }: Event) => {
    if (!isTrusted || !isElement(target)) return;
    if (target === host) clearTimeout(timer);
    else rest(wholeElementAround(target));
  };
  // Over what stays under it a pointer at rest says nothing more.
  const scroll = () => {
    hide();
    rest(pointed);
  };
  button.addEventListener('click', (event) => {
    event.stopPropagation();
    const [element, marks] = [offered, globalThis.pageMarks];
    if (!event.isTrusted || !element || !marks) return;
    hide();
    const mark = markOf(element);
    if (mark) void marks.open(mark.id);
    else marks.state.selection.value = rangeAround(element);
  });
  for (const type of ['pointerdown', 'pointerup', 'mousedown', 'mouseup', 'click', 'dblclick'])
    host.addEventListener(type, (event) => event.stopPropagation(), { passive: true });
  if (!signal.aborted) document.documentElement.append(host);
  signal.addEventListener('abort', () => {
    clearTimeout(timer);
    host.remove();
  });
  return (inner, own) => {
    const view = inner.defaultView ?? window;
    view.addEventListener('pointerover', over, { capture: true, passive: true, signal: own });
    view.addEventListener('scroll', scroll, { capture: true, passive: true, signal: own });
    view.addEventListener('resize', hide, { passive: true, signal: own });
    const under = wholeElementUnderPointer(inner);
    if (under) rest(under);
  };
}

function build(host: HTMLElement, language: Language): { paper: HTMLElement; button: HTMLElement } {
  const root = host.attachShadow({ mode: 'closed' });
  root.innerHTML = `<style>${tokens}${css}</style><div class="paper"><button type="button" class="offer" tabindex="-1" hidden><svg viewBox="0 0 16 16" aria-hidden="true"><path d="M10.5 2.5l3 3-7 7-4 1 1-4zM9 4l3 3"/></svg></button></div>`;
  const [paper, button] = [
    root.querySelector<HTMLElement>('.paper'),
    root.querySelector<HTMLElement>('button'),
  ];
  if (!paper || !button) throw new Error('no button');
  paper.lang = language;
  return { paper, button };
}

function markOf(element: Element) {
  const { placed } = globalThis.pageMarks?.state ?? {};
  return placed?.value.findLast(({ range }) => elementOf(range) === element);
}

/** Inside a picture's upper corner; beside a table's, or above it where the window ends there: what stands over a table are mostly words, beside it seldom any. */
function placeOf({ top, right, bottom }: DOMRect, isInside: boolean): { left: number; top: number } {
  const hasRoom = right + 2 * GAP + SIDE <= innerWidth;
  const isAbove = !isInside && !hasRoom;
  const left = isInside ? right - SIDE - INSET : hasRoom ? right + GAP : right - SIDE;
  const wanted = isAbove ? top - SIDE - 2 : top + (isInside ? INSET : 0);
  return {
    left: Math.max(0, Math.min(left, innerWidth - SIDE)),
    top: Math.min(Math.max(0, wanted), bottom - SIDE),
  };
}
