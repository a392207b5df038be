import { readerTexts } from '../../locales/reader.ts';
import { textsOf } from '../../utils/appearance.ts';
import type { Library, Mark } from '../../utils/library/library.ts';
import { attempt } from '../library/attempt.ts';
import { offerUndo } from '../library/offer-undo.ts';

const deletedHere = new Set<string>();

/** Whether this page deleted the mark, and has said so. */
export function wasDeletedHere(id: string): boolean {
  return deletedHere.has(id);
}

/** Deletes a mark at once and offers 撤销. */
export async function deleteMarkWithUndo(library: Library, mark: Mark): Promise<void> {
  const texts = textsOf(readerTexts);
  // Before it is done: whoever shows the mark may hear of it sooner than this goes on.
  deletedHere.add(mark.id);
  if (!(await attempt(library.deleteMark(mark.id)))) return void deletedHere.delete(mark.id);
  const restore = async () => {
    await library.restoreMark(mark.id);
    deletedHere.delete(mark.id);
  };
  const detail = mark.note.text === '' ? {} : { detail: texts.markRemovedNote };
  offerUndo({ text: texts.markRemoved, ...detail }, restore);
}
