import type { RefObject } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Article, Library } from '../../utils/library/library.ts';

/** Written at most this often while the reader scrolls, and once more when they leave. */
const WRITE_EVERY_MS = 2000;
/** A change smaller than this is not worth a record that travels to every device. */
const LEAST_CHANGE = 0.005;

/**
 * How far the reader has come, 0–1, remembered and put back. `isLaidOut`: the text stands there with its height, so that a
 * place in it can be gone to.
 */
export function usePosition(
  library: Library,
  article: Article | null,
  scroller: RefObject<HTMLElement | null>,
  isLaidOut: boolean,
): number {
  const [position, setPosition] = useState(article?.position ?? 0);
  const written = useRef<number | null>(null);
  const isReady = article !== null && isLaidOut;

  useEffect(() => {
    const element = scroller.current;
    if (!isReady || !element || !article) return;
    const way = () => element.scrollHeight - element.clientHeight;
    if (written.current === null) {
      written.current = article.position;
      element.scrollTop = article.position * way();
    }
    let current = article.position;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const write = () => {
      clearTimeout(timer);
      timer = undefined;
      if (Math.abs(current - (written.current ?? 0)) < LEAST_CHANGE) return;
      written.current = current;
      const state = article.state === 'unread' ? ({ state: 'reading' } as const) : {};
      library.editArticle(article.id, { position: current, ...state }).catch(() => undefined);
    };
    const follow = () => {
      if (way() <= 0) return;
      current = Math.round(Math.min(1, Math.max(0, element.scrollTop / way())) * 1000) / 1000;
      setPosition(current);
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
  }, [library, isReady, article?.id]);

  return position;
}
