import { useCallback, useRef, useState } from 'preact/hooks';
import { failureSaid, type Said } from './failure-words.ts';
import { GivenUpError } from './given-up-error.ts';

/** Something a section does at a press: never twice at once, and it says how it ended. */
export interface Act {
  isBusy: boolean;
  /** How the last one ended, in words; null where nothing is to be said. */
  said: Said | null;
  /** `work` may give the words for its success, as a text. */
  run: (work: () => Promise<unknown>) => Promise<void>;
}

export function useAct(): Act {
  const running = useRef(false);
  const [isBusy, setBusy] = useState(false);
  const [said, setSaid] = useState<Act['said']>(null);
  const run = useCallback(async (work: () => Promise<unknown>) => {
    if (running.current) return;
    running.current = true;
    setBusy(true);
    setSaid(null);
    try {
      const words = await work();
      if (typeof words === 'string') setSaid({ isWrong: false, words });
    } catch (error) {
      if (error instanceof GivenUpError) return;
      setSaid(failureSaid(error, 'an act'));
    } finally {
      running.current = false;
      setBusy(false);
    }
  }, []);
  return { isBusy, said, run };
}
