import { computed, Signal, signal } from '@preact/signals-core';
import type { NoteWriter } from '../../components/annotation/note-writer.ts';
import type { ToastAction } from '../../components/annotation/PageToast.tsx';
import type { Language } from '../../locales/define-texts.ts';
import { markTexts } from '../../locales/marks.ts';
import type { AnchoredMark } from '../../utils/annotation/anchored-marks.ts';
import type { PaintedMark } from '../../utils/annotation/paint.ts';
import type { Mark, MarkColour, MarkStyle } from '../../utils/library/library.ts';
import type { ReattachTools } from './reattach-tools.ts';

/** A mark on this page: what is stored of it, and where it was found. */
export interface PageMark {
  mark: Mark;
  anchored: AnchoredMark;
  /** False until the background has said that it is on disk. */
  isStored: boolean;
  /** The last reading of what is kept that had begun when it was changed here: that one may not know of it yet. */
  changedIn?: number;
}

export interface OpenCard {
  id: string;
  articleId: string;
  focus: 'note' | 'tag' | null;
  writer: NoteWriter;
  problem: string | null;
  /** While its words could not be written. */
  wasAskedToClose: boolean;
}

export interface Toast {
  words: string;
  more?: string | undefined;
  action?: ToastAction | undefined;
}

/** All that the surface shows. Made once for each start of the script; everything that changes it is in the other files here. */
export function createState(language: Language) {
  const marks = signal<PageMark[]>([]);
  /** The page is one of several of its article: what isn't here may be on another. */
  const isSplit = signal(false);
  const placed = computed(() => marks.value.flatMap(toPainted));
  const card = signal<OpenCard | null>(null);
  const isLostListOpen = signal(false);
  const lost = computed(() =>
    isSplit.value ? [] : marks.value.filter(({ anchored }) => anchored.result.status === 'lost'),
  );
  lost.subscribe(({ length }) => {
    if (length === 0) isLostListOpen.value = false;
  });
  return {
    language,
    /** With the reader's names for colours (reader-choices.ts). */
    texts: { ...markTexts[language] },
    theme: signal<'light' | 'dark'>('light'),
    marks,
    placed,
    isSplit,
    lost,
    /** The words the toolbar stands beside. */
    selection: signal<Range | null>(null),
    selectionProblem: signal<string | null>(null),
    isToolbarOff: signal(false),
    hasKeys: signal(true),
    colour: signal<MarkColour>(1),
    style: signal<MarkStyle>('ground'),
    card,
    /** The mark of the open card, where the reader is asked whether its place is the right one. */
    doubt: computed(
      () => placed.value.find(({ id, look }) => id === card.value?.id && look === 'doubtful')?.id ?? null,
    ),
    /** What had the focus before card or choice, and gets it back. */
    returnTo: signal<HTMLElement | null>(null),
    /** How many readings of what is kept have begun. */
    readings: signal(0),
    /** The mark that the side panel points to, framed for a moment. */
    pointed: signal<string | null>(null),
    /** Marks that lie on one another under a click. */
    choice: signal<string[]>([]),
    isLostListOpen,
    /** The mark for which the reader is choosing a new place. */
    reattaching: signal<string | null>(null),
    /** What draws the questions about places, once it was needed. */
    reattachTools: signal<ReattachTools | null>(null),
    toast: signal<Toast | null>(null),
    /** Said once to a screen reader, for what only shows. */
    announcement: signal<{ words: string } | null>(null),
    hint: signal<string | null>(null),
    knownTags: signal<string[]>([]),
  };
}

export type MarksState = ReturnType<typeof createState>;

/** For an effect that is to run when anything has changed, be it a letter of the note that is open. */
export function lookAtAll(state: MarksState): void {
  const { text, state: written, note } = state.card.value?.writer ?? {};
  for (const one of [...Object.values(state), text, written, note]) if (one instanceof Signal) one.value;
}

export function findMark(state: MarksState, id: string): PageMark | undefined {
  return state.marks.value.find(({ mark }) => mark.id === id);
}

/** Changes one mark, over which no reading has a say that began before. */
export function replaceMark(state: MarksState, id: string, change: (entry: PageMark) => PageMark): void {
  const changedIn = state.readings.value;
  state.marks.value = state.marks.value.map((entry) =>
    entry.mark.id === id ? { ...change(entry), changedIn } : entry,
  );
}

/** Replaces the stored part of one mark. */
export function updateMark(state: MarksState, id: string, change: (mark: Mark) => Mark): void {
  replaceMark(state, id, (entry) => ({ ...entry, mark: change(entry.mark) }));
}

/** `note`: of the mark that is gone. */
export function sayDeleted(state: MarksState, note: string | undefined, action?: ToastAction): void {
  const more = note ? state.texts.deletedNote : undefined;
  state.toast.value = { words: state.texts.deleted, more, action };
}

function toPainted({ mark, anchored, isStored }: PageMark): PaintedMark[] {
  const { result } = anchored;
  if (result.status === 'lost') return [];
  const look = result.status === 'doubtful' ? 'doubtful' : isStored ? 'solid' : 'pending';
  return [{ id: mark.id, range: result.range, colour: mark.colour, style: mark.style, look }];
}
