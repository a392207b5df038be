import { useEffect, useRef, useState } from 'preact/hooks';
import { MAX_NOTE_LENGTH } from '../../protocol/records.ts';
import type { Library, Note, Owner } from '../../utils/library/library.ts';
import { call } from '../../utils/messages/call.ts';
import {
  latestOf,
  noteDraftKey,
  packDraft,
  seenAfter,
  stampsOf,
  unpackDraft,
} from '../../utils/note-draft.ts';

/** Quiet for this long, and what was typed is written into the library. Each key stroke is kept as a draft before that. */
export const WRITE_AFTER_MS = 1000;

/** `kept`: every word is on disk. `writing`: the last key stroke is on its way. `failed`: only the draft has it. */
export type NoteStatus = 'kept' | 'writing' | 'failed';

export interface NoteEditing {
  /** As last known: what was written here, or what came from elsewhere since. */
  note: Note;
  text: string;
  status: NoteStatus;
  type: (text: string) => void;
  /** Writes now: on blur. Resolves once it is on disk, or `failed`. */
  flush: () => Promise<void>;
  setComposing: (isComposing: boolean) => void;
  /** Settles a conflict: this text replaces all values shown. */
  settle: (text: string) => void;
}

/**
 * Edits one note. What is typed is kept as a draft at every key stroke, so that a closing popup loses nothing; a draft that was left
 * behind is taken up again. A change from elsewhere is shown unless something is being typed: then both become a conflict, and none is lost.
 */
export function useNote(library: Library, owner: Owner, note: Note): NoteEditing {
  const key = noteDraftKey(owner);
  const [known, setKnown] = useState(note);
  const [text, setText] = useState(note.text);
  const [status, setStatus] = useState<NoteStatus>('kept');
  const editing = useRef({ typed: note.text, isDirty: false, isComposing: false, seen: stampsOf(note) });
  /** Stamps of values that were known and are replaced. */
  const replaced = useRef(new Set<string>());
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const running = useRef(Promise.resolve());

  const see = (stamps: string[]) => {
    for (const stamp of editing.current.seen) if (!stamps.includes(stamp)) replaced.current.add(stamp);
    editing.current.seen = stamps;
  };
  /**
   * A reading that began before our last writing ended brings the note of before. That its stamps are earlier does not tell: a device whose clock ran ahead
   * gets earlier ones anew for what it wrote.
   */
  const isOutdated = (stamps: string[]) =>
    latestOf(stamps) < latestOf(editing.current.seen) &&
    (stamps.length === 0 || stamps.some((stamp) => replaced.current.has(stamp)));

  /** One after another, so that each writes over what the one before has written. */
  const write = () => {
    clearTimeout(timer.current);
    running.current = running.current.then(writeOnce);
    return running.current;
  };
  const writeOnce = async () => {
    const now = editing.current;
    if (!now.isDirty || now.isComposing) return;
    const written = now.typed;
    try {
      const stored = await library.writeNote(owner, written, now.seen);
      see(seenAfter(stored, written, now.seen));
      setKnown(stored);
      if (now.typed !== written) return;
      now.isDirty = false;
      setStatus('kept');
      await library.setDraft(key, null);
    } catch {
      setStatus('failed'); // the draft still has it, and the next key stroke tries again
    }
  };
  /** A popup that closes takes its unfinished transactions with it, so the background writes the last words. */
  const leave = () => {
    clearTimeout(timer.current);
    const { isDirty, typed, seen } = editing.current;
    const { account } = library;
    if (!isDirty) return;
    // Should the message not get through, the draft is taken up when the note is next opened.
    call('keep-note', { account, owner, text: typed, seen, draft: key }).catch(() => undefined);
  };
  const change = (value: string) => {
    const now = editing.current;
    now.typed = value;
    now.isDirty = true;
    setText(value);
    setStatus('writing');
    library.setDraft(key, packDraft({ text: value, seen: now.seen })).then(
      () => now.typed === value && setStatus((before) => (before === 'writing' ? 'kept' : before)),
      () => setStatus('failed'),
    );
  };
  const writeLater = () => {
    clearTimeout(timer.current);
    timer.current = setTimeout(write, WRITE_AFTER_MS);
  };
  const type = (value: string) => {
    change(value);
    writeLater();
  };

  useEffect(() => {
    let isGone = false;
    void library.draft(key).then((kept) => {
      const draft = unpackDraft(kept);
      const now = editing.current;
      if (isGone || draft === null || now.isDirty) return;
      // Written already: it must not come back over a later note.
      if (draft.text === now.typed) return void library.setDraft(key, null);
      now.seen = draft.seen;
      type(draft.text);
    });
    return () => {
      isGone = true;
      // With the field goes whatever an input method had begun in it: what stands there is all there will be.
      editing.current.isComposing = false;
      void write();
    };
  }, [key]);

  useEffect(() => {
    const now = editing.current;
    if (now.isDirty || isOutdated(stampsOf(note))) return;
    now.typed = note.text;
    see(stampsOf(note));
    setKnown(note);
    setText(note.text);
  }, [note]);

  useEffect(() => {
    addEventListener('pagehide', leave);
    return () => removeEventListener('pagehide', leave);
  }, [key]);

  return {
    note: known,
    text,
    status,
    type,
    flush: write,
    setComposing: (isComposing) => {
      editing.current.isComposing = isComposing;
      // Where the word stood there already no further input tells of its end.
      if (!isComposing && editing.current.isDirty) writeLater();
    },
    settle: (value) => {
      editing.current.seen = stampsOf(known);
      change(value);
      void write();
    },
  };
}

/** Writes what was still being typed when a page of ours went away, where no field is open that would. One too long for a note stays a draft. */
export async function finishDraft(library: Library, owner: Owner): Promise<void> {
  const draft = unpackDraft(await library.draft(noteDraftKey(owner)));
  if (!draft || draft.text.length > MAX_NOTE_LENGTH) return;
  await library.writeNote(owner, draft.text, draft.seen);
  await library.setDraft(noteDraftKey(owner), null);
}
