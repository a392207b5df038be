import { computed, signal } from '@preact/signals';
import type { NoteWriter } from '../../components/annotation/note-writer.ts';
import type { ToastAction } from '../../components/annotation/PageToast.tsx';
import type { Language } from '../../locales/define-texts.ts';
import { markTexts } from '../../locales/marks.ts';
import type { AnchoredMark } from '../../utils/annotation/anchored-marks.ts';
import type { PaintedMark } from '../../utils/annotation/paint.ts';
import type { Mark, MarkColour, MarkStyle } from '../../utils/library/library.ts';

/** A mark on this page: what is stored of it, and where it was found. */
export interface PageMark {
  mark: Mark;
  anchored: AnchoredMark;
  /** False until the background has said that it is on disk. */
  isStored: boolean;
}

export interface OpenCard {
  id: string;
  focus: 'note' | 'tag' | null;
  writer: NoteWriter;
  problem: string | null;
  /** What had the focus before, and gets it back. */
  returnTo: HTMLElement | null;
  /** While its words could not be written. */
  wasAskedToClose: boolean;
}

export interface Toast {
  words: string;
  more?: string;
  action?: ToastAction;
}

/** All that the surface shows. Made once for each start of the script; everything that changes it is in the other files here. */
export function createState(language: Language) {
  const marks = signal<PageMark[]>([]);
  /** The page is one of several of its article: what isn't here may be on another. */
  const isSplit = signal(false);
  return {
    language,
    texts: markTexts[language],
    theme: signal<'light' | 'dark'>('light'),
    marks,
    placed: computed(() => marks.value.flatMap(toPainted)),
    isSplit,
    lost: computed(() =>
      isSplit.value ? [] : marks.value.filter(({ anchored }) => anchored.result.status === 'lost'),
    ),
    /** The words the toolbar stands beside. */
    selection: signal<Range | null>(null),
    selectionProblem: signal<string | null>(null),
    isToolbarOff: signal(false),
    colour: signal<MarkColour>(1),
    style: signal<MarkStyle>('ground'),
    card: signal<OpenCard | null>(null),
    /** Marks that lie on one another under a click. */
    choice: signal<string[]>([]),
    isLostListOpen: signal(false),
    /** The mark for which the reader is choosing a new place. */
    reattaching: signal<string | null>(null),
    toast: signal<Toast | null>(null),
    /** Said once to a screen reader, for what only shows. */
    announcement: signal(''),
    showsHint: signal(false),
    knownTags: signal<string[]>([]),
  };
}

export type MarksState = ReturnType<typeof createState>;

export function findMark(state: MarksState, id: string): PageMark | undefined {
  return state.marks.value.find(({ mark }) => mark.id === id);
}

/** Replaces the stored part of one mark. */
export function updateMark(state: MarksState, id: string, change: (mark: Mark) => Mark): void {
  state.marks.value = state.marks.value.map((entry) =>
    entry.mark.id === id ? { ...entry, mark: change(entry.mark) } : entry,
  );
}

function toPainted({ mark, anchored, isStored }: PageMark): PaintedMark[] {
  const { result } = anchored;
  if (result.status === 'lost') return [];
  const look = result.status === 'doubtful' ? 'doubtful' : isStored ? 'solid' : 'pending';
  return [{ id: mark.id, range: result.range, colour: mark.colour, style: mark.style, look }];
}
