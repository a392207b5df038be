import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

/** What had the focus before `place` was there gets it again once it is gone, unless the reader has gone on to something else. */
export function useFocusGoesBack(place: RefObject<HTMLElement | null>): void {
  const before = useRef(document.activeElement);
  useEffect(() => {
    const here = place.current;
    return () => {
      const { activeElement } = document;
      const isLost = activeElement === document.body || here?.contains(activeElement);
      if (isLost && before.current instanceof HTMLElement) before.current.focus();
    };
  }, [place]);
}
