import { type ReadonlySignal, signal } from '@preact/signals';
import type { Note } from '../../utils/library/library.ts';

/** `drafted`: kept on this device as a draft, not yet written. `orphaned`: the extension was updated, nothing can be written. */
export type NoteState = 'stored' | 'typing' | 'drafted' | 'saving' | 'failed' | 'orphaned';

export interface NoteWriter {
  text: ReadonlySignal<string>;
  state: ReadonlySignal<NoteState>;
  /** Each key stroke: the draft is kept at once, the note written after a second of quiet. */
  type(text: string, isComposing: boolean): void;
  /** Writes now what isn't written yet: on blur, on closing. */
  flush(): Promise<void>;
  /** Values that were written without having seen each other are shown together; the next writing covers them. */
  note: ReadonlySignal<Note>;
}

export interface NoteWriterOptions {
  note: Note;
  /** What was typed before and never written. */
  draft: string | null;
  write: (text: string, seen: string[]) => Promise<Note>;
  keepDraft: (text: string | null) => Promise<void>;
  /** Whether the failure means that nobody will answer again. */
  isOrphaned: (error: unknown) => boolean;
}

/** One pause of thought. */
const QUIET_MS = 1000;

/** Carries what is typed to disk so that at no moment a word is on the screen alone. */
export function createNoteWriter(options: NoteWriterOptions): NoteWriter {
  const { note: start, draft, keepDraft } = options;
  const note = signal(start);
  const text = signal(draft ?? start.text);
  const state = signal<NoteState>('stored');
  let written = start.text;
  let timer: ReturnType<typeof setTimeout> | null = null;
  let running: Promise<void> = Promise.resolve();

  const fail = (error: unknown) => {
    state.value = options.isOrphaned(error) ? 'orphaned' : 'failed';
  };
  const writeOnce = async () => {
    if (text.value === written || state.value === 'orphaned') return;
    const sent = text.value;
    state.value = 'saving';
    try {
      note.value = await options.write(
        sent,
        note.value.values.map((value) => value.stamp),
      );
      written = sent;
      if (text.value !== sent) return schedule();
      state.value = 'stored';
      await keepDraft(null);
    } catch (error) {
      fail(error);
    }
  };
  const flush = () => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    // One after another, so that each writes over what the one before has written.
    running = running.then(writeOnce);
    return running;
  };
  const schedule = () => {
    if (timer !== null) clearTimeout(timer);
    timer = setTimeout(() => void flush(), QUIET_MS);
  };
  const type = (typed: string, isComposing: boolean) => {
    text.value = typed;
    if (state.value !== 'orphaned') state.value = 'typing';
    keepDraft(typed).then(() => {
      if (state.value === 'typing' && text.value === typed) state.value = 'drafted';
    }, fail);
    // Half a word in an input method is a draft, not a note.
    if (!isComposing) schedule();
  };
  if (text.value !== written) schedule();
  return { text, state, type, flush, note };
}
