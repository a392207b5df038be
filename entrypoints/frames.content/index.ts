import { defineContentScript } from 'wxt/utils/define-content-script';
import { followPage } from '../../utils/annotation/follow-page.ts';
import { readFrames } from '../../utils/annotation/page-frames.ts';
import { followFrames } from './follow-frames.ts';

/** How often frames are looked for that came, went or were written anew without being loaded, while the page is seen. */
const LOOK_MS = 1000;

/** Put into a page by the marks' script when text of its own origin stands in a frame: marks are found and made there as in the page itself. */
export default defineContentScript({
  registration: 'runtime',
  cssInjectionMode: 'manual',
  noScriptStartedPostMessage: true,
  main() {
    const marks = globalThis.pageMarks;
    if (!marks) return;
    const { signal } = marks;
    const frames = readFrames(document);
    globalThis.pageFrames = frames;
    // What stands in a frame is looked for when it has come, and when it has gone.
    const reanchorSoon = () => void setTimeout(() => marks.reanchor());
    const look = followFrames(frames.documents, signal, (inner, own) => {
      inner.addEventListener('load', look, { capture: true, signal: own });
      followPage(inner.body, { onChange: marks.reanchor, signal: own });
      reanchorSoon();
      own.addEventListener('abort', reanchorSoon);
      return marks.attach(inner, own);
    });
    document.addEventListener('load', look, { capture: true, signal });
    const timer = setInterval(() => document.visibilityState === 'visible' && look(), LOOK_MS);
    signal.addEventListener('abort', () => {
      clearInterval(timer);
      if (globalThis.pageFrames === frames) globalThis.pageFrames = undefined;
    });
    look();
  },
});
