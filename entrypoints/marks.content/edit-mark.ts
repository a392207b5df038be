import type { MarkColour, MarkStyle } from '../../utils/library/library.ts';
import { MARK_STYLES } from '../../utils/library/library.ts';
import { call } from '../../utils/messages/call.ts';
import { loadMarks } from './load-marks.ts';
import { isOrphaned } from './make-mark.ts';
import { findMark, type MarksState, updateMark } from './state.ts';

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

export async function addTag(state: MarksState, id: string, name: string): Promise<void> {
  await attempt(state, async () => {
    const tag = await call('add-tag', { owner: { kind: 'mark', id }, name });
    updateMark(state, id, (mark) => ({
      ...mark,
      tags: [...mark.tags.filter((other) => other.id !== tag.id), tag],
    }));
  });
}

export async function removeTag(state: MarksState, id: string, tagId: string): Promise<void> {
  await attempt(state, async () => {
    await call('remove-tag', { owner: { kind: 'mark', id }, tagId });
    updateMark(state, id, (mark) => ({ ...mark, tags: mark.tags.filter((tag) => tag.id !== tagId) }));
  });
}

/** At once, with a way back. What is being typed is written first, so that it comes back with the mark. */
export async function deleteMark(state: MarksState, id: string): Promise<void> {
  const { texts } = state;
  await state.card.value?.writer.flush();
  const hadNote = (findMark(state, id)?.mark.note.text ?? '') !== '';
  await attempt(state, async () => {
    await call('delete-mark', { id });
    state.card.value = null;
    state.marks.value = state.marks.value.filter(({ mark }) => mark.id !== id);
    state.toast.value = {
      words: texts.deleted,
      ...(hadNote ? { more: texts.deletedNote } : {}),
      action: { label: texts.undo, run: () => void restoreMark(state, id) },
    };
  });
}

async function restoreMark(state: MarksState, id: string): Promise<void> {
  await attempt(state, async () => {
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
    async () => {
      await call('edit-mark', { id, changes });
    },
    () => updateMark(state, id, (mark) => ({ ...mark, colour: before.colour, style: before.style })),
  );
}

async function attempt(state: MarksState, step: () => Promise<void>, undo?: () => void): Promise<void> {
  try {
    await step();
    if (state.card.value?.problem) state.card.value = { ...state.card.value, problem: null };
  } catch (error) {
    undo?.();
    const problem = isOrphaned(error) ? state.texts.updated : state.texts.changeNotStored;
    if (state.card.value) state.card.value = { ...state.card.value, problem };
    else state.toast.value = { words: problem };
  }
}
