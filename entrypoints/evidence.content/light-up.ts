import { bringIntoView } from '../../utils/bring-into-view.ts';
import { coverPage, frameAround } from '../../utils/sites/place-frame.ts';
import { rectsOf } from '../../utils/sites/show-place.ts';

/** Long enough to be found by an eye that was elsewhere, once the page has stopped scrolling. */
const LIT_MS = 3200;
/** Beats of the light, unless the reader wants no motion. */
const BEATS = 3;

declare global {
  /** The light that is on, in the world of our scripts: a second one puts it out. */
  var evidenceLight: AbortController | undefined;
}

/**
 * Brings the place to the middle of the window and draws a frame around it for some seconds, in an element of ours that lies over the page, follows its
 * scrolling and then goes. Nothing of the page's own is touched.
 */
export function lightUp(place: Range | Element): void {
  // Not what the page has called so.
  if (Object.hasOwn(globalThis, 'evidenceLight')) globalThis.evidenceLight?.abort();
  const life = new AbortController();
  globalThis.evidenceLight = life;
  const isStill = matchMedia('(prefers-reduced-motion: reduce)').matches;
  const element = 'startContainer' in place ? place.startContainer.parentElement : place;
  bringIntoView(element, () => rectsOf(place)[0] ?? null);
  const { host, root } = coverPage();
  const put = () => {
    if (life.signal.aborted) return;
    root.replaceChildren(...rectsOf(place).map(frameAround));
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
