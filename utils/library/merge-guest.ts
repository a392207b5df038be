import { newestStamp } from '../../protocol/merge.ts';
import type { SyncRecord } from '../../protocol/records.ts';
import { EARLIEST_STAMP, laterStamp, type Stamp } from '../../protocol/stamps.ts';
import { GUEST, readCurrentAccount } from '../current-account.ts';
import { blobHashes, isDeleted } from './links.ts';
import { announceChange, openAccountStore } from './open-library.ts';
import { markFields, readField, readFields, taggingFields } from './record-schemas.ts';
import { keepBlobs } from './snapshots.ts';
import type { Store } from './store.ts';
import { recordOf, type Writer, write } from './write.ts';

export interface GuestCounts {
  articles: number;
  marks: number;
}

/** The latest stamp of the guest's library that was merged: what is newer has not been offered yet. */
const MERGED_UP_TO = 'merged-up-to';
/** Records joined in one transaction. */
const BATCH = 100;

/** What a guest kept on this device and has not been merged into an account yet. */
export async function guestCounts(): Promise<GuestCounts> {
  return count(await readUnmerged(await openAccountStore(GUEST)));
}

/**
 * Puts what a guest kept on this device into the library of the member who is signed in, as it was written and with its times. The guest's
 * library stays as it is. May be cut and asked again at any step. What the guest deleted is left behind: it must not delete the member's own.
 */
export async function mergeGuestLibrary(): Promise<GuestCounts> {
  const account = await readCurrentAccount();
  if (account === GUEST) return { articles: 0, marks: 0 };
  return mergeStores(await openAccountStore(GUEST), await openAccountStore(account), (records) =>
    announceChange({ account, records }),
  );
}

/** The merge itself, between two open libraries. `announce` is told after each transaction. */
export async function mergeStores(
  guest: Store,
  member: Store,
  announce: (records: Writer['changed']) => void,
): Promise<GuestCounts> {
  const records = await readToMerge(guest, member);
  const all = [...records, ...(await missingNeighbours(guest, member, records))];
  for (let from = 0; from < all.length; from += BATCH) {
    const batch = all.slice(from, from + BATCH);
    await copySnapshots(guest, member, batch);
    const { changed } = await write(member, (writer) => adoptAll(writer, batch));
    announce(changed);
  }
  // Last: a merge that was cut begins again, and joining twice is joining once.
  const newest = records.map(newestStamp).reduce(laterStamp, await mergedUpTo(guest));
  await guest.database.put('meta', newest, MERGED_UP_TO);
  return count(records);
}

async function readUnmerged(guest: Store): Promise<SyncRecord[]> {
  const after = await mergedUpTo(guest);
  return (await readLiving(guest)).filter((record) => newestStamp(record) > after);
}

/** With what an article that comes back from 回收站 brings along: older than the last merge, which left it behind. */
async function readToMerge(guest: Store, member: Store): Promise<SyncRecord[]> {
  const records = new Map((await readUnmerged(guest)).map((record) => [keyOf(record), record]));
  const living = await readLiving(guest);
  // A mark's tags come after the marks.
  for (const kind of ['mark', 'tagging']) {
    for (const record of living.filter((one) => one.kind === kind && !records.has(keyOf(one)))) {
      if (!neighbours(record).some((neighbour) => neighbour.kind !== 'tag' && records.has(keyOf(neighbour))))
        continue;
      const isThere = await member.database.getKey('records', [kind, record.id]);
      if (!isThere) records.set(keyOf(record), record);
    }
  }
  return [...records.values()];
}

async function readLiving(guest: Store): Promise<SyncRecord[]> {
  return withoutDeleted((await guest.database.getAll('records')).map(recordOf));
}

/** Also leaves out what belongs to something deleted, and tags that were taken off. */
function withoutDeleted(records: SyncRecord[]): SyncRecord[] {
  const gone = new Set(records.filter(isDeleted).map(keyOf));
  const isOrphan = (record: SyncRecord) => neighbours(record).some((neighbour) => gone.has(keyOf(neighbour)));
  for (const mark of records.filter(({ kind }) => kind === 'mark')) if (isOrphan(mark)) gone.add(keyOf(mark));
  return records.filter((record) => !gone.has(keyOf(record)) && !isOrphan(record) && !isTakenOff(record));
}

function isTakenOff(record: SyncRecord): boolean {
  return record.kind === 'tagging' && readField(record, 'present', taggingFields.present) !== true;
}

function keyOf({ kind, id }: { kind: string; id: string }): string {
  return `${kind}:${id}`;
}

/** Articles and tags merged before, which new marks and taggings need, where the member's library has them no more. */
async function missingNeighbours(guest: Store, member: Store, records: SyncRecord[]): Promise<SyncRecord[]> {
  const here = new Set(records.map(keyOf));
  const found = new Map<string, SyncRecord>();
  const wanted = records.flatMap(neighbours);
  for (const neighbour of wanted) {
    const key = keyOf(neighbour);
    const place: [string, string] = [neighbour.kind, neighbour.id];
    if (here.has(key) || found.has(key) || (await member.database.getKey('records', place))) continue;
    const row = await guest.database.get('records', place);
    if (!row) continue;
    found.set(key, recordOf(row));
    wanted.push(...neighbours(recordOf(row)));
  }
  return [...found.values()];
}

/** What a mark or a tagging belongs to. */
function neighbours(record: SyncRecord): { kind: string; id: string }[] {
  if (record.kind === 'mark') {
    const article = readField(record, 'article', markFields.article);
    return article === null ? [] : [{ kind: 'article', id: article }];
  }
  if (record.kind !== 'tagging') return [];
  const { owner, tag } = readFields(record, taggingFields);
  const [kind, id] = owner?.split(':') ?? [];
  return [...(kind && id ? [{ kind, id }] : []), ...(tag === null ? [] : [{ kind: 'tag', id: tag }])];
}

async function adoptAll(writer: Writer, records: SyncRecord[]): Promise<void> {
  for (const record of records) {
    const joined = await writer.adopt(record);
    if (record.kind !== 'article' && record.kind !== 'tag') continue;
    // The member may have deleted it long ago, here or on a device that has not told yet. Merging is saving it again. Only where the deletion
    // is known are the fields written anew: elsewhere they would win over edits that are newer than the guest's.
    if (isDeleted(joined)) await writer.renew(record.kind, record.id, { deleted: false });
    else if (!joined.fields.deleted) await writer.set(record.kind, record.id, { deleted: false });
  }
}

async function copySnapshots(guest: Store, member: Store, records: SyncRecord[]): Promise<void> {
  for (const hash of new Set(records.flatMap(blobHashes))) {
    const isThere = await member.database.getKey('snapshots', hash);
    const row = isThere ? undefined : await guest.database.get('snapshots', hash);
    if (row) await write(member, (writer) => keepBlobs(writer, [row], row.savedAt));
  }
}

async function mergedUpTo(guest: Store): Promise<Stamp> {
  const stored = await guest.database.get('meta', MERGED_UP_TO);
  return typeof stored === 'string' ? stored : EARLIEST_STAMP;
}

function count(records: SyncRecord[]): GuestCounts {
  const of = (kind: string) => records.filter((record) => record.kind === kind).length;
  return { articles: of('article'), marks: of('mark') };
}
