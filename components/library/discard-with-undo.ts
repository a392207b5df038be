import { syncPageTexts } from '../../locales/sync-page.ts';
import { textsOf } from '../../utils/appearance.ts';
import type { Discarded, Library, RefusedRecord } from '../../utils/library/library.ts';
import { showToast } from '../controls/toasts.ts';
import { attempt } from './attempt.ts';
import { kindName } from './record-name.ts';

/** Gives up what the service would not take and offers 撤销. Gives whether anything was given up. */
export async function discardWithUndo(library: Library, refused: RefusedRecord): Promise<boolean> {
  const texts = textsOf(syncPageTexts);
  let discarded: Discarded | null = null;
  const act = async () => {
    discarded = await library.discardRefused(refused);
    if (discarded === null) showToast({ text: texts.editedSince });
    else offerUndo(library, discarded, texts.discarded(`${kindName(refused.what)} ${refused.words}`.trim()));
  };
  return (await attempt(act())) && discarded !== null;
}

/** What was given up is nowhere else: as long as putting it back fails, it is offered again. */
function offerUndo(library: Library, discarded: Discarded, text: string): void {
  const texts = textsOf(syncPageTexts);
  const putBack = () =>
    library.undoDiscard(discarded).then(
      () => showToast({ text: texts.putBack }),
      () => offerUndo(library, discarded, texts.undoFailed),
    );
  showToast({
    text,
    detail: texts.discardedMore,
    action: { label: texts.undo, onAction: () => void putBack() },
  });
}
