import { newestStamp } from '../../protocol/merge.ts';
import type { Json, SyncRecord } from '../../protocol/records.ts';
import { laterStamp, type Stamp } from '../../protocol/stamps.ts';
import { GUEST, readCurrentAccount } from '../current-account.ts';
import { mergedUpTo, noteMerged, readToMerge, readUnmerged } from './guest-records.ts';
import { blobHashes, isDeleted } from './links.ts';
import {
  addSteps,
  changeHead,
  forgetTakenBack,
  type GuestCounts,
  isStill,
  type MergeHead,
  type MergeStep,
  readMergeHead,
  readTakenBack,
  stepBetween,
} from './merge-log.ts';
import { announceChange, openAccountStore } from './open-library.ts';
import { keepBlobs } from './snapshots.ts';
import { randomText, type Store } from './store.ts';
import { undoMerge } from './undo-guest-merge.ts';
import { type Writer, write } from './write.ts';

/** Records joined in one transaction. */
const BATCH = 100;

/** What a guest kept on this device and has not been merged into an account yet. */
export async function guestCounts(): Promise<GuestCounts> {
  return countRecords(await readUnmerged(await openAccountStore(GUEST)));
}

/**
 * Puts what a guest kept on this device into the library of that member, as it was written and with its times. The guest's library stays
 * as it is. May be cut and asked again at any step, and taken back (`undoGuestMerge`). What the guest deleted is left behind: it must not
 * delete the member's own. Null, and nothing is done, where it is no longer this member who is signed in.
 */
export async function mergeGuestLibrary(account: string): Promise<GuestCounts | null> {
  if (account === GUEST || (await readCurrentAccount()) !== account) return null;
  return between(account, mergeStores);
}

export type GuestMerge = Pick<MergeHead, 'status' | 'counts'>;

/** The last merge into this member's library, where it can still be taken back or was cut in the middle. */
export async function lastGuestMerge(account: string): Promise<GuestMerge | null> {
  return readMergeHead(await openAccountStore(account));
}

/** Takes the last merge back, or goes on with that. Answers how many articles stay because something was done with them since. */
export async function undoGuestMerge(account: string): Promise<{ stayed: number }> {
  return between(account, undoMerge);
}

/** The reader is content with the last merge: it is no longer remembered. One that was cut is. */
export async function forgetGuestMerge(account: string): Promise<void> {
  await changeHead(await openAccountStore(account), (head) => (head?.status === 'merged' ? null : head));
}

/** One at a time in the browser: a merge and its taking back in two windows would each tell the guest's library how far it came. */
async function between<T>(
  account: string,
  work: (guest: Store, member: Store, announce: (records: Writer['changed']) => void) => Promise<T>,
): Promise<T> {
  const stores = [await openAccountStore(GUEST), await openAccountStore(account)] as const;
  return navigator.locks.request(`guest-merge ${account}`, () =>
    work(...stores, (records) => announceChange({ account, records })),
  );
}

/** The merge itself, between two open libraries. `announce` is told after each transaction. */
export async function mergeStores(
  guest: Store,
  member: Store,
  announce: (records: Writer['changed']) => void,
): Promise<GuestCounts> {
  // Taking the one before back was cut in the middle: it comes first, so that what is remembered is one merge.
  if ((await readMergeHead(member))?.status === 'undoing') await undoMerge(guest, member, announce);
  const { records, all } = await readToMerge(guest, member);
  const head = await beginMerge(guest, member, countRecords(records));
  for (let from = 0; from < all.length; from += BATCH) {
    const batch = all.slice(from, from + BATCH);
    await copySnapshots(guest, member, batch);
    const { result, changed } = await write(member, (writer) => adoptWithin(writer, head, batch));
    // Somebody takes it back meanwhile.
    if (!result) return head.counts;
    announce(changed);
  }
  // Last: a merge that was cut begins again, and joining twice is joining once.
  const newest = records.map(newestStamp).reduce(laterStamp, await mergedUpTo(guest));
  await noteMerged(guest, newest, records);
  await changeHead(member, (now) => (now?.id === head.id ? { ...now, status: 'merged' } : now));
  await forgetTakenBack(member);
  return head.counts;
}

