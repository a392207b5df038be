import type { RefObject } from 'preact';
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';

interface Picture {
  /** Its address, given back when another takes its place. */
  shown: string | null;
  picture: RefObject<Blob | null>;
  show: (picture: Blob | null) => void;
}

/** A picture as a file, and as an address to show it by. */
export function usePicture(): Picture {
  const [shown, setShown] = useState<string | null>(null);
  const picture = useRef<Blob | null>(null);
  useEffect(() => () => (shown === null ? undefined : URL.revokeObjectURL(shown)), [shown]);
  const show = useCallback((next: Blob | null) => {
    picture.current = next;
    setShown(next && URL.createObjectURL(next));
  }, []);
  return { shown, picture, show };
}
