import { useLayoutEffect, useRef } from 'preact/hooks';

/** What stands above has a key first: Esc ends reading aloud, then lets a mark go, then leaves the article. */
const LEVELS = ['bar', 'text', 'page'] as const;
type Level = (typeof LEVELS)[number];

/**
 * Keys of the page and of the text's frame, which keeps its own to itself. `press` says whether it took the key. Nothing of an input method's, nothing that
 * something else took, and from a field only what is pressed with Ctrl.
 */
export function useReaderKeys(
  root: HTMLElement | null,
  level: Level,
  press: (event: KeyboardEvent) => boolean,
): void {
  const latest = useRef(press);
  latest.current = press;
  useLayoutEffect(() => {
    const listener = { level, press: (event: KeyboardEvent) => latest.current(event) };
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
    };
  }, [level]);
  useLayoutEffect(() => {
    const listening = new AbortController();
    const { signal } = listening;
    const offerOnce = (event: KeyboardEvent) => offer(event);
    addEventListener('keydown', offerOnce, { signal });
    root?.ownerDocument.addEventListener('keydown', offerOnce, { signal });
    return () => listening.abort();
  }, [root]);
}

const listeners = new Set<{ level: Level; press: (event: KeyboardEvent) => boolean }>();
/** Each part of the reader listens; an event is offered once. */
const offered = new WeakSet<Event>();

function offer(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing || offered.has(event)) return;
  offered.add(event);
  if (isTyping(event.target) && !event.ctrlKey && !event.metaKey) return;
  const inOrder = LEVELS.flatMap((level) => [...listeners].filter((listener) => listener.level === level));
  if (inOrder.some(({ press }) => press(event))) event.preventDefault();
}

const FIELDS =
  'textarea, select, [contenteditable], [role=menu], [role=dialog] input, input:not([type=radio], [type=range])';

/** Asked of the node itself: one of the frame's is no `Element` of this window's. */
function isTyping(target: EventTarget | null): boolean {
  if (target === null || !('closest' in target) || typeof target.closest !== 'function') return false;
  return target.closest(FIELDS) !== null;
}
