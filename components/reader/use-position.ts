import type { RefObject } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Article, Library } from '../../utils/library/library.ts';

/** Written at most this often while the reader scrolls, and once more when they leave. */
const WRITE_EVERY_MS = 2000;
/** A change smaller than this is not worth a record that travels to every device. */
const LEAST_CHANGE = 0.005;

/**
 * How far the reader has come, 0–1, remembered and put back. `textHeight`: pixels, 0 until the text is laid out. It grows as images come;
 * until the reader scrolls, the remembered place is gone to again.
 */
export function usePosition(
  library: Library,
  article: Article,
  scroller: RefObject<HTMLElement | null>,
  textHeight: number,
): number {
  const [position, setPosition] = useState(article.position);
  const written = useRef(article.position);
  const current = useRef(article.position);
  /** Where we put the page; null once the reader has scrolled. */
  const placed = useRef<number | null>(0);
  const isLaidOut = textHeight > 0;

  useEffect(() => {
    const element = scroller.current;
    if (!element || !isLaidOut || placed.current === null) return;
    element.scrollTop = current.current * wayOf(element);
    placed.current = element.scrollTop;
  }, [scroller, isLaidOut, textHeight]);

  useEffect(() => {
    const element = scroller.current;
    if (!element || !isLaidOut) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const write = () => {
      clearTimeout(timer);
      timer = undefined;
      if (Math.abs(current.current - written.current) < LEAST_CHANGE) return;
      written.current = current.current;
      const state = article.state === 'unread' ? ({ state: 'reading' } as const) : {};
      library.editArticle(article.id, { position: current.current, ...state }).catch(() => undefined);
    };
    const follow = () => {
      if (wayOf(element) <= 0 || element.scrollTop === placed.current) return;
      placed.current = null;
      current.current = roundPosition(element.scrollTop / wayOf(element));
      setPosition(current.current);
      timer ??= setTimeout(write, WRITE_EVERY_MS);
    };
    const leaving = new AbortController();
    element.addEventListener('scroll', follow, { passive: true, signal: leaving.signal });
    addEventListener('pagehide', write, { signal: leaving.signal });
    document.addEventListener('visibilitychange', write, { signal: leaving.signal });
    return () => {
      leaving.abort();
      write();
    };
  }, [library, scroller, isLaidOut, article.id]);

  return position;
}

function wayOf(element: HTMLElement): number {
  return element.scrollHeight - element.clientHeight;
}

function roundPosition(value: number): number {
  return Math.round(Math.min(1, Math.max(0, value)) * 1000) / 1000;
}
