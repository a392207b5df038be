import { readerTexts } from '../../locales/reader.ts';
import { textsOf } from '../../utils/appearance.ts';
import type { Library, Mark } from '../../utils/library/library.ts';
import { showToast } from '../controls/toasts.ts';
import { attempt } from '../library/attempt.ts';

/** Deletes a mark at once and offers 撤销. */
export async function deleteMarkWithUndo(library: Library, mark: Mark): Promise<void> {
  const texts = textsOf(readerTexts);
  if (!(await attempt(library.deleteMark(mark.id)))) return;
  showToast({
    text: texts.markRemoved,
    ...(mark.note.text === '' ? {} : { detail: texts.markRemovedNote }),
    action: { label: texts.undo, onAction: () => void attempt(library.restoreMark(mark.id)) },
  });
}
