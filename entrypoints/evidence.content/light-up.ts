import { rectsOf } from '../../utils/sites/show-place.ts';

/** Long enough to be found by an eye that was elsewhere, once the page has stopped scrolling. */
const LIT_MS = 3200;
/** Beats of the light, unless the reader wants no motion. */
const BEATS = 3;
/** Around the words, in CSS pixels. */
const MARGIN = 4;

declare global {
  /** The light that is on, in the world of our scripts: a second one puts it out. */
  var evidenceLight: AbortController | undefined;
}

/**
 * Brings the place to the middle of the window and draws a frame around it for some seconds, in an element of ours that lies over the page, follows its
 * scrolling and then goes. Nothing of the page's own is touched.
 */
export function lightUp(place: Range | Element): void {
  globalThis.evidenceLight?.abort();
  const life = new AbortController();
  globalThis.evidenceLight = life;
  const isStill = matchMedia('(prefers-reduced-motion: reduce)').matches;
  bringIntoView(place, isStill);
  const host = document.createElement('div');
  host.style.cssText = 'all: initial; position: fixed; inset: 0; z-index: 2147483647; pointer-events: none;';
  host.ariaHidden = 'true';
  const frames = host.attachShadow({ mode: 'closed' });
  document.documentElement.append(host);
  const put = () => {
    if (life.signal.aborted) return;
    frames.replaceChildren(...rectsOf(place).map(frameAround));
    requestAnimationFrame(put);
  };
  put();
  if (!isStill) host.animate({ opacity: [1, 0.25, 1] }, { duration: LIT_MS / BEATS, iterations: BEATS });
  const timer = setTimeout(() => life.abort(), LIT_MS);
  life.signal.addEventListener('abort', () => {
    clearTimeout(timer);
    host.remove();
  });
}

/** Boxes that scroll within the page first, then the window itself. */
function bringIntoView(place: Range | Element, isStill: boolean): void {
  const element = 'startContainer' in place ? place.startContainer.parentElement : place;
  element?.scrollIntoView({ block: 'nearest', inline: 'nearest', behavior: 'instant' });
  const [first] = rectsOf(place);
  if (!first) return;
  const top = first.top + first.height / 2 - innerHeight / 2;
  scrollBy({ top, behavior: isStill ? 'instant' : 'smooth' });
}

/** Ink and paper side by side, so that the frame is seen on any ground; red as whatever is the reader's. */
function frameAround({ left, top, width, height }: DOMRect): HTMLElement {
  const frame = document.createElement('div');
  frame.style.cssText = `position: fixed; left: ${left - MARGIN}px; top: ${top - MARGIN}px; width: ${width + 2 * MARGIN}px; height: ${height + 2 * MARGIN}px;
    box-sizing: border-box; border: 3px solid #b5301b; border-radius: 2px; box-shadow: 0 0 0 2px #fffdf8, inset 0 0 0 1px #fffdf8;`;
  return frame;
}
