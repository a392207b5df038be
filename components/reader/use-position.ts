import type { RefObject } from 'preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { indexText } from '../../utils/annotation/text-index.ts';
import type { Article, ArticleChanges } from '../../utils/library/library.ts';
import type { ReadingPlace } from '../../utils/library/record-schemas.ts';
import { describePlace, findPlace, isSamePlace } from '../../utils/reader/reading-place.ts';
import { keepUnwritten, takeUnwritten } from '../../utils/reader/unwritten-place.ts';
import { type LinePoint, lineAtTop, scrollToLine } from './line-at-top.ts';

/** Written at most this often while the reader scrolls, and once more when they leave. */
const WRITE_EVERY_MS = 2000;
/** A change smaller than this is not worth a record that travels to every device. */
const LEAST_CHANGE = 0.005;
/** But for the last one before the reader leaves: of a long text that much is a screen. In characters. */
const LEAST_STEP = 150;
/** Less far from the line that is read here, in characters, is the same screen. */
const SAME_SCREEN = 300;

type Placed = Pick<Article, 'id' | 'position' | 'place' | 'state'>;

interface Reading {
  library: { editArticle: (id: string, changes: ArticleChanges) => Promise<unknown> };
  article: Placed;
  scroller: RefObject<HTMLElement | null>;
  /** The article's element in the frame. */
  root: HTMLElement | null;
  /** px, 0 until the text is laid out. */
  textHeight: number;
}

export interface ReadingPosition {
  /** 0–1. */
  position: number;
  /** Where the article was read meanwhile, on another device or in another window. */
  elsewhere: ReadingPlace | null;
  goElsewhere: () => void;
  stayHere: () => void;
}

/**
 * Which line the reader has come to, remembered and put back: by its words, so that another width, font or device comes to the same line. The line stays where it is
 * when the text's height changes, be it that images come or that it is set otherwise. An article that is open is never moved by what comes
 * from elsewhere; that is offered.
 */
export function usePosition({ library, article, scroller, root, textHeight }: Reading): ReadingPosition {
  const [begin] = useState(() => beginningOf(article));
  const [position, setPosition] = useState(begin.position);
  const [elsewhere, setElsewhere] = useState<ReadingPlace | null>(null);
  const index = useMemo(() => (root ? indexText(root) : null), [root]);
  const written = useRef({ position: article.position, place: article.place });
  /** As it is now, which may be another than when the text came: archived in another window, say. */
  const state = useRef(article.state);
  state.current = article.state;
  const current = useRef(begin.position);
  /** Null before the text, and where the place that was kept is not in it. */
  const line = useRef<LinePoint | null>(null);
  /** Where we put the page; a scroll to anywhere else is the reader's. */
  const placed = useRef<number | null>(null);
  const laidOut = useRef(0);
  const isFirst = useRef(true);
  /** What was written here comes back as well, perhaps after more has been. */
  const own = useRef(new Set<string>());

  useEffect(() => {
    if (!index) return;
    const place = isFirst.current ? begin.place : written.current.place;
    isFirst.current = false;
    const range = place && findPlace(index, place);
    line.current = range && { node: range.startContainer, offset: range.startOffset, below: null };
  }, [index]);

  useEffect(() => {
    const element = scroller.current;
    laidOut.current = textHeight;
    if (!element || !root || textHeight === 0) return;
    if (line.current) scrollToLine(element, root, line.current);
    else if (placed.current === null || element.scrollTop === placed.current)
      element.scrollTop = current.current * wayOf(element);
    placed.current = element.scrollTop;
  }, [scroller, root, textHeight]);

  useEffect(() => {
    const element = scroller.current;
    if (!element || !root || !index) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const write = (isClosing = false, isLeaving = isClosing) => {
      clearTimeout(timer);
      timer = undefined;
      const isNear = Math.abs(current.current - written.current.position) < LEAST_CHANGE;
      if (isNear && !isLeaving) return;
      const place = line.current && describePlace(index, line.current.node, line.current.offset);
      const step = Math.abs((place?.start ?? 0) - (written.current.place?.start ?? 0));
      if (isNear && (place === null || step < LEAST_STEP)) return;
      if (isClosing) {
        const before = written.current.place;
        keepUnwritten({ articleId: article.id, position: current.current, place, before });
      }
      written.current = { position: current.current, place };
      own.current.add(JSON.stringify(place));
      const begun = state.current === 'unread' ? ({ state: 'reading' } as const) : {};
      library.editArticle(article.id, { ...written.current, ...begun }).catch(() => undefined);
    };
    const follow = () => {
      if (wayOf(element) <= 0 || element.scrollTop === placed.current) return;
      // The text has been set anew and the page not yet been put back: that is no scrolling of the reader's.
      if (Math.ceil(root.getBoundingClientRect().height) !== laidOut.current) return;
      placed.current = element.scrollTop;
      line.current = lineAtTop(element, root);
      current.current = roundPosition(element.scrollTop / wayOf(element));
      setPosition(current.current);
      timer ??= setTimeout(() => write(), WRITE_EVERY_MS);
    };
    const leaving = new AbortController();
    // What a page that closed could not write any more is written now.
    write();
    element.addEventListener('scroll', follow, { passive: true, signal: leaving.signal });
    addEventListener('pagehide', () => write(true), { signal: leaving.signal });
    document.addEventListener('visibilitychange', () => write(false, true), { signal: leaving.signal });
    return () => {
      leaving.abort();
      write(false, true);
    };
  }, [library, scroller, root, index, article.id]);

  useEffect(() => {
    if (!article.place || !index || isSamePlace(article.place, written.current.place)) return;
    if (own.current.has(JSON.stringify(article.place))) return;
    written.current = { position: article.position, place: article.place };
    const here = line.current && describePlace(index, line.current.node, line.current.offset);
    if (Math.abs(article.place.start - (here?.start ?? 0)) > SAME_SCREEN) setElsewhere(article.place);
  }, [article.place, index]);

  return {
    position,
    elsewhere,
    goElsewhere: () => {
      const range = elsewhere && index && findPlace(index, elsewhere);
      setElsewhere(null);
      if (!range || !scroller.current || !root) return;
      scrollToLine(scroller.current, root, {
        node: range.startContainer,
        offset: range.startOffset,
        below: null,
      });
    },
    stayHere: () => setElsewhere(null),
  };
}

/** Where the library says the article was read, or a page that closed too soon to tell it. */
function beginningOf({ id, position, place }: Placed): { position: number; place: ReadingPlace | null } {
  const unwritten = takeUnwritten(id);
  return unwritten && isSamePlace(unwritten.before, place) ? unwritten : { position, place };
}

function wayOf(element: HTMLElement): number {
  return element.scrollHeight - element.clientHeight;
}

function roundPosition(value: number): number {
  return Math.round(Math.min(1, Math.max(0, value)) * 1000) / 1000;
}
