import { useLayoutEffect, useRef } from 'preact/hooks';
import { hasMarkup } from '../../utils/markdown/has-markup.ts';
import type { NoteWriter } from './note-writer.ts';

/** What draws what few notes need, into an element. Where it can't, the note stands there as it was typed. */
export interface NoteDrawing {
  note(text: string, into: Element): void;
  conflict(writer: NoteWriter, into: Element): void;
}

/** A note in somebody else's page: as Markdown where it has any. */
export function NoteWords({ text, draw }: { text: string; draw: NoteDrawing['note'] }) {
  const self = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (self.current && hasMarkup(text)) draw(text, self.current);
  }, [text]);
  // What is drawn into it isn't ours to change: another text is another element.
  return (
    <div key={text} ref={self} class="hand">
      {text}
    </div>
  );
}
