import { popupTexts } from '../../locales/popup.ts';
import { textsOf } from '../../utils/appearance.ts';
import type { Problem } from './popup-state.ts';

/** What happened, what is safe, what to do. */
export function problemWords(problem: Problem): string {
  const texts = textsOf(popupTexts);
  const words: Record<Problem, string> = {
    'extension-updated': texts.updatedWhat,
    'storage-full': texts.storageFullWhat,
    'too-large': texts.tooLargeWhat,
    refused: texts.refusedWhat,
    'not-found': texts.internalWhat,
    internal: texts.internalWhat,
    'page-changed': texts.pageChangedWhat,
    'no-permission': texts.noPermissionWhat,
    'no-text': texts.noTextWhat,
    change: texts.changeWhat,
  };
  return words[problem];
}