/** Goes on with a merge that was cut, else begins one. */
async function beginMerge(guest: Store, member: Store, counts: GuestCounts): Promise<MergeHead> {
  const begun: MergeHead = {
    id: randomText(16),
    status: 'merging',
    mergedUpTo: await mergedUpTo(guest),
    counts,
    at: member.now(),
  };
  return (await changeHead(member, (head) => (head?.status === 'merging' ? head : begun))) ?? begun;
}

/** Joins the records and notes what that did, in one transaction. Answers whether the merge still goes on. */
async function adoptWithin(writer: Writer, head: MergeHead, records: SyncRecord[]): Promise<boolean> {
  if (!(await isStill(writer.transaction, head))) return false;
  const steps: MergeStep[] = [];
  const takenBack = await readTakenBack(writer.transaction);
  for (const record of records) {
    const before = await writer.read(record.kind, record.id);
    const step = stepBetween(before, await adopt(writer, record, takenBack));
    if (step) steps.push(step);
  }
  await addSteps(writer.transaction, steps);
  return true;
}

async function adopt(writer: Writer, record: SyncRecord, takenBack: ReadonlySet<Stamp>): Promise<SyncRecord> {
  const { kind, id } = record;
  const joined = await bringAgain(writer, { record, joined: await writer.adopt(record) }, takenBack);
  if (kind !== 'article' && kind !== 'tag') return joined;
  // The member may have deleted it long ago, here or on a device that has not told yet. Merging is saving it again. Only where the deletion
  // is known are the fields written anew: elsewhere they would win over edits that are newer than the guest's.
  if (isDeleted(joined)) return writer.renew(kind, id, { deleted: false });
  return joined.fields.deleted ? joined : writer.set(kind, id, { deleted: false });
}

/**
 * What taking a merge back wrote is later than what the guest wrote, and wins over it. Where nobody has changed it since, the guest's is written anew: a merge
 * after that brings what the one before brought.
 */
async function bringAgain(
  writer: Writer,
  { record, joined }: { record: SyncRecord; joined: SyncRecord },
  takenBack: ReadonlySet<Stamp>,
): Promise<SyncRecord> {
  const { kind, id } = record;
  const fields = Object.entries(joined.fields).flatMap(([name, [stamp]]): [string, Json][] => {
    if (!takenBack.has(stamp)) return [];
    const own = record.fields[name];
    if (own) return [[name, own[1]]];
    return name === 'deleted' ? [[name, false]] : [];
  });
  const values = Object.fromEntries(fields);
  if (isDeleted(joined) && values.deleted === false) await writer.renew(kind, id, values);
  else if (fields.length > 0) await writer.set(kind, id, values);
  for (const [name, own] of Object.entries(record.notes)) {
    const standing = joined.notes[name] ?? [];
    if (!standing.some(({ stamp }) => takenBack.has(stamp))) continue;
    const now = (await writer.read(kind, id))?.notes[name] ?? [];
    // Where nothing was left of the note, something empty stands in its place.
    let seen = now.filter(({ text }) => text === '').map(({ stamp }) => stamp);
    for (const { text } of own.filter((value) => now.every((one) => one.text !== value.text))) {
      await writer.writeNote(kind, id, name, text, seen);
      seen = [];
    }
  }
  return (await writer.read(kind, id)) ?? joined;
}

async function copySnapshots(guest: Store, member: Store, records: SyncRecord[]): Promise<void> {
  for (const hash of new Set(records.flatMap(blobHashes))) {
    const isThere = await member.database.getKey('snapshots', hash);
    const row = isThere ? undefined : await guest.database.get('snapshots', hash);
    if (row) await write(member, (writer) => keepBlobs(writer, [row], row.savedAt));
  }
}

export function countRecords(records: SyncRecord[]): GuestCounts {
  const of = (kind: string) => records.filter((record) => record.kind === kind).length;
  return { articles: of('article'), marks: of('mark'), tags: of('tag') };
}
