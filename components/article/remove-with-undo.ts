import { Trash2 } from 'lucide-preact';
import { popupTexts } from '../../locales/popup.ts';
import { textsOf } from '../../utils/appearance.ts';
import { offerUndo } from '../library/offer-undo.ts';
import type { PopupModel } from './popup-state.ts';

/** Moves the article to 回收站 at once, and offers 撤销. */
export async function removeWithUndo(model: PopupModel): Promise<void> {
  const texts = textsOf(popupTexts);
  const id = await model.remove();
  if (id === null) return;
  const words = { text: texts.removed, detail: texts.removedDetail, icon: Trash2 };
  offerUndo(words, () => model.restore(id));
}
