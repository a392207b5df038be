import type { LostMarksProps } from '../../components/annotation/LostMarks.tsx';
import type { NoteWriter } from '../../components/annotation/note-writer.ts';
import type { Language } from '../../locales/define-texts.ts';
import { call } from '../../utils/messages/call.ts';

/** What shows notes as the Markdown they are, in the page's root of ours. Most notes are plain words, so the marks' script doesn't carry it. */
export interface NoteTools {
  drawNote(text: string, into: Element): void;
  drawConflict(props: { language: Language; writer: NoteWriter }, into: Element): void;
  drawLostMarks(props: LostMarksProps, into: Element): void;
}

declare global {
  /** In the world of our scripts. */
  var noteTools: NoteTools | undefined;
}

/** Brings that script where it isn't there yet; undefined where it can't be had. */
export async function bringNoteTools(): Promise<NoteTools | undefined> {
  if (!globalThis.noteTools) await call('begin-notes').catch(() => undefined);
  return globalThis.noteTools;
}
