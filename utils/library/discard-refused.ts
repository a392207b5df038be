import { joinRecords, newestStamp } from '../../protocol/merge.ts';
import type { OutboxRow, RecordRow, SnapshotRow, WriteTransaction } from './database.ts';
import { blobHashes, linksOf } from './links.ts';
import { putPending, searchKeysOf } from './pending-search.ts';
import { queueBlobs } from './queue-blobs.ts';
import { linked, type RecordsReader } from './read-records.ts';
import { putListed } from './shelf-rows.ts';
import { drawDeviceBase, type Store } from './store.ts';
import { CURSOR } from './sync-position.ts';
import {
  abort,
  advanceClock,
  openForWriting,
  recordOf,
  stampsOf,
  VERSION_FLOOR,
  versionFloor,
  type Written,
} from './write.ts';

/** What was given up, whole, to be put back. */
export interface Discarded {
  rows: RecordRow[];
  waiting: OutboxRow[];
  /** The texts and images its rows name, as far as they were here: they leave the disk after half a day, and an undo may come later. */
  texts: PutAside[];
}

/** Nobody knows for how long, in a page that stays open: the browser may move a large one to the disk. */
type PutAside = Omit<SnapshotRow, 'bytes'> & { bytes: Blob };

/** What came malformed from the service was never this device's own. */
const FROM_SERVICE = 'malformed';

interface Key {
  kind: string;
  id: string;
}

/**
 * Gives up this device's edits of a record that the service would not take, and with an article or mark those of what is on it: row, outbox and refused
 * entry go, and the cursor goes back to the beginning of the feed, so that the next sync brings what the service holds. Of a record it never had
 * nothing comes back. A pull that is under way answers `stale`. Null where the record was edited since, and waits again.
 */
export function discardRefused(store: Store, { kind, id }: Key): Written<Discarded | null> {
  return inOne(store, async (transaction) => {
    const stores: ReadingStores = {
      records: transaction.objectStore('records'),
      outbox: transaction.objectStore('outbox'),
      refused: transaction.objectStore('refused'),
    };
    const refused = await stores.refused.get([kind, id]);
    const isWaiting = (await stores.outbox.getKey([kind, id])) !== undefined;
    const isOwn = refused !== undefined && kind !== 'blob' && refused.reason !== FROM_SERVICE;
    if (!isOwn || isWaiting) return { result: null, changed: [] };
    const changed = [{ kind, id }, ...(await unsentOn(stores, { kind, id }))];
    const discarded: Discarded = { rows: [], waiting: [], texts: [] };
    for (const key of changed) await takeOut(transaction, key, discarded);
    const meta = transaction.objectStore('meta');
    const versions = discarded.rows.map(({ version }) => version);
    await meta.put(Math.max(await versionFloor(transaction), ...versions), VERSION_FLOOR);
    await meta.put(0, CURSOR);
    // A note that is put back keeps its stamps: whoever sees what is written until then has not seen those.
    await drawDeviceBase(meta);
    await notePending(transaction, discarded);
    return { result: discarded, changed };
  });
}

/**
 * Puts back what was given up: joined into what has come from the service or was written meanwhile, and waiting again behind the texts it names, which
 * the service may have removed since. Twice is once. Like a retry, it leaves the stamps of what went out before as they are.
 */
export async function undoDiscard(store: Store, discarded: Discarded): Written<void> {
  // Waiting for them inside the transaction would end it.
  const texts = await Promise.all(discarded.texts.map(takeUp));
  return inOne(store, async (transaction) => {
    const floor = await versionFloor(transaction);
    const snapshots = transaction.objectStore('snapshots');
    for (const text of texts)
      if ((await snapshots.getKey(text.hash)) === undefined) await snapshots.put(text);
    for (const old of discarded.rows) {
      const present = await transaction.objectStore('records').get([old.kind, old.id]);
      const record = present ? joinRecords(recordOf(present), recordOf(old)) : recordOf(old);
      const version = Math.max(present?.version ?? 0, floor) + 1;
      await transaction.objectStore('records').put({ ...record, version, links: linksOf(record) });
      const before = discarded.waiting.find(({ kind, id }) => kind === old.kind && id === old.id);
      await waitAgain(transaction, { ...record, version, since: before?.since ?? store.now() }, before);
      await queueBlobs(transaction, record, store.now());
      await advanceClock(transaction, newestStamp(record));
    }
    await notePending(transaction, discarded);
    return { result: undefined, changed: discarded.rows.map(({ kind, id }) => ({ kind, id })) };
  });
}

