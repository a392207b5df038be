import type { RefObject } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { OutlineItem } from '../../utils/article/reading.ts';

/** A heading counts as reached a little before it touches the top, px. */
const REACHED = 80;
/** A smooth scroll to a heading is over by then, ms. */
const ON_THE_WAY = 1500;

interface OutlinePlace {
  currentId: string | null;
  go: (id: string | null) => void;
}

/** Under which heading the reader is, and the way to another. `root` stands in a frame that doesn't scroll by itself. */
export function useOutlinePlace(
  root: HTMLElement | null,
  items: OutlineItem[],
  scroller: RefObject<HTMLElement | null>,
): OutlinePlace {
  const [currentId, setCurrentId] = useState<string | null>(null);
  /** The heading that was gone to: a short last section never comes to the top. */
  const aim = useRef<{ id: string | null; until: number } | null>(null);
  const followNow = useRef(() => {});

  useEffect(() => {
    const element = scroller.current;
    if (!root || !element || items.length === 0) return;
    const listening = new AbortController();
    let pending = 0;
    followNow.current = () => follow();
    const follow = () => {
      cancelAnimationFrame(pending);
      pending = requestAnimationFrame(() => {
        if (aim.current && performance.now() < aim.current.until) return;
        aim.current = null;
        const reached = items.filter(({ id }) => topOf(root, element, id) < REACHED);
        const isAtEnd =
          element.scrollTop > 0 && element.scrollTop + element.clientHeight >= element.scrollHeight - 1;
        const inSight = items.filter(({ id }) => topOf(root, element, id) < element.clientHeight);
        setCurrentId((isAtEnd ? inSight : reached).at(-1)?.id ?? null);
      });
    };
    element.addEventListener('scroll', follow, { passive: true, signal: listening.signal });
    follow();
    return () => {
      listening.abort();
      cancelAnimationFrame(pending);
    };
  }, [root, items, scroller]);

  const go = (id: string | null) => {
    const element = scroller.current;
    if (!element || !root) return;
    aim.current = { id, until: performance.now() + ON_THE_WAY };
    setCurrentId(id);
    const isStill = matchMedia('(prefers-reduced-motion: reduce)').matches;
    const top = id === null ? 0 : element.scrollTop + topOf(root, element, id) - REACHED / 2;
    element.scrollTo({ top, behavior: isStill ? 'instant' : 'smooth' });
    const end = Math.max(0, Math.min(top, element.scrollHeight - element.clientHeight));
    // Somebody who has scrolled on meanwhile is elsewhere by now.
    setTimeout(() => Math.abs(element.scrollTop - end) > REACHED && followNow.current(), ON_THE_WAY + 20);
  };
  return { currentId, go };
}

/** Pixels from the top of the scroller to the heading; far away where the text has no such heading. */
function topOf(root: HTMLElement, scroller: HTMLElement, id: string): number {
  const heading = root.ownerDocument.getElementById(id);
  const frame = root.ownerDocument.defaultView?.frameElement;
  if (!heading || !frame) return Number.POSITIVE_INFINITY;
  const frameTop = frame.getBoundingClientRect().top - scroller.getBoundingClientRect().top;
  return frameTop + heading.getBoundingClientRect().top;
}
