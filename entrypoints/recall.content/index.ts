import { defineContentScript } from 'wxt/utils/define-content-script';
import { createRecallTools } from './create-recall-tools.ts';

/** Put into a page by the marks' script when the page leaves marks in doubt. */
export default defineContentScript({
  registration: 'runtime',
  cssInjectionMode: 'manual',
  noScriptStartedPostMessage: true,
  main({ signal }) {
    const tools = createRecallTools();
    globalThis.recallTools = tools;
    signal.addEventListener('abort', () => {
      if (globalThis.recallTools === tools) globalThis.recallTools = undefined;
    });
  },
});
