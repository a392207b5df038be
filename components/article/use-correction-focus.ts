import type { RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Correcting } from './popup-state.ts';

/** Back from a correction, the word that opened it has the focus again. What opens takes the focus itself. */
export function useCorrectionFocus(
  content: RefObject<HTMLElement | null>,
  correcting: Correcting | null,
): void {
  const before = useRef(correcting);
  useLayoutEffect(() => {
    const opener = before.current;
    before.current = correcting;
    if (opener === null || opener === correcting) return;
    content.current?.querySelector<HTMLElement>(`[data-corrects="${opener}"]`)?.focus();
  }, [correcting]);
}
