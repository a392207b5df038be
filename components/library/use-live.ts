import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { onNotice } from '../../utils/view-notices.ts';

/** A sync writes many records in a burst; one reading for all of them. */
const COALESCE_MS = 60;

export interface Live<T> {
  /** What was read last; null before the first reading is there. */
  value: T | null;
  hasFailed: boolean;
  reload: () => void;
}

/** Reads from the library now, again when `keys` change, and after each change that anyone made to it. */
export function useLive<T>(read: () => Promise<T>, keys: readonly unknown[]): Live<T> {
  const [state, setState] = useState<{ value: T | null; hasFailed: boolean }>({
    value: null,
    hasFailed: false,
  });
  const reader = useRef(read);
  reader.current = read;
  const turn = useRef(0);
  const readings = useRef(0);

  const reload = useCallback(() => {
    turn.current += 1;
    const mine = turn.current;
    // A slow reading must not replace a later one.
    const settle = (next: { value: T | null; hasFailed: boolean }) => {
      if (mine === turn.current) setState(next);
    };
    const reading = reader.current().then(
      (value) => settle({ value, hasFailed: false }),
      () => settle({ value: null, hasFailed: true }),
    );
    readings.current += 1;
    void reading.finally(() => {
      readings.current -= 1;
    });
  }, []);

  useEffect(() => {
    const listening = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const soon = () => {
      clearTimeout(timer);
      // While a library pours in, the next reading waits for the one before: else each would slow what they wait for.
      timer = setTimeout(() => (readings.current > 0 ? soon() : reload()), COALESCE_MS);
    };
    reload();
    onNotice('library-changed', soon, listening.signal);
    return () => {
      turn.current += 1;
      clearTimeout(timer);
      listening.abort();
    };
  }, [reload, ...keys]);

  return { ...state, reload };
}
