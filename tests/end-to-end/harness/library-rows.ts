import type { BrowserContext, Page } from 'playwright-core';
import type { Browser } from 'wxt/browser';
import type { ChromiumProfile } from '../../../scripts/launch-chromium.ts';

declare const chrome: typeof Browser;

export interface LibraryRows {
  /** `kind id` → its fields' values, deleted records included; stamps and bookkeeping left out. */
  records: Record<string, unknown>;
  /** Records that wait to be sent. */
  waiting: number;
  refused: number;
}

/** What a device holds, read from the database itself: the list on the screen is a view of it. */
export async function libraryRows(profile: ChromiumProfile): Promise<LibraryRows> {
  const { records, outbox, blobOutbox, refused } = await readStores(profile, [
    'records',
    'outbox',
    'blobOutbox',
    'refused',
  ]);
  return {
    records: Object.fromEntries((records ?? []).map(nameAndValues)),
    waiting: (outbox?.length ?? 0) + (blobOutbox?.length ?? 0),
    refused: refused?.length ?? 0,
  };
}

/** Everything in these stores of the member's library on this device, as it lies there; or the keys alone. */
export async function readStores(
  profile: ChromiumProfile,
  stores: string[],
  what: 'values' | 'keys' = 'values',
): Promise<Record<string, unknown[]>> {
  const page = await windowOn(profile);
  return await page.evaluate(
    async ({ stores: wanted, what: read }) => {
      const names = (await indexedDB.databases()).map(({ name }) => name ?? '');
      const name =
        names.find((each) => each.startsWith('library-') && each !== 'library-guest') ?? 'library-guest';
      const database = await new Promise<IDBDatabase>((done, fail) => {
        const opening = indexedDB.open(name);
        opening.onsuccess = () => done(opening.result);
        opening.onerror = () => fail(opening.error);
      });
      // One transaction: what it shows was there at one moment.
      const transaction = database.transaction(wanted);
      const all = (store: string) =>
        new Promise<unknown[]>((done, fail) => {
          const place = transaction.objectStore(store);
          const asking = read === 'keys' ? place.getAllKeys() : place.getAll();
          transaction.onerror = () => fail(transaction.error);
          asking.addEventListener('success', () => done(asking.result));
        });
      const contents = await Promise.all(wanted.map(async (store) => [store, await all(store)] as const));
      database.close();
      return Object.fromEntries(contents);
    },
    { stores, what },
  );
}

const windows = new WeakMap<BrowserContext, Page>();

/**
 * A page that may read the databases and runs nothing of ours, so that looking changes nothing. It stays open: tests look many times a second,
 * and each new page is a new process.
 */
async function windowOn({ context, pageAddress }: ChromiumProfile): Promise<Page> {
  const known = windows.get(context);
  if (known && !known.isClosed()) return known;
  const page = await context.newPage();
  await page.goto(pageAddress('manifest.json'));
  windows.set(context, page);
  return page;
}

interface Row {
  kind: string;
  id: string;
  fields: Record<string, [string, unknown]>;
  notes: Record<string, { text: string }[]>;
}

function nameAndValues(row: unknown): [string, unknown] {
  const { kind, id, fields, notes } = row as Row;
  const values = Object.entries(fields).map(([name, [, value]]) => [name, value] as const);
  const texts = Object.entries(notes).map(
    ([name, all]) => [name, all.map(({ text }) => text).sort()] as const,
  );
  return [`${kind} ${id}`, { ...sorted(values), ...sorted(texts) }];
}

function sorted(entries: (readonly [string, unknown])[]): Record<string, unknown> {
  return Object.fromEntries([...entries].sort(([a], [b]) => a.localeCompare(b)));
}

/** Keeps the page in a tab by the same message that the popup sends; gives the answer's status. */
export async function saveByMessage(profile: ChromiumProfile, address: string): Promise<string> {
  const page = await profile.context.newPage();
  await page.goto(address);
  const ours = await profile.context.newPage();
  await ours.goto(profile.pageAddress('options.html'));
  const status = await ours.evaluate(async (wanted) => {
    const tab = (await chrome.tabs.query({})).find(({ url }) => url === wanted);
    const read = await chrome.runtime.sendMessage({ name: 'read-page', body: { tabId: tab?.id } });
    if (read.error) return read.error.code;
    const body = { tabId: tab?.id, documentId: read.answer.documentId };
    const saved = await chrome.runtime.sendMessage({ name: 'save-page', body });
    return saved.error?.code ?? saved.answer.status;
  }, address);
  await ours.close();
  await page.close();
  return String(status);
}
