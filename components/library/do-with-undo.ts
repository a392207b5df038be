import { libraryTexts } from '../../locales/library.ts';
import { organiseTexts } from '../../locales/organise.ts';
import { textsOf } from '../../utils/appearance.ts';
import type { Library, PutBack, Undo } from '../../utils/library/library.ts';
import { LibraryError } from '../../utils/library/library-error.ts';
import { showToast, type ToastWords } from '../controls/toasts.ts';
import { offerUndo } from './offer-undo.ts';

/** Waits for an edit of many records, says what was done, and offers 撤销. Gives whether it was done. */
export async function doWithUndo(
  library: Library,
  act: Promise<Undo>,
  words: Pick<ToastWords, 'text' | 'detail'>,
): Promise<boolean> {
  const texts = textsOf(organiseTexts);
  try {
    const undo = await act;
    if (undo.edits.length === 0) showToast({ text: texts.nothingToDo });
    else offerUndo(words, () => library.undoEdits(undo).then(sayWhatStayed));
    return true;
  } catch (error) {
    const isBadName = error instanceof LibraryError && error.code === 'bad-name';
    showToast({ text: isBadName ? texts.badName : textsOf(libraryTexts).actionFailed });
    return false;
  }
}

/** Says so where an undo left something as it is; that everything is as before can be seen. */
export function sayWhatStayed(back: PutBack): void {
  const texts = textsOf(organiseTexts);
  if (back === 'nothing') showToast({ text: texts.nothingTakenBack });
  else if (back === 'some') showToast({ text: texts.someTakenBack });
}