async function notePending(transaction: WriteTransaction, { rows }: Discarded): Promise<void> {
  const keys = rows.flatMap(searchKeysOf);
  await putPending(transaction, keys);
  await putListed(transaction, keys);
}

/** How many marks and taggings would go with it. */
export async function countAlong(stores: ReadingStores, key: Key): Promise<{ marks: number; tags: number }> {
  const along = await unsentOn(stores, key);
  const marks = along.filter(({ kind }) => kind === 'mark').length;
  return { marks, tags: along.length - marks };
}

interface ReadingStores {
  records: RecordsReader;
  outbox: { getKey(key: [string, string]): Promise<unknown> };
  refused: { get(key: [string, string]): Promise<{ reason: string } | undefined> };
}

/** Marks of an article, and tags on it and on them, that wait or were refused. What the service holds of them comes back with the rest. */
async function unsentOn({ records, outbox, refused }: ReadingStores, { kind, id }: Key): Promise<Key[]> {
  if (kind !== 'article' && kind !== 'mark') return [];
  const marks = kind === 'article' ? await linked(records, 'mark', `article:${id}`) : [];
  const owners = [`${kind}:${id}`, ...marks.map((mark) => `mark:${mark.id}`)];
  const taggings = await Promise.all(owners.map((owner) => linked(records, 'tagging', owner)));
  const unsent: Key[] = [];
  for (const row of [...marks, ...taggings.flat()]) {
    const isWaiting = (await outbox.getKey([row.kind, row.id])) !== undefined;
    const entry = await refused.get([row.kind, row.id]);
    if (isWaiting || (entry && entry.reason !== FROM_SERVICE)) unsent.push({ kind: row.kind, id: row.id });
  }
  return unsent;
}

async function takeOut(transaction: WriteTransaction, { kind, id }: Key, into: Discarded): Promise<void> {
  const row = await transaction.objectStore('records').get([kind, id]);
  const waiting = await transaction.objectStore('outbox').get([kind, id]);
  if (row) into.rows.push(row);
  for (const hash of row ? blobHashes(row) : []) {
    const text = await transaction.objectStore('snapshots').get(hash);
    if (text) into.texts.push(putAside(text));
  }
  if (waiting) into.waiting.push(waiting);
  await transaction.objectStore('records').delete([kind, id]);
  await transaction.objectStore('outbox').delete([kind, id]);
  await transaction.objectStore('refused').delete([kind, id]);
}

function putAside({ bytes, ...text }: SnapshotRow): PutAside {
  return { ...text, bytes: new Blob([bytes]) };
}

async function takeUp({ bytes, ...text }: PutAside): Promise<SnapshotRow> {
  return { ...text, bytes: new Uint8Array(await bytes.arrayBuffer()) };
}

type Again = Parameters<typeof stampsOf>[0] & Pick<OutboxRow, 'version' | 'since'>;

async function waitAgain(
  transaction: WriteTransaction,
  record: Again,
  before: OutboxRow | undefined,
): Promise<void> {
  const outbox = transaction.objectStore('outbox');
  const { kind, id, version, since } = record;
  const present = stampsOf(record);
  const both = [before, await outbox.get([kind, id])].filter((row) => row !== undefined);
  const unsent = [...new Set(both.flatMap((row) => row.unsent))].filter((stamp) => present.has(stamp));
  const offered = [...new Set(both.flatMap((row) => row.offered))];
  await outbox.put({ kind, id, version, unsent, offered, since });
  await transaction.objectStore('refused').delete([kind, id]);
}

/** All of it in one transaction, or none. */
async function inOne<T>(store: Store, work: (transaction: WriteTransaction) => Written<T>): Written<T> {
  const transaction = openForWriting(store, 'strict');
  try {
    const written = await work(transaction);
    await transaction.done;
    return written;
  } catch (error) {
    await abort(transaction);
    throw error;
  }
}
