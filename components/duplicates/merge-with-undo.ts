import { duplicateTexts } from '../../locales/duplicates.ts';
import { libraryTexts } from '../../locales/library.ts';
import { textsOf } from '../../utils/appearance.ts';
import type { Duplicates } from '../../utils/library/duplicates.ts';
import type { Library } from '../../utils/library/library.ts';
import { LibraryError } from '../../utils/library/library-error.ts';
import type { MergedArticles } from '../../utils/library/merge-articles.ts';
import { showToast } from '../controls/toasts.ts';

type Merging = Pick<Library, 'mergeArticles' | 'undoMerge'>;

/** Makes one article of the group and offers 撤销, also where it came only to a part of them. */
export async function mergeWithUndo(
  library: Merging,
  group: readonly Pick<Duplicates[number], 'id'>[],
  into: string,
): Promise<void> {
  const texts = textsOf(duplicateTexts);
  const done: MergedArticles[] = [];
  let words = texts.merged;
  try {
    for (const { id } of group) if (id !== into) done.push(await library.mergeArticles(into, id));
  } catch (error) {
    words = texts.mergedSome;
    if (error instanceof LibraryError && error.code === 'too-large') showToast({ text: texts.tooLarge });
    else if (done.length === 0) showToast({ text: textsOf(libraryTexts).actionFailed });
  }
  if (done.length > 0) offerUndo(library, done, words);
}

/** As long as parting them fails, it is offered again. */
function offerUndo(library: Merging, done: MergedArticles[], words: string): void {
  const texts = textsOf(duplicateTexts);
  const undo = async () => {
    for (let last = done.at(-1); last; last = done.at(-1)) {
      await library.undoMerge(last);
      done.pop();
    }
  };
  const undoAll = () =>
    undo().then(
      () => showToast({ text: texts.unmerged }),
      () => {
        showToast({ text: texts.undoFailed });
        offerUndo(library, done, words);
      },
    );
  showToast({
    text: words,
    detail: texts.mergedMore,
    action: { label: textsOf(libraryTexts).undo, onAction: () => void undoAll() },
  });
}
