import { h, render } from 'preact';
import { MarkShape } from '../../components/annotation/MarkShape.tsx';
import type { PaintedMark } from '../../utils/annotation/paint.ts';
import { boxInPage, rectsInPage } from '../../utils/annotation/text-rects.ts';
import { elementOf } from '../../utils/annotation/whole-element.ts';

/** Side of the shape at a mark's end, px, and how far it stands out from the last character's corner. */
const SHAPE = 8;
const OUT = 5;
/** Above and below the window, px: what is about to scroll in is there already. */
const AHEAD = 300;

export interface Overlay {
  /** Draws what highlights can't: shapes, the hatching of doubtful marks, the frame of the open one. */
  draw(marks: PaintedMark[], openId: string | null): void;
  /** Draws anew when a document of the page scrolls or changes its size. */
  follow(inner: Document, signal: AbortSignal): void;
}

/**
 * Positioned beside the page's flow, so that no line moves and nothing is copied along. Places are relative to `layer`, which stands in
 * the document: scrolling moves it with the page.
 */
export function createOverlay(layer: HTMLElement, signal: AbortSignal): Overlay {
  let marks: PaintedMark[] = [];
  let openId: string | null = null;
  let drawn = '';
  let frame = 0;

  const redraw = () => {
    frame = 0;
    const origin = layer.getBoundingClientRect();
    const pieces = marks.filter(isNear).flatMap((mark) => piecesOf(mark, mark.id === openId, origin));
    const key = JSON.stringify(pieces);
    if (key === drawn) return;
    drawn = key;
    layer.replaceChildren(...pieces.map(toElement));
  };
  const redrawSoon = () => {
    frame ||= requestAnimationFrame(redraw);
  };
  signal.addEventListener('abort', () => cancelAnimationFrame(frame));
  return {
    draw(next, open) {
      marks = next;
      openId = open;
      redrawSoon();
    },
    follow(inner, own) {
      const view = inner.defaultView ?? window;
      view.addEventListener('scroll', redrawSoon, { capture: true, passive: true, signal: own });
      view.addEventListener('resize', redrawSoon, { passive: true, signal: own });
      const observer = new view.ResizeObserver(redrawSoon);
      observer.observe(inner.body);
      inner.fonts?.addEventListener('loadingdone', redrawSoon, { signal: own });
      own.addEventListener('abort', () => observer.disconnect());
    },
  };
}

interface Piece {
  kind: string;
  left: number;
  top: number;
  width: number;
  height: number;
  colour: PaintedMark['colour'];
}

function isNear({ range }: PaintedMark): boolean {
  const box = boxInPage(range);
  return box !== undefined && box.bottom > -AHEAD && box.top < innerHeight + AHEAD;
}

function piecesOf({ range, colour, style, look }: PaintedMark, isOpen: boolean, origin: DOMRect): Piece[] {
  const lines = rectsInPage(range);
  const piece = (kind: string, rect: DOMRect): Piece => ({
    kind,
    left: Math.round(rect.left - origin.left),
    top: Math.round(rect.top - origin.top),
    width: Math.round(rect.width),
    height: Math.round(rect.height),
    colour,
  });
  const last = lines.at(-1);
  if (!last) return []; // it can't be seen now
  const corner = new DOMRect(last.right + OUT - SHAPE, last.top - OUT, SHAPE, SHAPE);
  return [
    ...(elementOf(range) ? lines.map((rect) => piece(`outline ${style} ${look} c${colour}`, rect)) : []),
    ...(look === 'doubtful' ? lines.map((rect) => piece('hatch', rect)) : []),
    ...(isOpen ? lines.map((rect) => piece('frame', rect)) : []),
    piece('shape', corner),
  ];
}

function toElement({ kind, left, top, width, height, colour }: Piece): Element {
  const element = document.createElement('div');
  element.className = `piece ${kind}`;
  Object.assign(element.style, {
    left: `${left}px`,
    top: `${top}px`,
    width: `${width}px`,
    height: `${height}px`,
  });
  if (kind === 'shape') render(h(MarkShape, { colour }), element);
  return element;
}
