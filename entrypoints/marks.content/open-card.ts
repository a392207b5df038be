import { createNoteWriter } from '../../components/annotation/note-writer.ts';
import { CallError, call } from '../../utils/messages/call.ts';
import { packDraft, unpackDraft } from '../../utils/note-draft.ts';
import { findMark, type MarksState, type OpenCard, updateMark } from './state.ts';

/** Opens a mark's card, with what was typed there before and never written. */
export async function openCard(state: MarksState, id: string, focus: OpenCard['focus']): Promise<void> {
  await closeCard(state);
  // Its words are on the screen alone; no other card may take their place. Those of a mark that is gone are no longer shown anyway.
  if (state.card.value && findMark(state, state.card.value.id)) return;
  const entry = findMark(state, id);
  if (!entry?.anchored.result.range) return;
  const returnTo = document.activeElement instanceof HTMLElement ? document.activeElement : null;
  const key = `note:${id}`;
  const [kept, tagNames] = await Promise.all([
    call('draft', { key }).catch(() => null),
    call('tag-names').catch(() => []),
  ]);
  const writer = createNoteWriter({
    note: entry.mark.note,
    draft: unpackDraft(kept),
    write: async (text, seen) => {
      const note = await call('write-note', { owner: { kind: 'mark', id }, text, seen });
      updateMark(state, id, (mark) => ({ ...mark, note }));
      return note;
    },
    keepDraft: async (draft) => {
      await call('set-draft', { key, text: draft && packDraft(draft) });
    },
    isOrphaned: (error) => error instanceof CallError && error.code === 'extension-updated',
  });
  state.choice.value = [];
  state.selection.value = null;
  state.knownTags.value = tagNames;
  state.card.value = { id, focus, writer, problem: null, returnTo, wasAskedToClose: false };
}

/**
 * Writes what isn't written yet, and closes. A card whose words can't be written stays open, because they are on the screen alone;
 * only a reader who asks for it a second time closes it.
 */
export async function closeCard(state: MarksState, isAskedFor = false): Promise<void> {
  const open = state.card.value;
  if (!open) return;
  await open.writer.flush();
  if (state.card.value !== open) return;
  const isStuck = open.writer.state.value === 'orphaned' || open.writer.state.value === 'failed';
  if (isStuck && !(isAskedFor && open.wasAskedToClose)) {
    open.wasAskedToClose ||= isAskedFor;
    return;
  }
  state.card.value = null;
  if (open.returnTo?.isConnected) open.returnTo.focus({ preventScroll: true });
}
