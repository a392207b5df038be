import * as z from 'zod/mini';
import { browser } from '../browser.ts';

/** Several articles that are being saved, one after another: forgotten when the browser closes, what was saved is in the library. */
const KEY = 'gathering';
/** Opened at once. */
export const AT_ONCE = 3;
export const MAX_ITEMS = 200;
/** A page that has not loaded by then is given up. */
const LOADING_MS = 45_000;
/** Then it is given up though it has loaded: two minutes are what an article of many pages may take (read-whole-article.ts), and its pictures come after that. */
const READING_MS = 240_000;

const itemSchema = z.object({
  address: z.string().check(z.maxLength(8192)),
  title: z.string().check(z.maxLength(500)),
  state: z.enum(['waiting', 'loading', 'reading', 'saved', 'not-article', 'failed', 'stopped']),
  /** The tab it is in; null before one is opened. */
  tabId: z.nullable(z.number()),
  /** The tab was opened for this, and is closed afterwards. */
  isOurs: z.boolean(),
  /** The tab whose menu it was asked from: its button tells what went wrong. Null where a view shows it. */
  askedFrom: z.nullable(z.number()),
  /** When it began what it is at, in milliseconds since 1970. */
  begunAt: z.number(),
});
export type GatherItem = z.infer<typeof itemSchema>;

const gatheringSchema = z.object({ items: z.array(itemSchema) });

export async function readGathering(): Promise<GatherItem[]> {
  const stored = await browser.storage.session.get(KEY);
  const read = gatheringSchema.safeParse(stored[KEY]);
  return read.success ? read.data.items : [];
}

/** One change after another, in whatever context. */
export function changeGathering(change: (items: GatherItem[]) => GatherItem[]): Promise<GatherItem[]> {
  return navigator.locks.request('gathering', async () => {
    const items = change(await readGathering());
    await browser.storage.session.set({ [KEY]: { items } });
    return items;
  });
}

/** Calls `listen` after each change, until `signal` aborts. */
export function onGathering(listen: () => void, signal: AbortSignal): void {
  const changed = (changes: Record<string, unknown>, area: string) => {
    if (area === 'session' && KEY in changes) listen();
  };
  browser.storage.onChanged.addListener(changed);
  signal.addEventListener('abort', () => browser.storage.onChanged.removeListener(changed), { once: true });
}

export function isBusy({ state }: GatherItem): boolean {
  return state === 'loading' || state === 'reading';
}

/** Whether it has been loading, or has been read, for longer than anybody waits. */
export function isLate(item: GatherItem, now: number): boolean {
  if (!isBusy(item)) return false;
  return now - item.begunAt > (item.state === 'loading' ? LOADING_MS : READING_MS);
}

/** The next ones to begin, so that never more than `AT_ONCE` are at work: marked as begun. */
export function beginNext(
  items: readonly GatherItem[],
  now: number,
): { items: GatherItem[]; begun: GatherItem[] } {
  let free = AT_ONCE - items.filter(isBusy).length;
  const begun: GatherItem[] = [];
  const after = items.map((item): GatherItem => {
    if (item.state !== 'waiting' || free <= 0) return item;
    free -= 1;
    const next: GatherItem = { ...item, state: item.tabId === null ? 'loading' : 'reading', begunAt: now };
    begun.push(next);
    return next;
  });
  return { items: after, begun };
}
