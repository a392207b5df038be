import { browser } from 'wxt/browser';
import { defineContentScript } from 'wxt/utils/define-content-script';
import { detectOnSwitchedOnSite, type PageDetection } from '../utils/article/detect-page.ts';
import { openDocument } from '../utils/article/framed-article.ts';
import { documentsIn } from '../utils/frame-documents.ts';

/** Quiet time after a change of the page before it is looked at again: pages write their text in several steps. */
const QUIET_MS = 400;
/** Text that comes later than this after the page was opened is comments and advertisements. */
const LATE_MS = 15_000;
/** A page that is never idle is looked at after this long. */
const IDLE_WITHIN_MS = 1_000;

/**
 * Tells the background what kind of page this is, once a page and again when the page becomes another without being loaded anew. Registered for the
 * sites that are switched on, and for no other; so each of their articles is an observation.
 */
export default defineContentScript({
  registration: 'runtime',
  main(ctx) {
    const { signal } = ctx;
    let told = '';
    let openedAt = Date.now();
    let timer: ReturnType<typeof setTimeout>;

    const look = () => {
      if (document.hidden || ctx.isInvalid) return;
      const body = detect();
      if (body.kind === 'article') changes.disconnect();
      const telling = location.href + JSON.stringify(body);
      if (telling === told) return;
      told = telling;
      // The envelope of utils/messages/call.ts, which is too large for here. Nobody listens while the extension is being updated.
      browser.runtime.sendMessage({ name: 'detected', body }).catch(() => {});
    };
    const lookSoon = () => {
      clearTimeout(timer);
      timer = setTimeout(look, QUIET_MS);
      if (Date.now() - openedAt > LATE_MS) changes.disconnect();
    };
    const changes = new MutationObserver(lookSoon);
    const watch = () => {
      openedAt = Date.now();
      changes.observe(document, { childList: true, subtree: true });
    };
    const arrive = () => {
      watch();
      lookSoon();
    };

    // Without the navigation API (Firefox before 147), a history entry that is pushed shows by the title that changes with it.
    const titles = new MutationObserver(arrive);
    if (globalThis.navigation) navigation.addEventListener('currententrychange', arrive, { signal });
    else {
      addEventListener('popstate', arrive, { signal });
      titles.observe(document.head, { childList: true, subtree: true });
    }
    // Back from the back/forward cache the script still lives, but the button has forgotten the page.
    addEventListener(
      'pageshow',
      ({ persisted }) => {
        if (!persisted) return;
        told = '';
        look();
      },
      { signal },
    );
    document.addEventListener('visibilitychange', look, { signal });
    // What a frame has loaded may be the article.
    const load = ({ target }: Event) => target instanceof HTMLIFrameElement && lookSoon();
    document.addEventListener('load', load, { capture: true, signal });
    signal.addEventListener('abort', () => {
      changes.disconnect();
      titles.disconnect();
      clearTimeout(timer);
    });
    watch();
    // The page's own work comes first, and by then it has been laid out.
    requestIdleCallback(look, { timeout: IDLE_WITHIN_MS });
  },
});

/** The page's own document, or the frame that its article stands in. */
function detect(): PageDetection {
  const own = detectOnSwitchedOnSite(document, location.href, isVisible);
  if (own.kind === 'article') return own;
  for (const inner of documentsIn(document).slice(1)) {
    const open = openDocument(inner, location.href);
    const framed = detectOnSwitchedOnSite(inner, open.address, isVisible);
    if (framed.kind === 'article') return framed;
  }
  return own;
}

const isVisible = (element: Element) => element.checkVisibility({ visibilityProperty: true });
