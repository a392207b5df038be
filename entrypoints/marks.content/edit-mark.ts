import type { Mark, MarkColour, MarkStyle } from '../../utils/library/library.ts';
import { MARK_STYLES } from '../../utils/library/library.ts';
import { CallError, call, isOrphaned } from '../../utils/messages/call.ts';
import { loadMarks } from './load-marks.ts';
import { leaveCard } from './open-card.ts';
import { findMark, type MarksState, sayDeleted, updateMark } from './state.ts';

/** What the card does to its mark. Each shows at once, and goes back with a word if it could not be stored. */
export async function changeColour(state: MarksState, id: string, colour: MarkColour): Promise<void> {
  await change(state, id, { colour });
}

export async function changeStyle(state: MarksState, id: string): Promise<void> {
  const style = findMark(state, id)?.mark.style;
  if (style) await change(state, id, { style: nextStyle(style) });
}

export function nextStyle(style: MarkStyle): MarkStyle {
  return MARK_STYLES[(MARK_STYLES.indexOf(style) + 1) % MARK_STYLES.length] ?? 'ground';
}

/** Answers whether it was stored. */
export function addTag(state: MarksState, id: string, name: string): Promise<boolean> {
  return attempt(state, id, async () => {
    const tag = await call('add-tag', { owner: { kind: 'mark', id }, name });
    updateMark(state, id, (mark) => ({
      ...mark,
      tags: [...mark.tags.filter((other) => other.id !== tag.id), tag],
    }));
  });
}

export async function removeTag(state: MarksState, id: string, tagId: string): Promise<void> {
  await attempt(state, id, async () => {
    await call('remove-tag', { owner: { kind: 'mark', id }, tagId });
    updateMark(state, id, (mark) => ({ ...mark, tags: mark.tags.filter((tag) => tag.id !== tagId) }));
  });
}

/** At once, with a way back. What is being typed is written first, so that it comes back with the mark. */
export async function deleteMark(state: MarksState, id: string): Promise<void> {
  await state.card.value?.writer.flush();
  const mark = findMark(state, id)?.mark;
  await attempt(state, id, async () => {
    await call('delete-mark', { id });
    if (state.card.value?.id === id) leaveCard(state);
    state.marks.value = state.marks.value.filter((entry) => entry.mark.id !== id);
    offerBack(state, id, mark);
  });
}

/** Of a mark that the background finds on this page no longer: it was deleted elsewhere, or the page has become another one meanwhile. */
export async function sayMissing(state: MarksState, id: string): Promise<void> {
  const mark = findMark(state, id)?.mark;
  state.reattaching.value = null;
  await state.card.value?.writer.flush();
  if (state.card.value?.id === id) leaveCard(state);
  const articleId = await loadMarks(state).catch(() => null);
  if (mark && mark.articleId === articleId) offerBack(state, id, mark);
  else state.toast.value = { words: state.texts['unsaved-not-found'] };
}

function offerBack(state: MarksState, id: string, mark: Mark | undefined): void {
  const run = () => void restoreMark(state, id);
  sayDeleted(state, mark?.note.text, { label: state.texts.undo, run });
}

async function restoreMark(state: MarksState, id: string): Promise<void> {
  await attempt(state, null, async () => {
    await call('restore-mark', { id });
    await loadMarks(state);
    state.toast.value = { words: state.texts.restored };
  });
}

async function change(
  state: MarksState,
  id: string,
  changes: { colour: MarkColour } | { style: MarkStyle },
): Promise<void> {
  const before = findMark(state, id)?.mark;
  if (!before) return;
  updateMark(state, id, (mark) => ({ ...mark, ...changes }));
  await attempt(
    state,
    id,
    async () => {
      await call('edit-mark', { id, changes });
      // A reading that has begun meanwhile may have come before it.
      updateMark(state, id, (mark) => mark);
    },
    () => updateMark(state, id, (mark) => ({ ...mark, colour: before.colour, style: before.style })),
  );
}

/** Answers whether it was done. `id`: of the mark, should it be missing. */
async function attempt(
  state: MarksState,
  id: string | null,
  step: () => Promise<unknown>,
  undo?: () => void,
): Promise<boolean> {
  try {
    await step();
    if (state.card.value?.problem) state.card.value = { ...state.card.value, problem: null };
    return true;
  } catch (error) {
    undo?.();
    if (id && error instanceof CallError && error.code === 'not-found') {
      await sayMissing(state, id);
      return false;
    }
    const problem = isOrphaned(error) ? state.texts.updated : state.texts.changeNotStored;
    if (state.card.value) state.card.value = { ...state.card.value, problem };
    else state.toast.value = { words: problem };
    return false;
  }
}
