import 'fake-indexeddb/auto';
import { unwrap } from 'idb';
import type { LibraryDatabase } from '../../utils/library/database.ts';

/** What a disk does that IndexedDB alone doesn't show: a process that dies in the middle of a transaction, and no room left. */

const open = new Map<IDBDatabase, Set<IDBTransaction>>();
const putsLeft = new Map<string, number>();
const recordWrites = new Map<string, number>();

const begin = IDBDatabase.prototype.transaction;
IDBDatabase.prototype.transaction = function (this: IDBDatabase, ...words: Parameters<typeof begin>) {
  const transaction = begin.apply(this, words);
  const running = open.get(this) ?? new Set();
  open.set(this, running.add(transaction));
  const ended = () => running.delete(transaction);
  transaction.addEventListener('complete', ended);
  transaction.addEventListener('abort', ended);
  return transaction;
};

const put = IDBObjectStore.prototype.put;
IDBObjectStore.prototype.put = function (this: IDBObjectStore, ...words: Parameters<typeof put>) {
  const { name } = this.transaction.db;
  if (this.name === 'records') recordWrites.set(name, recordWritesTo(name) + 1);
  const left = putsLeft.get(name);
  if (left === undefined) return put.apply(this, words);
  if (left > 0) putsLeft.set(name, left - 1);
  return left > 0 ? put.apply(this, words) : failingRequest(this);
};

/** How many records were ever written to this database: where the number stays, so do they. */
export function recordWritesTo(name: string): number {
  return recordWrites.get(name) ?? 0;
}

/** As when the process of a context dies: what its transactions have not committed is gone, and it can begin no other. */
export function killConnection(database: LibraryDatabase): void {
  const connection = unwrap(database);
  connection.close();
  for (const transaction of open.get(connection) ?? []) {
    try {
      transaction.abort();
    } catch {
      // It has just ended by itself, and its event is still on the way.
    }
  }
  open.delete(connection);
}

/** The disk of this database is full after so many writes. */
export function fillDisk(name: string, after: number): void {
  putsLeft.set(name, after);
}

export function freeDisk(name: string): void {
  putsLeft.delete(name);
}

/** What is stored is copied at each reading and writing: for plain values this is several times as fast as Node's own. */
const cloneAny = globalThis.structuredClone;
Object.defineProperty(globalThis, 'structuredClone', {
  value: (value: unknown, options?: StructuredSerializeOptions) =>
    isPlain(value) ? copyPlain(value) : cloneAny(value, options),
});

function isPlain(value: unknown): boolean {
  if (value === null || typeof value !== 'object') return !['function', 'symbol'].includes(typeof value);
  if (Array.isArray(value)) return value.every(isPlain);
  if (value instanceof Uint8Array) return true;
  return Object.getPrototypeOf(value) === Object.prototype && Object.values(value).every(isPlain);
}

function copyPlain(value: unknown): unknown {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map(copyPlain);
  if (value instanceof Uint8Array) return value.slice();
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, copyPlain(inner)]));
}

/** Copies a database as it lies on the disk, as somebody who copies a browser profile does. */
export async function copyDatabase(from: LibraryDatabase, to: LibraryDatabase): Promise<void> {
  const names = [...from.objectStoreNames];
  const reading = from.transaction(names);
  const copies = await Promise.all(
    names.map(async (name) => {
      const store = reading.objectStore(name);
      const [keys, values] = await Promise.all([store.getAllKeys(), store.getAll()]);
      return { name, rows: values.map((value, index) => ({ value, key: keys[index] })) };
    }),
  );
  const writing = unwrap(to).transaction(names, 'readwrite');
  for (const { name, rows } of copies) {
    const store = writing.objectStore(name);
    for (const { value, key } of rows) {
      if (store.keyPath === null) store.put(value, key);
      else store.put(value);
    }
  }
  await new Promise((resolve, reject) => {
    writing.addEventListener('complete', resolve);
    writing.addEventListener('abort', reject);
  });
}

/** IndexedDB tells of a full disk by a failing request, which aborts its transaction; the fake one has no limit of its own. */
function failingRequest(store: IDBObjectStore): IDBRequest<IDBValidKey> {
  const operation = () => {
    throw new DOMException('the disk is full', 'QuotaExceededError');
  };
  const run: unknown = Reflect.get(store.transaction, '_execRequestAsync');
  if (typeof run !== 'function') throw new Error('fake-indexeddb runs its requests otherwise than it did');
  return Reflect.apply(run, store.transaction, [{ operation, source: store }]);
}

/** A transaction tells of its end twice, by a request and by itself, and the product listens to the one that comes first. */
process.on('unhandledRejection', (error) => {
  if (error instanceof DOMException && ['AbortError', 'QuotaExceededError'].includes(error.name)) return;
  throw error;
});
