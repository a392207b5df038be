import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { hasSingleKeys } from '../../utils/appearance.ts';
import type { ListRow } from '../../utils/library/library.ts';
import type { Picks } from './use-picks.ts';

export interface ListKeys {
  rows: ListRow[];
  selected: ListRow | null;
  picks: Picks;
  search: RefObject<HTMLInputElement | null>;
  scroller: RefObject<HTMLElement | null>;
  onSelect: (id: string) => void;
  onDelete: (row: ListRow) => void;
  onStar: () => void;
  onArchive: () => void;
}

/**
 * `/` goes to the search box, arrows walk along the rows, Home and End go to the ends, Delete deletes, S stars, E archives; Enter opens, as on
 * every link. With Shift the way that is walked is picked, Space picks one row, Ctrl A all of them, Esc none. From the search box the down arrow leads
 * into the list. Nothing while an input method composes; `/`, S and E can be switched off.
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
  if (event.defaultPrevented || event.isComposing || event.altKey) return;
  // A press beside its buttons leaves the focus nowhere; the list lies behind it.
  if (document.querySelector('dialog[open]')) return;
  const target = event.target instanceof Element ? event.target : null;
  if (event.ctrlKey || event.metaKey) {
    pressWithControl(event, keys, target);
    return;
  }
  const isInSearch = target !== null && target === keys.search.current;
  if (isInSearch && event.key === 'ArrowDown' && keys.selected) {
    event.preventDefault();
    focusRow(keys, keys.selected);
    return;
  }
  if (isTyping(target)) return;
  // From anywhere: the bar of what is picked may have the focus.
  if (event.key === 'Escape' && keys.picks.rows.length > 0) {
    event.preventDefault();
    keys.picks.drop();
    if (keys.selected) focusRow(keys, keys.selected);
    return;
  }
  if (event.key === '/' && hasSingleKeys.value) {
    event.preventDefault();
    keys.search.current?.focus();
    keys.search.current?.select();
    return;
  }
  const isInList = target?.closest('[data-row]') != null || target === document.body;
  if (!isInList || !keys.selected) return;
  const act = actOf(event, keys, keys.selected);
  if (act) {
    event.preventDefault();
    act();
    return;
  }
  const next = rowAfter(event.key, keys.rows, keys.selected);
  if (!next) return;
  event.preventDefault();
  if (event.shiftKey) keys.picks.extendTo(next.id, keys.selected.id);
  keys.onSelect(next.id);
  focusRow(keys, next);
}

function pressWithControl(event: KeyboardEvent, keys: ListKeys, target: Element | null): void {
  if (event.key.toLowerCase() !== 'a' || isTyping(target) || keys.rows.length === 0) return;
  event.preventDefault();
  keys.picks.all();
}

/** What a key does with the chosen row, or with those that are picked; null where it does nothing. */
function actOf(event: KeyboardEvent, keys: ListKeys, selected: ListRow): (() => void) | null {
  if (event.key === 'Delete') return () => keys.onDelete(selected);
  if (event.key === ' ') return () => keys.picks.toggle(selected.id);
  switch (hasSingleKeys.value ? event.key : '') {
    case 's':
      return keys.onStar;
    case 'e':
      return keys.onArchive;
    default:
      return null;
  }
}

function rowAfter(key: string, rows: ListRow[], current: ListRow): ListRow | undefined {
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
export function focusRow(
  { scroller }: Pick<ListKeys, 'scroller'>,
  row: { id: string },
  block: ScrollLogicalPosition = 'nearest',
  triesLeft = FRAMES_TO_SCROLL,
): void {
  const link = scroller.current?.querySelector<HTMLElement>(`[data-row="${CSS.escape(row.id)}"]`);
  if (link) {
    link.focus({ preventScroll: true });
    link.closest('article')?.scrollIntoView({ block });
  } else if (triesLeft > 0) {
    requestAnimationFrame(() => focusRow({ scroller }, row, block, triesLeft - 1));
  }
}

function isTyping(target: Element | null): boolean {
  return target?.closest('input, textarea, select, [contenteditable], [role=menu]') != null;
}
