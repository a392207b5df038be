import { type DBSchema, type IDBPDatabase, type IDBPTransaction, openDB } from 'idb';
import type { NoteValue, Register } from '../../protocol/records.ts';

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
  /** Compressed by gzip. */
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

export interface LibrarySchema extends DBSchema {
  records: { key: [string, string]; value: RecordRow; indexes: { byLink: string } };
  outbox: { key: [string, string]; value: OutboxRow };
  snapshots: { key: string; value: SnapshotRow };
  /** Snapshots the service does not have yet, by hash. */
  blobOutbox: { key: string; value: { hash: string; since: number } };
  refused: { key: [string, string]; value: RefusedRow };
  /** Clock, device, epoch, cursor: see meta.ts. */
  meta: { key: string; value: string | number };
  drafts: { key: string; value: { text: string; at: number } };
  /** Pieces of something large on its way in, by transfer and index. */
  staging: { key: [string, number]; value: { transfer: string; index: number; text: string; at: number } };
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
  | 'staging';
export type WriteTransaction = IDBPTransaction<LibrarySchema, StoreName[], 'readwrite'>;
type Upgrade = IDBPTransaction<LibrarySchema, StoreName[], 'versionchange'>;

/** One step a version; a step is never changed once released. */
export const MIGRATIONS: ((database: LibraryDatabase, upgrade: Upgrade) => void | Promise<void>)[] = [
  createStores,
];

/**
 * Opens the database of one account (`guest` or a member's id), bringing an older one up to date. `onClosed` is called when the
 * connection ends by itself: for a newer version in another context, or because the browser closed it.
 */
export function openLibraryDatabase(
  account: string,
  onClosed: () => void = () => undefined,
): Promise<LibraryDatabase> {
  return openDB<LibrarySchema>(databaseName(account), MIGRATIONS.length, {
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

export function databaseName(account: string): string {
  return `library-${account}`;
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
