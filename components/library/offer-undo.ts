import { libraryTexts } from '../../locales/library.ts';
import { textsOf } from '../../utils/appearance.ts';
import { showToast, type ToastWords } from '../controls/toasts.ts';

/** Says what was done and offers 撤销. As long as taking it back fails, it is offered again. */
export function offerUndo(words: Omit<ToastWords, 'action'>, takeBack: () => Promise<unknown>): void {
  const texts = textsOf(libraryTexts);
  const again = () => offerUndo({ text: texts.actionFailed }, takeBack);
  showToast({
    ...words,
    action: { label: texts.undo, onAction: () => void takeBack().catch(again) },
  });
}
