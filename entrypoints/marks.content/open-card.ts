import { createNoteWriter } from '../../components/annotation/note-writer.ts';
import { call, isOrphaned } from '../../utils/messages/call.ts';
import { cardDraftKey, packDraft, unpackDraft } from '../../utils/note-draft.ts';
import { findMark, type MarksState, type OpenCard, sayDeleted, updateMark } from './state.ts';

/** Opens a mark's card, with what was typed there before and never written. */
export async function openCard(state: MarksState, id: string, focus: OpenCard['focus']): Promise<void> {
  await closeCard(state);
  // Its words are on the screen alone; no other card may take their place. Those of a mark that is gone are no longer shown anyway.
  if (state.card.value && findMark(state, state.card.value.id)) return;
  if (!findMark(state, id)?.anchored.result.range) return;
  keepFocus(state);
  const key = cardDraftKey(id);
  const [kept, tagNames] = await Promise.all([
    call('draft', { key }).catch(() => null),
    call('tag-names').catch(() => []),
  ]);
  // As it is by now: it may have come from elsewhere meanwhile.
  const entry = findMark(state, id);
  if (!entry) return;
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
    isOrphaned,
  });
  state.choice.value = [];
  state.selection.value = null;
  state.knownTags.value = tagNames;
  const { articleId } = entry.mark;
  state.card.value = { id, articleId, focus, writer, problem: null, wasAskedToClose: false };
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
  leaveCard(state);
}

/**
 * Takes over what was done elsewhere to the mark whose card is open. Where the mark is gone the card goes too, once its words are written: into 回收站 with the mark.
 * `articleId`: the page's article by now.
 */
export async function followCard(state: MarksState, articleId: string | undefined): Promise<void> {
  const open = state.card.value;
  if (!open) return;
  const entry = findMark(state, open.id);
  if (entry) return open.writer.take(entry.mark.note);
  await open.writer.flush();
  if (state.card.value !== open) return;
  leaveCard(state);
  if (open.writer.state.value !== 'stored') state.toast.value = { words: state.texts.drafted };
  else if (articleId === open.articleId) sayDeleted(state, open.writer.text.value);
}

/** Closes the card as it is. */
export function leaveCard(state: MarksState): void {
  state.card.value = null;
  giveFocusBack(state);
}

/** Notes what has the focus, before something of ours takes it; what opens out of that leaves the note as it is. */
export function keepFocus({ card, choice, returnTo }: MarksState): void {
  const { activeElement } = document;
  if (!card.value && choice.value.length === 0)
    returnTo.value = activeElement instanceof HTMLElement ? activeElement : null;
}

/** As long as it is ours or nobody's: who has clicked into a field of the page since then is at work there. */
export function giveFocusBack({ returnTo }: MarksState): void {
  if (document.activeElement?.parentNode === document.documentElement)
    returnTo.value?.focus({ preventScroll: true });
}
