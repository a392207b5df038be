import { newestStamp } from '../../protocol/merge.ts';
import type { SyncRecord } from '../../protocol/records.ts';
import { EARLIEST_STAMP, type Stamp } from '../../protocol/stamps.ts';
import { forgetCome, keyOf, noteCome, readCome } from './come-since.ts';
import { isDeleted } from './links.ts';
import { markFields, readField, readFields, taggingFields } from './record-schemas.ts';
import type { Store } from './store.ts';
import { recordOf } from './write.ts';

/** The latest stamp of the guest's library that was merged: what is newer has not been offered yet. */
const MERGED_UP_TO = 'merged-up-to';

/** These were merged, and all that is older. */
export async function noteMerged(guest: Store, upTo: Stamp, records: readonly SyncRecord[]): Promise<void> {
  const transaction = guest.database.transaction('meta', 'readwrite');
  await transaction.store.put(upTo, MERGED_UP_TO);
  await forgetCome(transaction.store, records);
  await transaction.done;
}

/** Offers again what is later than this stamp, and of these records what is not. */
export async function offerAgain(
  guest: Store,
  upTo: Stamp,
  records: readonly { kind: string; id: string }[],
): Promise<void> {
  const transaction = guest.database.transaction(['meta', 'records'], 'readwrite');
  const [meta, stored] = [transaction.objectStore('meta'), transaction.objectStore('records')];
  const rows = await Promise.all(records.map(({ kind, id }) => stored.get([kind, id])));
  const older = rows.flatMap((row) => (row && newestStamp(recordOf(row)) <= upTo ? [row] : []));
  await meta.put(upTo, MERGED_UP_TO);
  await noteCome(meta, older);
  await transaction.done;
}

/** What a guest's library has for a member's. */
export interface ToMerge {
  /** What was not merged yet. The guest's deletions are left behind. */
  records: SyncRecord[];
  /** These, and what they belong to where the member's library has it no more; what others belong to comes first. */
  all: SyncRecord[];
}

/** Reads what would be merged, and changes nothing. */
export async function readToMerge(guest: Store, member: Store): Promise<ToMerge> {
  const records = await withReturned(guest, member);
  const all = [...(await missingNeighbours(guest, member, records)), ...records];
  const rank = ({ kind }: SyncRecord) => (ORDER.indexOf(kind) + ORDER.length) % ORDER.length;
  return { records, all: all.sort((left, right) => rank(left) - rank(right)) };
}

/** A kind that is not named comes with the last. */
const ORDER = ['article', 'tag', 'mark', 'tagging'];

export async function readUnmerged(guest: Store): Promise<SyncRecord[]> {
  const after = await mergedUpTo(guest);
  const come = await readCome(guest.database.transaction('meta').store);
  const living = await readLiving(guest);
  return living.filter((record) => newestStamp(record) > after || come.has(keyOf(record)));
}

/** With what an article that comes back from 回收站 brings along: older than the last merge, which left it behind. */
async function withReturned(guest: Store, member: Store): Promise<SyncRecord[]> {
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

export async function mergedUpTo(guest: Store): Promise<Stamp> {
  const stored = await guest.database.get('meta', MERGED_UP_TO);
  return typeof stored === 'string' ? stored : EARLIEST_STAMP;
}
