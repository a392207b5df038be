import { type DBSchema, type IDBPDatabase, type IDBPTransaction, openDB, type StoreNames } from 'idb';
import type { NoteValue, Register } from '../../protocol/records.ts';
import { libraryName } from '../leaving-account.ts';
import { linksOf } from './links.ts';
import type { FreshRow, PendingRow, TextsRow } from './search-rows.ts';
import type { ListPendingRow, ShelfHead, ShelfPage } from './shelf-rows.ts';

/** A record as it is stored: what travels, and this device's own bookkeeping. */
export interface RecordRow {
  kind: string;
  id: string;
  fields: Record<string, Register>;
  notes: Record<string, NoteValue[]>;
  /** Grows with each edit made on this device, so that a push can tell whether the record changed under it. */
  version: number;
  /** `kind:id` of what the record belongs to, for the index: a mark's article; a tagging's owner and tag. */
  links: string[];
}

/** A record with edits the service has not acknowledged. */
export interface OutboxRow {
  kind: string;
  id: string;
  version: number;
  /** Stamps of this device's edits that were never acknowledged, also where later ones replaced them: a copy of this profile may still send those. */
  unsent: string[];
  /** Stamps that went out in a push whose answer never came: the service may hold them, even where later edits replaced them. */
  offered: string[];
  /** Milliseconds since 1970. */
  since: number;
}

/** A kept text or image, immutable, by the SHA-256 of its uncompressed bytes. */
export interface SnapshotRow {
  hash: string;
  type: string;
  /** A gzip file; a long text is only stored in it at first (pack-stored.ts). */
  bytes: Uint8Array<ArrayBuffer>;
  /** Bytes before compression. */
  size: number;
  savedAt: number;
}

export interface RefusedRow {
  kind: string;
  id: string;
  reason: string;
  at: number;
  record: unknown;
}

/** What could not be read where it lay, whole, for the reader to export or put back. */
export interface SetAsideRow {
  /** Where it lay. */
  store: 'records' | 'outbox' | 'snapshots';
  kind: string;
  id: string;
  /** `unreadable`: nothing of it could stay; `mended`: what could be read has stayed; `changed`: a text that is no longer what its hash names. */
  reason: 'unreadable' | 'mended' | 'changed';
  /** Milliseconds since 1970. */
  at: number;
  row: unknown;
}

export interface BlobOutboxRow {
  hash: string;
  /** Milliseconds since 1970. */
  since: number;
  /** Where it failed by what lies with it alone: how often in a row, and when the last time was. */
  failed?: { times: number; at: number };
}

export interface LibrarySchema extends DBSchema {
  records: { key: [string, string]; value: RecordRow; indexes: { byLink: string } };
  outbox: { key: [string, string]; value: OutboxRow };
  snapshots: { key: string; value: SnapshotRow };
  /** Snapshots the service does not have yet, by hash. */
  blobOutbox: { key: string; value: BlobOutboxRow };
  /** Hashes of long texts that are to be packed. */
  unpacked: { key: string; value: string };
  refused: { key: [string, string]; value: RefusedRow };
  /** Clock, device, epoch, cursor: see meta.ts. */
  meta: { key: string; value: string | number };
  drafts: { key: string; value: { text: string; at: number } };
  /** Pieces of something large on its way in, by transfer and index. */
  staging: { key: [string, number]; value: { transfer: string; index: number; text: string; at: number } };
  setAside: { key: number; value: SetAsideRow };
  /** What the last merge of a guest's library did: see merge-log.ts, which reads it by its schemas. */
  guestMerge: { key: number; value: unknown };
  /** What the index of search lacks; see search-rows.ts for this and the following. */
  searchPending: { key: number; value: PendingRow };
  searchFresh: { key: string; value: FreshRow };
  /** In pieces, see segments.ts. */
  searchSegments: { key: number; value: Uint8Array<ArrayBuffer> };
  /** By segment: 1 for each of its articles that is no longer as it stands there. */
  searchDead: { key: number; value: Uint8Array<ArrayBuffer> };
  /** By segment and the first key of a block. */
  searchBlocks: { key: [number, number]; value: Uint8Array<ArrayBuffer> };
  /** By article: its lines are cut from these. */
  searchTexts: { key: string; value: TextsRow };
  /** What the shelf lacks; see shelf-rows.ts for this and the following. */
  listPending: { key: number; value: ListPendingRow };
  shelfPages: { key: string; value: ShelfPage };
  shelfHead: { key: string; value: ShelfHead };
}

