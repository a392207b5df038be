import type { RefObject } from 'preact';
import { useLayoutEffect } from 'preact/hooks';
import { keepBeside } from './keep-beside.ts';

/** In px. */
const GAP = 4;
const MARGIN = 8;
const LEAST_HEIGHT = 80;

/** Keeps a floating list beside what opened it and inside the window, for as long as it is open. */
export function usePlaceBeside(
  anchor: RefObject<HTMLElement | null>,
  floating: RefObject<HTMLElement | null>,
  isOpen: boolean,
  align: 'start' | 'end' = 'start',
): void {
  useLayoutEffect(() => {
    const opener = anchor.current;
    const element = floating.current;
    if (!isOpen || !opener || !element) return;
    const order = { align, gap: GAP, margin: MARGIN, leastHeight: LEAST_HEIGHT };
    return keepBeside(element, () => opener.getBoundingClientRect(), order);
  }, [isOpen, anchor, floating, align]);
}
