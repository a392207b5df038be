import { useEffect, useRef } from 'preact/hooks';
import type { Article } from '../../utils/library/library.ts';
import { hasMarkup } from '../../utils/markdown/has-markup.ts';
import { loadMarkdown } from '../note/load-markdown.ts';
import { openPrintSheet } from './print-sheet.ts';
import type { PlacedMark } from './use-marks-in-frame.ts';

interface OnPaper {
  article: Article;
  /** The article's element in the frame. */
  root: HTMLElement | null;
  placed: readonly PlacedMark[];
}

/** Whatever way printing is asked for, it prints the article and not the page around it. */
export function usePrinted(onPaper: OnPaper): void {
  const latest = useRef(onPaper);
  latest.current = onPaper;
  const needsMarkdown = [onPaper.article, ...onPaper.placed.map(({ mark }) => mark)].some(({ note }) =>
    hasMarkup(note.text),
  );
  useEffect(() => {
    // Printing waits for nothing; what can't be loaded is printed as it was typed.
    if (needsMarkdown) loadMarkdown().catch(() => undefined);
  }, [needsMarkdown]);
  useEffect(() => {
    const listening = new AbortController();
    const { signal } = listening;
    let close: (() => void) | null = null;
    const end = () => {
      close?.();
      close = null;
    };
    const begin = () => {
      const { article, root, placed } = latest.current;
      end();
      if (root) close = openPrintSheet({ article, root, placed });
    };
    addEventListener('beforeprint', begin, { signal });
    addEventListener('afterprint', end, { signal });
    return () => {
      listening.abort();
      end();
    };
  }, []);
}
