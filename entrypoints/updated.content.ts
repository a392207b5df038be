import { defineContentScript } from 'wxt/utils/define-content-script';
import { updatedTexts } from '../locales/updated.ts';
import { readerLanguage } from './marks.content/reader-language.ts';

/** Put into a page that says something else than what is kept of it: the marks' surface says so once, at its foot, for as long as its sentences stay. */
export default defineContentScript({
  registration: 'runtime',
  cssInjectionMode: 'manual',
  noScriptStartedPostMessage: true,
  async main() {
    const words = updatedTexts[await readerLanguage()];
    const toast = globalThis.pageMarks?.state.toast;
    // What the reader is being told of is more urgent.
    if (toast && toast.value === null) toast.value = { words: words.updated, more: words.howToKeep };
  },
});
