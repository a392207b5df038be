import { unwrap } from 'idb';
import type { RecordRow, WriteTransaction } from './database.ts';

/**
 * Adds rows in the hope that none of them is there yet, and answers those that are: they stay as they were. A first sync so saves ten thousand
 * looks at what a device that holds nothing can't hold.
 */
export async function addRows(transaction: WriteTransaction, rows: RecordRow[]): Promise<RecordRow[]> {
  const records = unwrap(transaction.objectStore('records'));
  const present: RecordRow[] = [];
  await inOrder(
    rows.map((row) => {
      const request = records.add(row);
      request.onerror = (event) => {
        if (request.error?.name !== 'ConstraintError') return;
        // Else the whole transaction would be undone.
        event.preventDefault();
        event.stopPropagation();
        present.push(row);
      };
      return request;
    }),
  );
  return present;
}

/** Puts rows, by one wait for all of them. */
export async function putRows(transaction: WriteTransaction, rows: RecordRow[]): Promise<void> {
  const records = unwrap(transaction.objectStore('records'));
  await inOrder(rows.map((row) => records.put(row)));
}

/** Requests of a transaction are done in the order they were made: the last one tells of all. @throws {DOMException} what the last one failed with. */
function inOrder(requests: IDBRequest[]): Promise<void> {
  const last = requests.at(-1);
  if (!last) return Promise.resolve();
  return new Promise((done, fail) => {
    last.addEventListener('success', () => done());
    last.addEventListener('error', (event) => (event.defaultPrevented ? done() : fail(last.error)));
  });
}

/** The rows of these records, each in its place; undefined where there is none. */
export function readRows(
  records: { get(key: [string, string]): Promise<RecordRow | undefined> },
  keys: { kind: string; id: string }[],
): Promise<(RecordRow | undefined)[]> {
  return Promise.all(keys.map(({ kind, id }) => records.get([kind, id])));
}
