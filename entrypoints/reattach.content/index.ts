import { defineContentScript } from 'wxt/utils/define-content-script';
import { createReattachTools } from './tools.tsx';

/** Put into a page by the marks' script when the card of a doubtful mark is opened, or a mark is to get another place: asks, and lets the reader show it. */
export default defineContentScript({
  registration: 'runtime',
  cssInjectionMode: 'manual',
  noScriptStartedPostMessage: true,
  main() {
    const marks = globalThis.pageMarks;
    if (marks) marks.state.reattachTools.value = createReattachTools(marks);
  },
});
