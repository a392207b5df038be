import * as z from 'zod/mini';
import { isSameRecord } from '../../protocol/merge.ts';
import { jsonSchema, type SyncRecord } from '../../protocol/records.ts';
import { type Stamp, stampSchema } from '../../protocol/stamps.ts';
import type { WriteTransaction } from './database.ts';
import type { Store } from './store.ts';
import { stampsOf } from './write.ts';

/**
 * What a merge of a guest's library did to a member's, so that it can be taken back: the head under `HEAD`, then a row for each of its
 * transactions, written by that transaction. One merge is remembered, the last. Below `HEAD` stand the stamps of what taking merges back wrote, until
 * one has come to its end: what has them is nobody's word on what the guest kept.
 */
export const HEAD = 0;
const ofSteps = () => IDBKeyRange.lowerBound(HEAD, true);
const ofTakenBack = () => IDBKeyRange.upperBound(HEAD, true);

const countsSchema = z.object({ articles: z.number(), marks: z.number(), tags: z.number() });
export type GuestCounts = z.infer<typeof countsSchema>;

const headSchema = z.object({
  /** Of this one merge: who finds another has been overtaken. */
  id: z.string(),
  /** `merging` and `undoing` stand here also after the browser was closed in the middle. */
  status: z.enum(['merging', 'merged', 'undoing']),
  /** Up to where the guest's library was merged before. */
  mergedUpTo: stampSchema,
  counts: countsSchema,
  /** When it began, in milliseconds since 1970. */
  at: z.number(),
});
export type MergeHead = z.infer<typeof headSchema>;

/** What became of one record of the member's. */
const stepSchema = z.object({
  kind: z.string(),
  id: z.string(),
  /** The stamps it then had, where it was not there before; null where it was. */
  made: z.nullable(z.array(stampSchema)),
  fields: z.record(z.string(), z.object({ before: jsonSchema, stamp: stampSchema })),
  notes: z.record(z.string(), z.object({ before: z.array(z.string()), stamps: z.array(stampSchema) })),
});
export type MergeStep = z.infer<typeof stepSchema>;

/** A row that can't be read is taken for empty: what it did then stays. */
const stepsSchema = z.catch(z.array(stepSchema), []);
export const readSteps = (row: unknown): MergeStep[] => z.parse(stepsSchema, row);

/** Null where no merge is remembered. */
export async function readMergeHead(member: Store): Promise<MergeHead | null> {
  return parseHead(await member.database.get('guestMerge', HEAD));
}

/** Whether the transaction runs within this merge, still in this state. */
export async function isStill(transaction: WriteTransaction, { id, status }: MergeHead): Promise<boolean> {
  const head = parseHead(await transaction.objectStore('guestMerge').get(HEAD));
  return head?.id === id && head.status === status;
}

/** Changes the head in a transaction of its own, on disk when the promise resolves. `change` gets null where no merge is remembered, and gives what shall stand. */
export async function changeHead(
  member: Store,
  change: (head: MergeHead | null) => MergeHead | null,
): Promise<MergeHead | null> {
  const transaction = member.database.transaction('guestMerge', 'readwrite', { durability: 'strict' });
  const before = parseHead(await transaction.store.get(HEAD));
  const head = change(before);
  // Another merge: what was remembered of the one before goes.
  if (head?.id !== before?.id) await transaction.store.delete(IDBKeyRange.lowerBound(HEAD));
  if (head) await transaction.store.put(head, HEAD);
  await transaction.done;
  return head;
}

/** Where the rows of a merge's transactions stand, in their order. */
export function stepKeys(member: Store): Promise<number[]> {
  return member.database.getAllKeys('guestMerge', ofSteps());
}

/** Adds the row of one transaction of a merge. Must run inside it. */
export async function addSteps(transaction: WriteTransaction, steps: MergeStep[]): Promise<void> {
  if (steps.length === 0) return;
  const log = transaction.objectStore('guestMerge');
  const last = (await log.getAllKeys(ofSteps())).at(-1) ?? HEAD;
  await log.put(steps, last + 1);
}

const stampsSchema = z.catch(z.array(stampSchema), []);

/** Notes stamps that taking a merge back gave. Must run inside the transaction that gives them. */
export async function noteTakenBack(transaction: WriteTransaction, stamps: Stamp[]): Promise<void> {
  if (stamps.length === 0) return;
  const log = transaction.objectStore('guestMerge');
  const [first = HEAD] = await log.getAllKeys(ofTakenBack(), 1);
  await log.put(stamps, first - 1);
}

/** All of them. */
export async function readTakenBack(transaction: WriteTransaction): Promise<Set<Stamp>> {
  const rows = await transaction.objectStore('guestMerge').getAll(ofTakenBack());
  return new Set(rows.flatMap((row) => z.parse(stampsSchema, row)));
}

/** A merge has come to its end: all that was taken back before stands again. */
export function forgetTakenBack(member: Store): Promise<void> {
  return member.database.delete('guestMerge', ofTakenBack());
}

/** What a join did to a record; null where it changed nothing. */
export function stepBetween(before: SyncRecord | null, after: SyncRecord): MergeStep | null {
  const { kind, id } = after;
  if (before === null) return { kind, id, made: [...stampsOf(after)], fields: {}, notes: {} };
  if (isSameRecord(before, after)) return null;
  const fields = Object.entries(after.fields)
    .filter(([name, [stamp]]) => before.fields[name]?.[0] !== stamp)
    .map(([name, [stamp]]) => [name, { before: before.fields[name]?.[1] ?? null, stamp }] as const);
  const notes = Object.entries(after.notes).flatMap(([name, values]) => {
    const known = before.notes[name] ?? [];
    const added = values.filter(({ stamp }) => known.every((value) => value.stamp !== stamp));
    const step = { before: known.map(({ text }) => text), stamps: added.map(({ stamp }) => stamp) };
    return added.length > 0 ? [[name, step] as const] : [];
  });
  return { kind, id, made: null, fields: Object.fromEntries(fields), notes: Object.fromEntries(notes) };
}

/** Names the steps' stamps anew where those of records were replaced (restamp.ts): else taking them back would find nothing of its own. */
export async function restampLog(
  transaction: WriteTransaction,
  renew: (stamp: Stamp) => Stamp,
): Promise<void> {
  const log = transaction.objectStore('guestMerge');
  for (const key of await log.getAllKeys(ofSteps())) {
    const steps = readSteps(await log.get(key));
    await log.put(
      steps.map((step) => restampStep(step, renew)),
      key,
    );
  }
  for (const key of await log.getAllKeys(ofTakenBack())) {
    const stamps = z.parse(stampsSchema, await log.get(key));
    await log.put(stamps.map(renew), key);
  }
}

function restampStep(step: MergeStep, renew: (stamp: Stamp) => Stamp): MergeStep {
  const map = <T, U>(values: Record<string, T>, change: (value: T) => U): Record<string, U> =>
    Object.fromEntries(Object.entries(values).map(([name, value]) => [name, change(value)]));
  return {
    ...step,
    made: step.made?.map(renew) ?? null,
    fields: map(step.fields, (field) => ({ ...field, stamp: renew(field.stamp) })),
    notes: map(step.notes, (note) => ({ ...note, stamps: note.stamps.map(renew) })),
  };
}

function parseHead(row: unknown): MergeHead | null {
  const head = headSchema.safeParse(row);
  return head.success ? head.data : null;
}
