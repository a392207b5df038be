import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { onNotice } from '../../utils/view-notices.ts';

/** A sync writes many records in a burst; one reading for all of them. */
const COALESCE_MS = 60;

export interface Live<T> {
  /** What was read last; null before the first reading is there. */
  value: T | null;
  /** The last reading brought nothing: `value` is what was read before it, if anything was. */
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
  /** Whether what was read is of the present `keys`. */
  const isOfKeys = useRef(false);

  const reload = useCallback(() => {
    turn.current += 1;
    const mine = turn.current;
    // A slow reading must not replace a later one.
    const reading = reader.current().then(
      (value) => {
        if (mine !== turn.current) return;
        isOfKeys.current = true;
        setState({ value, hasFailed: false });
      },
      () => {
        if (mine !== turn.current) return;
        setState((before) => ({ value: isOfKeys.current ? before.value : null, hasFailed: true }));
      },
    );
    readings.current += 1;
    void reading.finally(() => {
      readings.current -= 1;
    });
  }, []);

  useEffect(() => {
    const listening = new AbortController();
    isOfKeys.current = false;
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
