import { useLayoutEffect, useRef } from 'preact/hooks';

/** Escape goes back, unless it belongs to an input method or to something else that took it. */
export function useEscape(onEscape: () => void): void {
  const latest = useRef(onEscape);
  latest.current = onEscape;
  useLayoutEffect(() => {
    const press = (event: KeyboardEvent) => {
      // 229: Safari reports the key that ends a composition after `compositionend`, with this code alone.
      const isOthers = event.defaultPrevented || event.isComposing || event.keyCode === 229;
      if (event.key !== 'Escape' || isOthers) return;
      // Else the browser closes the popup.
      event.preventDefault();
      latest.current();
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, []);
}
