import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import * as z from 'zod/mini';
import { MAX_NOTE_LENGTH } from '../../protocol/records.ts';
import type { Library, Note, Owner } from '../../utils/library/library.ts';

/** A value is written after this much quiet, or on blur; until then the draft holds every key stroke. */
const QUIET_MS = 1000;

export interface NoteField {
  text: string;
  state: 'stored' | 'typing' | 'failed' | 'too-long';
  onInput: (text: string) => void;
  /** Writes what was typed now. */
  store: () => Promise<void>;
}

/** What is being typed, with the stamps of the values its writer had seen when it was begun. */
const draftSchema = z.object({ text: z.string(), seen: z.array(z.string()) });
type Draft = z.infer<typeof draftSchema>;

/**
 * A note that is being typed. Every key stroke goes into a draft on this device; the value itself follows after a second of
 * quiet. What another device writes meanwhile is never overwritten: it was not among the values seen, so both are kept.
 */
export function useNote(library: Library, owner: Owner, note: Note): NoteField {
  const [text, setText] = useState(note.text);
  const [state, setState] = useState<NoteField['state']>('stored');
  const draft = useRef<Draft | null>(null);
  const shown = useRef(note);
  const key = draftKey(owner);

  useEffect(() => {
    if (draft.current) return;
    shown.current = note;
    setText(note.text);
  }, [note]);

  const store = useCallback(async () => {
    const written = draft.current;
    if (!written || written.text.length > MAX_NOTE_LENGTH) return;
    try {
      const stored = await library.writeNote(owner, written.text, written.seen);
      shown.current = stored;
      if (draft.current !== written) {
        // More was typed meanwhile: it continues what has just been stored.
        if (draft.current) draft.current = { ...draft.current, seen: stampsOf(stored) };
        return;
      }
      draft.current = null;
      await library.setDraft(key, null);
      setText(stored.text);
      setState('stored');
    } catch {
      setState('failed');
    }
  }, [library, owner.kind, owner.id, key]);

  const timer = useQuietTimer(store);
  const onInput = (next: string) => {
    draft.current = { text: next, seen: draft.current?.seen ?? stampsOf(shown.current) };
    setText(next);
    setState(next.length > MAX_NOTE_LENGTH ? 'too-long' : 'typing');
    library.setDraft(key, JSON.stringify(draft.current)).catch(() => setState('failed'));
    timer.restart();
  };

  useEffect(() => {
    let isHere = true;
    library.draft(key).then(
      (kept) => {
        const read = kept === null ? null : readDraft(kept);
        if (!isHere || !read || draft.current) return;
        draft.current = read;
        setText(read.text);
        setState('typing');
        timer.restart();
      },
      () => undefined,
    );
    return () => {
      isHere = false;
    };
  }, [library, key]);

  return { text, state, onInput, store };
}

/** Runs `act` after a while without `restart`, and once more when the field goes away, so that nothing waits unseen. */
function useQuietTimer(act: () => Promise<void>) {
  const handle = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const latest = useRef(act);
  latest.current = act;
  useEffect(
    () => () => {
      clearTimeout(handle.current);
      void latest.current();
    },
    [],
  );
  return {
    restart: () => {
      clearTimeout(handle.current);
      handle.current = setTimeout(() => void latest.current(), QUIET_MS);
    },
  };
}

function draftKey(owner: Owner): string {
  return `reader-note ${owner.kind} ${owner.id}`;
}

function stampsOf(note: Note): string[] {
  return note.values.map((value) => value.stamp);
}

function readDraft(text: string): Draft | null {
  try {
    const read = draftSchema.safeParse(JSON.parse(text));
    return read.success ? read.data : null;
  } catch {
    return null;
  }
}
