import { syncPageTexts } from '../../locales/sync-page.ts';
import { textsOf } from '../../utils/appearance.ts';
import type { Library, NoteConflict } from '../../utils/library/library.ts';
import { mergeDraftKey, packDraft } from '../../utils/note-draft.ts';
import { showToast } from '../controls/toasts.ts';
import { attempt } from './attempt.ts';
import { offerUndo } from './offer-undo.ts';

/**
 * Makes a text the note, in place of the values in `seen`, and offers 撤销, which puts the others beside it again; one that came meanwhile stays. Gives
 * whether it was written.
 */
export async function settleNote(
  library: Library,
  { owner, note }: NoteConflict,
  text: string,
  seen: string[],
): Promise<boolean> {
  const texts = textsOf(syncPageTexts);
  const replaced = note.values.filter((value) => seen.includes(value.stamp)).map((value) => value.text);
  const isJoined = !replaced.includes(text);
  const settle = async () => {
    const written = await library.writeNote(owner, text, seen);
    const settled = written.values.findLast((value) => value.text === text)?.stamp ?? '';
    await library.setDraft(mergeDraftKey(owner), null);
    const reopen = async () => {
      const reopened = await library.reopenNote(owner, replaced, settled);
      const now = reopened.values.map((value) => value.stamp);
      // Words that were joined by hand are nowhere else: they wait in the field.
      if (isJoined) await library.setDraft(mergeDraftKey(owner), packDraft({ text, seen: now }));
      showToast({ text: texts.reopened });
    };
    offerUndo({ text: isJoined ? texts.merged : texts.settled, detail: texts.settledMore }, reopen);
  };
  return attempt(settle());
}
