import { useEffect, useState } from 'preact/hooks';
import { hasMarkup } from '../../utils/markdown/has-markup.ts';
import { isChinese } from '../../utils/summary/units.ts';
import { classes } from '../controls/classes.ts';
import { loadMarkdown, markdownAtHand } from './load-markdown.ts';
import './note-text.css';

/** A note as it is shown in pages of ours. Until what draws Markdown is there, or where it can't be had, it stands as it was typed. */
export function NoteText({ text, class: place }: { text: string; class: string | undefined }) {
  const isNeeded = hasMarkup(text);
  const [, setLoaded] = useState(markdownAtHand() !== null);
  useEffect(() => {
    if (isNeeded && !markdownAtHand()) loadMarkdown().then(() => setLoaded(true), leaveAsTyped);
  }, [isNeeded]);
  const Markdown = isNeeded ? markdownAtHand() : null;
  return (
    // Said for whatever language the page is in: else Chinese is set with the signs of another.
    <div class={classes('note-text', place)} lang={isChinese(text) ? 'zh-CN' : undefined}>
      {Markdown ? <Markdown text={text} /> : text}
    </div>
  );
}

/** The extension was updated under an open page. */
function leaveAsTyped(): void {}
