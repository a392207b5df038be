import { useLayoutEffect, useRef } from 'preact/hooks';

/**
 * Where a new `step` takes away or switches off what had the focus, what `find` gives has it then: it is told the step before. A reader who is
 * somewhere else by now stays there.
 */
export function useFocusGoesOn<T>(step: T, find: (before: T) => HTMLElement | null | undefined): void {
  const last = useRef(step);
  useLayoutEffect(() => {
    const before = last.current;
    if (before === step) return;
    last.current = step;
    const { activeElement } = document;
    const isLost = activeElement === null || activeElement === document.body;
    if (isLost || activeElement.matches(':disabled')) find(before)?.focus();
  }, [step]);
}