export type LibraryDatabase = IDBPDatabase<LibrarySchema>;
export type StoreName =
  | 'records'
  | 'outbox'
  | 'snapshots'
  | 'blobOutbox'
  | 'refused'
  | 'meta'
  | 'drafts'
  | 'staging'
  | 'searchPending'
  | 'listPending'
  | 'unpacked'
  | 'setAside'
  | 'guestMerge';
export type WriteTransaction = IDBPTransaction<LibrarySchema, StoreName[], 'readwrite'>;
type Upgrade = IDBPTransaction<LibrarySchema, StoreNames<LibrarySchema>[], 'versionchange'>;

/** One step a version; a step is never changed once released. */
export const MIGRATIONS: ((database: LibraryDatabase, upgrade: Upgrade) => void | Promise<void>)[] = [
  createStores,
  createSearchStores,
  createSetAside,
  createSearchTexts,
  linkNewest,
  createShelf,
  createGuestMerge,
  createUnpacked,
];

/**
 * Opens the database of one account (`guest` or a member's id), bringing an older one up to date. `onClosed` is called when the
 * connection ends by itself: for a newer version in another context, or because the browser closed it.
 */
export function openLibraryDatabase(
  account: string,
  onClosed: () => void = () => undefined,
): Promise<LibraryDatabase> {
  return openDB<LibrarySchema>(libraryName(account), MIGRATIONS.length, {
    async upgrade(database, from, _to, upgrade) {
      for (const migrate of MIGRATIONS.slice(from)) await migrate(database, upgrade);
    },
    // A page that still holds the old version must not keep a newer one waiting.
    blocking(_current, _blocked, event) {
      onClosed();
      if (event.target instanceof IDBDatabase) event.target.close();
    },
    terminated: onClosed,
  });
}

function createStores(database: LibraryDatabase): void {
  const records = database.createObjectStore('records', { keyPath: ['kind', 'id'] });
  records.createIndex('byLink', 'links', { multiEntry: true });
  database.createObjectStore('outbox', { keyPath: ['kind', 'id'] });
  database.createObjectStore('snapshots', { keyPath: 'hash' });
  database.createObjectStore('blobOutbox', { keyPath: 'hash' });
  database.createObjectStore('refused', { keyPath: ['kind', 'id'] });
  database.createObjectStore('meta');
  database.createObjectStore('drafts');
  database.createObjectStore('staging', { keyPath: ['transfer', 'index'] });
}

function createSetAside(database: LibraryDatabase): void {
  database.createObjectStore('setAside', { autoIncrement: true });
}

function createGuestMerge(database: LibraryDatabase): void {
  database.createObjectStore('guestMerge');
}

/** They fill by themselves: an index without a format is made anew. */
function createSearchStores(database: LibraryDatabase): void {
  database.createObjectStore('searchPending', { autoIncrement: true });
  database.createObjectStore('searchFresh', { keyPath: 'id' });
  database.createObjectStore('searchSegments');
  database.createObjectStore('searchDead');
  database.createObjectStore('searchBlocks');
}

/** Filled with the index, which is made anew for it. */
function createSearchTexts(database: LibraryDatabase): void {
  database.createObjectStore('searchTexts');
}

function createUnpacked(database: LibraryDatabase): void {
  database.createObjectStore('unpacked');
}

/** It fills by itself. */
function createShelf(database: LibraryDatabase): void {
  database.createObjectStore('listPending', { autoIncrement: true });
  database.createObjectStore('shelfPages');
  database.createObjectStore('shelfHead');
}

/** Articles are found by when they were saved. */
async function linkNewest(_database: LibraryDatabase, upgrade: Upgrade): Promise<void> {
  const records = upgrade.objectStore('records');
  let cursor = await records.openCursor(IDBKeyRange.bound(['article'], ['article', []]));
  while (cursor) {
    // Not waited for: the cursor goes on behind it.
    void cursor.update({ ...cursor.value, links: linksOf(cursor.value) });
    cursor = await cursor.continue();
  }
}
