import { libraryTexts } from '../../locales/library.ts';
import { textsOf } from '../../utils/appearance.ts';
import { showToast } from '../controls/toasts.ts';

/** Waits for an act of the reader's. Should it fail, a message says so and that nothing has changed. Gives whether it worked. */
export async function attempt(act: Promise<unknown>): Promise<boolean> {
  try {
    await act;
    return true;
  } catch {
    showToast({ text: textsOf(libraryTexts).actionFailed });
    return false;
  }
}
