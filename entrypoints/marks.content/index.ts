import { defineContentScript } from 'wxt/utils/define-content-script';
import { SHARED_NAMES } from './shared-names.ts';
import { startMarks } from './start-marks.ts';

/** Put into a page by the background: where there are marks on a switched-on site, or when the reader asks. */
export default defineContentScript({
  registration: 'runtime',
  cssInjectionMode: 'manual',
  // The message would tell every script of the page the extension's id.
  noScriptStartedPostMessage: true,
  main: (ctx) => {
    // The names are ours from now on, whatever the page has called so.
    for (const name of SHARED_NAMES) if (!Object.hasOwn(globalThis, name)) globalThis[name] = undefined;
    // A picture or a feed has no body to mark.
    if (document.body) startMarks(ctx.signal);
  },
});
