import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { MAX_NOTE_LENGTH } from '../../protocol/records.ts';
import type { Library, Note, Owner } from '../../utils/library/library.ts';
import { keepDraft, type NoteDraft, readDraft } from './note-draft.ts';

/** A value is written after this much quiet, or on blur; until then the draft holds every key stroke. */
const QUIET_MS = 1000;

export interface NoteField {
  text: string;
  state: 'stored' | 'typing' | 'failed' | 'too-long';
  onInput: (text: string) => void;
  /** Writes what was typed now. */
  store: () => Promise<void>;
}

/**
 * A note that is being typed. Every key stroke goes into a draft on this device; the value itself follows after a second of
 * quiet. What another device writes meanwhile is never overwritten: it was not among the values seen, so both are kept.
 */
export function useNote(library: Library, owner: Owner, note: Note): NoteField {
  const [text, setText] = useState(note.text);
  const [state, setState] = useState<NoteField['state']>('stored');
  const draft = useRef<NoteDraft | null>(null);
  const shown = useRef(note);

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
      await keepDraft(library, owner, null);
      setText(stored.text);
      setState('stored');
    } catch {
      setState('failed');
    }
  }, [library, owner.kind, owner.id]);

  const timer = useQuietTimer(store);
  const onInput = (next: string) => {
    draft.current = { text: next, seen: draft.current?.seen ?? stampsOf(shown.current) };
    setText(next);
    setState(next.length > MAX_NOTE_LENGTH ? 'too-long' : 'typing');
    keepDraft(library, owner, draft.current).catch(() => setState('failed'));
    timer.restart();
  };

  useEffect(() => {
    let isHere = true;
    readDraft(library, owner).then(
      (kept) => {
        if (!isHere || !kept || draft.current) return;
        draft.current = kept;
        setText(kept.text);
        setState('typing');
        timer.restart();
      },
      () => undefined,
    );
    return () => {
      isHere = false;
    };
  }, [library, owner.kind, owner.id]);

  return { text, state, onInput, store };
}

/** Runs `act` after a while without `restart`, and once more when the field goes away, so that nothing waits unseen. */
function useQuietTimer(act: () => Promise<void>) {
  const handle = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const latest = useRef(act);
  latest.current = act;
  useEffect(() => {
    const leaving = new AbortController();
    const now = () => {
      clearTimeout(handle.current);
      void latest.current();
    };
    addEventListener('pagehide', now, { signal: leaving.signal });
    return () => {
      leaving.abort();
      now();
    };
  }, []);
  return {
    restart: () => {
      clearTimeout(handle.current);
      handle.current = setTimeout(() => void latest.current(), QUIET_MS);
    },
  };
}

function stampsOf(note: Note): string[] {
  return note.values.map((value) => value.stamp);
}
