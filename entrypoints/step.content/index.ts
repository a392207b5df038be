import { defineContentScript } from 'wxt/utils/define-content-script';
import { readerLanguage } from '../marks.content/reader-language.ts';
import { stepToMark } from './step-to-mark.ts';

declare global {
  /** What the background left here: a JSON text of `{ by: 1 }` or `{ by: -1 }`. */
  var stepAsk: string | undefined;
}

/** Marks that were not there yet may still be on their way. */
const PATIENCE_MS = 2000;

/** Put into a page by the keys for the next mark and the one before. */
export default defineContentScript({
  registration: 'runtime',
  cssInjectionMode: 'manual',
  noScriptStartedPostMessage: true,
  async main() {
    const { pageMarks: marks, stepAsk } = globalThis;
    const by = stepAsk === '{"by":-1}' ? -1 : 1;
    if (!marks) return;
    const language = await readerLanguage();
    const { placed } = marks.state;
    if (placed.value.length === 0) {
      await new Promise<void>((resolve) => {
        const stop = placed.subscribe((all) => all.length > 0 && resolve());
        setTimeout(() => [stop(), resolve()], PATIENCE_MS);
      });
    }
    stepToMark(marks, by, language);
  },
});
