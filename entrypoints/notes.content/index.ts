import { h, render } from 'preact';
import { defineContentScript } from 'wxt/utils/define-content-script';
import { LostMarks } from '../../components/annotation/LostMarks.tsx';
import { NoteConflict } from '../../components/annotation/NoteConflict.tsx';
import sheets from '../../components/annotation/note-sheets.css?inline';
import { NoteMarkdown } from '../../components/note/NoteMarkdown.tsx';
import note from '../../components/note/note-text.css?inline';
import type { NoteTools } from '../marks.content/note-tools.ts';

/** Put into a page by the marks' script when a note with Markdown is shown there, a note that was written twice, or the marks that were not found. */
export default defineContentScript({
  registration: 'runtime',
  cssInjectionMode: 'manual',
  noScriptStartedPostMessage: true,
  main({ signal }) {
    const tools: NoteTools = {
      drawNote(text, into) {
        dress(into);
        into.classList.add('note-text');
        into.replaceChildren();
        render(h(NoteMarkdown, { text, onFollow }), into);
      },
      drawConflict(props, into) {
        dress(into);
        render(h(NoteConflict, props), into);
      },
      drawLostMarks(props, into) {
        dress(into);
        render(h(LostMarks, { ...props, onFollow }), into);
      },
    };
    globalThis.noteTools = tools;
    signal.addEventListener('abort', () => {
      if (globalThis.noteTools === tools) globalThis.noteTools = undefined;
    });
  },
});

/** Called within the reader's own press; the page learns nothing of where it leads. */
function onFollow(address: string): void {
  open(address, '_blank', 'noopener,noreferrer');
}

const SHEET_ID = 'notes';

/** A frame in our root, or where there is none that root itself, has the styles of the marks' script until this one comes. */
function dress(within: Element): void {
  const root = within.getRootNode();
  const place = root instanceof ShadowRoot ? root : within.ownerDocument.head;
  if (place.querySelector(`#${SHEET_ID}`)) return;
  const style = within.ownerDocument.createElement('style');
  style.id = SHEET_ID;
  style.textContent = note + sheets;
  place.append(style);
}
