import type { IDBPTransaction } from 'idb';
import { emptyRecord } from '../../protocol/merge.ts';
import { syncRecordSchema } from '../../protocol/records.ts';
import type { LibrarySchema, OutboxRow, RefusedRow, StoreName } from './database.ts';
import { type BlobName, describeBlob, fileNameOf, nameBlobs } from './describe-blob.ts';
import { describeRecord, type RecordWords } from './describe-record.ts';
import { countAlong } from './discard-refused.ts';
import { blobHashes, snapshotHashes } from './links.ts';
import type { Store } from './store.ts';
import { recordOf } from './write.ts';

export interface OutboxState {
  /** How many records wait to be sent. The texts and images of an article that waits count with it. */
  waiting: number;
  /** The first hundred of them, the oldest first. */
  rows: WaitingRow[];
  refused: RefusedRecord[];
}

export interface WaitingRow extends RecordWords {
  kind: string;
  id: string;
  /** Milliseconds since 1970. */
  since: number;
  /** It went out, and the answer has not come yet. */
  isOffered: boolean;
  /** Texts and images of the article that wait with it. */
  texts: number;
  images: number;
}

export interface RefusedRecord extends RecordWords {
  kind: string;
  id: string;
  reason: string;
  /** Milliseconds since 1970. */
  at: number;
  /** The record as it was refused, for the reader to export. */
  record: unknown;
  /** Of a text or image: bytes before compression. */
  size: number | null;
  /** What is on it, was not sent either, and goes with it when it is discarded. */
  along: { marks: number; tags: number };
}

export interface WaitingExport {
  records: unknown[];
  files: { hash: string; type: string; size: number }[];
}

/** Rows a reader is shown; the others are counted. */
const SHOWN = 100;
/** Waiting articles that are looked through for the files they name. Where more wait, no file is counted apart from them. */
const ARTICLES_READ = 200;

type Reading = IDBPTransaction<LibrarySchema, StoreName[], 'readonly'>;

/** What waits to be sent, the first of it in words, and what the service would not take. */
export async function readOutbox(store: Store): Promise<OutboxState> {
  const transaction = openForReading(store);
  const outbox = await transaction.objectStore('outbox').getAll();
  const blobs = new Set(await transaction.objectStore('blobOutbox').getAllKeys());
  const loose = await looseBlobs(transaction, outbox, blobs);
  const shown = outbox.sort((left, right) => left.since - right.since).slice(0, SHOWN);
  const rows = await Promise.all(shown.map((row) => describeWaiting(transaction, row, blobs)));
  const files = loose.slice(0, SHOWN - rows.length);
  const refused = await transaction.objectStore('refused').getAll();
  const refusedFiles = refused.filter(({ kind }) => kind === 'blob').map(({ id }) => id);
  const names = await nameBlobs(transaction.objectStore('records'), [...files, ...refusedFiles]);
  const fileRows = await Promise.all(files.map((hash) => describeLoose(transaction, hash, names.get(hash))));
  const described = await Promise.all(
    refused.map((row) => describeRefused(transaction, row, names.get(row.id))),
  );
  return {
    waiting: outbox.length + loose.length,
    rows: [...rows, ...fileRows],
    // A text is unpacked to find the name of its image, and that no transaction survives.
    refused: await Promise.all(described.map((row) => withFileName(store, row, names.get(row.id)))),
  };
}

/** How much waits, by the same count. */
export async function countWaiting(store: Store): Promise<number> {
  const transaction = openForReading(store);
  const blobs = new Set(await transaction.objectStore('blobOutbox').getAllKeys());
  const outbox = transaction.objectStore('outbox');
  if (blobs.size === 0) return outbox.count();
  const keys = await outbox.getAllKeys();
  const waiting = keys.map(([kind, id]) => ({ kind, id }));
  return waiting.length + (await looseBlobs(transaction, waiting, blobs)).length;
}

