import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { ArticleRow } from '../../utils/library/library.ts';

interface ListKeys {
  rows: ArticleRow[];
  selected: ArticleRow | null;
  search: RefObject<HTMLInputElement | null>;
  scroller: RefObject<HTMLElement | null>;
  onSelect: (id: string) => void;
  onDelete: (row: ArticleRow) => void;
}

/**
 * `/` goes to the search box, arrows walk along the rows, Home and End go to the ends, Delete deletes; Enter opens, as on
 * every link. From the search box the down arrow leads into the list. Nothing while an input method composes.
 */
export function useListKeys(keys: ListKeys): void {
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    const listening = new AbortController();
    addEventListener('keydown', (event) => press(event, latest.current), { signal: listening.signal });
    return () => listening.abort();
  }, []);
}

function press(event: KeyboardEvent, keys: ListKeys): void {
  if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
  const target = event.target instanceof Element ? event.target : null;
  const isInSearch = target !== null && target === keys.search.current;
  if (isInSearch && event.key === 'ArrowDown' && keys.selected) {
    event.preventDefault();
    focusRow(keys, keys.selected);
    return;
  }
  if (isTyping(target)) return;
  if (event.key === '/') {
    event.preventDefault();
    keys.search.current?.focus();
    keys.search.current?.select();
    return;
  }
  const isInList = target?.closest('[data-row]') != null || target === document.body;
  if (!isInList || !keys.selected) return;
  if (event.key === 'Delete') {
    keys.onDelete(keys.selected);
    return;
  }
  const next = rowAfter(event.key, keys.rows, keys.selected);
  if (!next) return;
  event.preventDefault();
  keys.onSelect(next.id);
  focusRow(keys, next);
}

function rowAfter(key: string, rows: ArticleRow[], current: ArticleRow): ArticleRow | undefined {
  const at = rows.indexOf(current);
  if (key === 'ArrowDown') return rows[at + 1];
  if (key === 'ArrowUp') return rows[at - 1];
  if (key === 'Home') return rows[0];
  if (key === 'End') return rows.at(-1);
  return undefined;
}

/** How long a long list may take to scroll to a row and draw it: half a second. */
const FRAMES_TO_SCROLL = 30;

/** A row far off in a long list is drawn only after the list has scrolled to it. */
function focusRow(
  { scroller }: Pick<ListKeys, 'scroller'>,
  row: ArticleRow,
  triesLeft = FRAMES_TO_SCROLL,
): void {
  const link = scroller.current?.querySelector<HTMLElement>(`[data-row="${CSS.escape(row.id)}"]`);
  if (link) {
    link.focus({ preventScroll: true });
    link.closest('article')?.scrollIntoView({ block: 'nearest' });
  } else if (triesLeft > 0) {
    requestAnimationFrame(() => focusRow({ scroller }, row, triesLeft - 1));
  }
}

function isTyping(target: Element | null): boolean {
  return target?.closest('input, textarea, select, [contenteditable], [role=menu]') != null;
}
