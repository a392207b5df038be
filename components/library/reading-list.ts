import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import * as z from 'zod/mini';
import { parseJson } from '../../utils/parse-json.ts';
import { standIn } from './stand-in.ts';
import { focusRow } from './use-list-keys.ts';

/** The list that an article was opened from. */
interface ReadingList {
  /** Its place, with the search: `#/tag/ID?q=夜班`. */
  from: string;
  ids: string[];
}

export interface Neighbours {
  from: string;
  previous: string | null;
  next: string | null;
}

let shown: ReadingList | null = null;
/** The article that is read, or was read last. */
let read: string | null = null;

const KEY = 'reading-list';
/** Kept on each side for a page that is loaded anew: the whole of a long list would fill the tab's storage. */
const KEPT_ASIDE = 200;

const listSchema = z.object({ from: z.string().check(z.startsWith('#')), ids: z.array(z.string()) });

/** Where the article stands in the list it was opened from. Opened from elsewhere, it has no neighbours, and leaving leads to the whole library. */
export function neighboursOf(id: string): Neighbours {
  read = id;
  shown ??= keptList();
  const at = shown?.ids.indexOf(id) ?? -1;
  if (!shown || at === -1) return { from: '#/', previous: null, next: null };
  const { from, ids } = shown;
  keep({ from, ids: ids.slice(Math.max(0, at - KEPT_ASIDE), at + KEPT_ASIDE) });
  return { from, previous: ids[at - 1] ?? null, next: ids[at + 1] ?? null };
}

interface ListShown {
  rows: readonly { id: string }[];
  /** All that belong to it are there, and no others: what is missing then is gone. */
  isSettled: boolean;
  scroller: RefObject<HTMLElement | null>;
  onSelect: (id: string) => void;
}

/** The list tells what it shows, and takes up the row that was read when the reader comes back to it, or what stands there now. */
export function useReadingList({ rows, isSettled, scroller, onSelect }: ListShown): void {
  const isBack = useRef(shown?.from === location.hash && read !== null);
  // What the reader left: what is shown now is told before it is complete.
  const before = useRef(shown?.ids ?? []);
  useLayoutEffect(() => {
    shown = { from: location.hash || '#/', ids: rows.map(({ id }) => id) };
  }, [rows]);
  useEffect(() => {
    if (!isBack.current || !isSettled || read === null) return;
    const now = new Set(rows.map(({ id }) => id));
    const id = now.has(read) ? read : standIn(before.current, read, now);
    isBack.current = false;
    read = null;
    if (id === null) return;
    onSelect(id);
    focusRow({ scroller }, { id }, 'center');
  }, [rows, isSettled]);
}

function keptList(): ReadingList | null {
  try {
    return parseJson(sessionStorage.getItem(KEY), listSchema) ?? null;
  } catch {
    return null; // no storage
  }
}

function keep(list: ReadingList): void {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(list));
  } catch {
    // The list is known as long as the page lives.
  }
}