/** Everything that waits, as it will travel; of texts and images what they are, not their bytes. */
export async function readWaiting(store: Store): Promise<WaitingExport> {
  const transaction = openForReading(store);
  const keys = await transaction.objectStore('outbox').getAllKeys();
  const rows = await Promise.all(keys.map((key) => transaction.objectStore('records').get(key)));
  const hashes = await transaction.objectStore('blobOutbox').getAllKeys();
  const files = await Promise.all(hashes.map((hash) => transaction.objectStore('snapshots').get(hash)));
  return {
    records: rows.flatMap((row) => (row ? [recordOf(row)] : [])),
    files: files.flatMap((file) => (file ? [{ hash: file.hash, type: file.type, size: file.size }] : [])),
  };
}

function openForReading(store: Store): Reading {
  return store.database.transaction(['records', 'outbox', 'snapshots', 'blobOutbox', 'refused']);
}

/** Texts and images that wait although no article that names them does: each is a row of its own. */
async function looseBlobs(
  transaction: Reading,
  waiting: { kind: string; id: string }[],
  blobs: Set<string>,
): Promise<string[]> {
  const articles = waiting.filter(({ kind }) => kind === 'article');
  if (blobs.size === 0 || articles.length > ARTICLES_READ) return [];
  const records = transaction.objectStore('records');
  const rows = await Promise.all(articles.map(({ kind, id }) => records.get([kind, id])));
  const named = new Set(rows.flatMap((row) => (row ? blobHashes(row) : [])));
  return [...blobs].filter((hash) => !named.has(hash));
}

async function describeWaiting(
  transaction: Reading,
  { kind, id, since, unsent, offered }: OutboxRow,
  blobs: Set<string>,
): Promise<WaitingRow> {
  const records = transaction.objectStore('records');
  const row = await records.get([kind, id]);
  const record = row ? recordOf(row) : emptyRecord(kind, id);
  const texts = kind === 'article' ? snapshotHashes(record) : [];
  const images = blobHashes(record).filter((hash) => !texts.includes(hash));
  return {
    ...(await describeRecord(records, record, unsent)),
    kind,
    id,
    since,
    isOffered: unsent.length > 0 && unsent.every((stamp) => offered.includes(stamp)),
    texts: texts.filter((hash) => blobs.has(hash)).length,
    images: new Set(images.filter((hash) => blobs.has(hash))).size,
  };
}

async function describeLoose(
  transaction: Reading,
  hash: string,
  name: BlobName | undefined,
): Promise<WaitingRow> {
  const waiting = await transaction.objectStore('blobOutbox').get(hash);
  const plain = { kind: 'blob', id: hash, isOffered: false, texts: 0, images: 0 };
  return { ...describeBlob(name), ...plain, since: waiting?.since ?? 0 };
}

async function describeRefused(
  transaction: Reading,
  row: RefusedRow,
  name: BlobName | undefined,
): Promise<RefusedRecord> {
  if (row.kind === 'blob') {
    const size = (await transaction.objectStore('snapshots').get(row.id))?.size ?? null;
    return { ...describeBlob(name), ...row, size, along: { marks: 0, tags: 0 } };
  }
  const records = transaction.objectStore('records');
  const here = await records.get([row.kind, row.id]);
  const read = syncRecordSchema.safeParse(row.record);
  const record = here ? recordOf(here) : read.success ? read.data : emptyRecord(row.kind, row.id);
  const outbox = transaction.objectStore('outbox');
  const along = await countAlong({ records, outbox, refused: transaction.objectStore('refused') }, row);
  return { ...(await describeRecord(records, record)), ...row, size: null, along };
}

/** An image is known by its file and its article. */
async function withFileName(
  store: Store,
  row: RefusedRecord,
  name: BlobName | undefined,
): Promise<RefusedRecord> {
  const file = row.kind === 'blob' && name ? await fileNameOf(store, name) : null;
  return file === null ? row : { ...row, words: file, of: row.words };
}
