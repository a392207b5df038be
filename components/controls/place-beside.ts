import { autoUpdate, computePosition, flip, offset, type Placement, shift, size } from '@floating-ui/dom';
import type { RefObject } from 'preact';
import { useLayoutEffect } from 'preact/hooks';

/** Keeps a floating list beside what opened it and inside the window, for as long as it is open. */
export function usePlaceBeside(
  anchor: RefObject<HTMLElement | null>,
  floating: RefObject<HTMLElement | null>,
  isOpen: boolean,
  placement: Placement = 'bottom-start',
): void {
  useLayoutEffect(() => {
    const reference = anchor.current;
    const element = floating.current;
    if (!isOpen || !reference || !element) return;
    return autoUpdate(reference, element, () => void place(reference, element, placement));
  }, [isOpen, anchor, floating, placement]);
}

async function place(reference: HTMLElement, element: HTMLElement, placement: Placement): Promise<void> {
  const { x, y } = await computePosition(reference, element, {
    strategy: 'fixed',
    placement,
    middleware: [
      offset(4),
      flip({ padding: 8 }),
      shift({ padding: 8 }),
      size({
        padding: 8,
        apply: ({ availableHeight }) => {
          element.style.maxHeight = `${Math.max(availableHeight, 80)}px`;
        },
      }),
    ],
  });
  element.style.left = `${x}px`;
  element.style.top = `${y}px`;
}
