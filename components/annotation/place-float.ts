import type { RefObject } from 'preact';
import { useLayoutEffect } from 'preact/hooks';
import { placeBesideRange } from './place-beside-range.ts';

/** Keeps what a component draws beside a range of the page (`placeBesideRange`). */
export function usePlaceBesideRange(
  floating: RefObject<HTMLElement | null>,
  range: Range,
  align: 'start' | 'middle',
): void {
  useLayoutEffect(
    () => (floating.current ? placeBesideRange(floating.current, range, align) : undefined),
    [floating, range, align],
  );
}
