import { type ReadonlySignal, signal } from '@preact/signals-core';
import type { Note } from '../../utils/library/library.ts';
import { latestOf, type NoteDraft, seenAfter, stampsOf, standsBeside } from '../../utils/note-draft.ts';

/** `drafted`: kept on this device as a draft, not yet written. `orphaned`: the extension was updated, nothing can be written. */
export type NoteState = 'stored' | 'typing' | 'drafted' | 'saving' | 'failed' | 'orphaned';

export interface NoteWriter {
  text: ReadonlySignal<string>;
  state: ReadonlySignal<NoteState>;
  /** Each key stroke: the draft is kept at once, the note written after a second of quiet. */
  type(text: string, isComposing: boolean): void;
  /** Writes now what isn't written yet: on blur, on closing. */
  flush(): Promise<void>;
  /** Writes a text that replaces every value shown. */
  settle(text: string): void;
  /** The note as it is kept by now. Words that aren't written yet stay: written, they stand beside what came from elsewhere. */
  take(note: Note): void;
  /** Values that were written without having seen each other are shown together until one settles them; typing on replaces only one's own. */
  note: ReadonlySignal<Note>;
}

export interface NoteWriterOptions {
  note: Note;
  /** What was typed before and never written. */
  draft: NoteDraft | null;
  write: (text: string, seen: string[]) => Promise<Note>;
  keepDraft: (draft: NoteDraft | null) => Promise<void>;
  /** Whether the failure means that nobody will answer again. */
  isOrphaned: (error: unknown) => boolean;
}

/** One pause of thought. */
const QUIET_MS = 1000;

/** Carries what is typed to disk so that at no moment a word is on the screen alone. */
export function createNoteWriter(options: NoteWriterOptions): NoteWriter {
  const { note: start, draft, keepDraft } = options;
  const note = signal(start);
  const text = signal(draft?.text ?? start.text);
  const state = signal<NoteState>('stored');
  /** The values that the words on the screen go on from. */
  let seen = draft?.seen ?? stampsOf(start);
  /** Null: what is on the screen has to be written, even where it equals what was. */
  let written: string | null = start.text;
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** The last letters are an input method's, and no word yet. */
  let isHalf = false;
  let running: Promise<void> = Promise.resolve();

  const fail = (error: unknown) => {
    state.value = options.isOrphaned(error) ? 'orphaned' : 'failed';
  };
  const writeOnce = async () => {
    const sent = text.value;
    if (state.value === 'orphaned' || (state.value === 'stored' && sent === written)) return;
    try {
      if (sent !== written) {
        state.value = 'saving';
        note.value = await options.write(sent, seen);
        seen = seenAfter(note.value, sent, seen);
        written = sent;
        if (text.value !== sent) return schedule();
      }
      state.value = 'stored';
      // Also where what was typed was taken back: the draft would come back over a later note.
      await keepDraft(null);
    } catch (error) {
      fail(error);
    }
  };
  const flush = () => {
    clearTimeout(timer);
    // One after another, so that each writes over what the one before has written.
    running = running.then(writeOnce);
    return running;
  };
  const schedule = () => {
    clearTimeout(timer);
    // Half a word in an input method is a draft, not a note.
    timer = setTimeout(() => isHalf || void flush(), QUIET_MS);
  };
  const type = (typed: string, isComposing: boolean) => {
    text.value = typed;
    isHalf = isComposing;
    if (state.value !== 'orphaned') state.value = 'typing';
    keepDraft({ text: typed, seen }).then(() => {
      if (state.value === 'typing' && text.value === typed) state.value = 'drafted';
    }, fail);
    schedule();
  };
  const settle = (chosen: string) => {
    seen = stampsOf(note.value);
    written = null;
    type(chosen, false);
    void flush();
  };
  const take = (next: Note) => {
    if (text.value !== written || latestOf(stampsOf(next)) < latestOf(stampsOf(note.value))) return;
    note.value = next;
    if (standsBeside(next, seen)) return;
    seen = stampsOf(next);
    written = next.text;
    text.value = written;
  };
  if (text.value !== written) schedule();
  else if (draft) keepDraft(null).catch(fail); // written already: it must not come back over a later note
  return { text, state, type, flush, settle, take, note };
}
