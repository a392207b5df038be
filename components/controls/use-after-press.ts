import { useEffect, useRef } from 'preact/hooks';

const ENDS = ['pointerup', 'pointercancel'] as const;

/**
 * For what the leaving of a field does: at once, or, where a press took the focus away, after its click. What moves what stands below the field would
 * move it from under the pointer, and the click would be lost.
 *
 * @returns Runs `work` then, also where the view has gone by that time.
 */
export function useAfterPress(): (work: () => void) => void {
  const isDown = useRef(false);
  useEffect(() => {
    const life = new AbortController();
    const options = { capture: true, signal: life.signal };
    const note = (isNow: boolean) => () => {
      isDown.current = isNow;
    };
    addEventListener('pointerdown', note(true), options);
    for (const end of ENDS) addEventListener(end, note(false), options);
    return () => life.abort();
  }, []);
  return (work) => {
    if (!isDown.current) return work();
    const waiting = new AbortController();
    const ended = () => {
      waiting.abort();
      setTimeout(work); // the click is of the same task
    };
    for (const end of ENDS) addEventListener(end, ended, { capture: true, signal: waiting.signal });
  };
}
