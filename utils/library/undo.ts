import type { Json } from '../../protocol/records.ts';
import type { Stamp } from '../../protocol/stamps.ts';
import { readRenewed } from './renewed-stamps.ts';
import type { Store } from './store.ts';
import { type Writer, type Written, write } from './write.ts';

/** What fields of records were before an edit, and the stamps that the edit gave them. */
export interface Undo {
  edits: { kind: string; id: string; fields: Record<string, { before: Json; stamp: Stamp }> }[];
}

/** How much an undo could put back: what was changed again since stays as it is. */
export type PutBack = 'all' | 'some' | 'nothing';

/** Edits records within a write, and remembers what stood there. */
export interface Recorder extends Writer {
  edit(kind: string, id: string, fields: Record<string, Json>): Promise<void>;
  /** Brings a deleted record back, with these fields. */
  bringBack(kind: string, id: string, fields: Record<string, Json>): Promise<void>;
}

/** Runs an edit of many records in one transaction: all of it is on disk, or nothing. Gives what `undoEdits` needs. */
export function writeWithUndo(store: Store, work: (recorder: Recorder) => Promise<void>): Written<Undo> {
  return write(store, async (writer) => {
    const undo: Undo = { edits: [] };
    const remember = async (kind: string, id: string, fields: Record<string, Json>, isBack: boolean) => {
      const before = await writer.read(kind, id);
      const after = isBack ? await writer.renew(kind, id, fields) : await writer.set(kind, id, fields);
      const written = Object.keys(fields).map((name): [string, { before: Json; stamp: Stamp }] => [
        name,
        { before: before?.fields[name]?.[1] ?? null, stamp: after.fields[name]?.[0] ?? '' },
      ]);
      undo.edits.push({ kind, id, fields: Object.fromEntries(written) });
    };
    await work({
      ...writer,
      edit: (kind, id, fields) => remember(kind, id, fields, false),
      bringBack: (kind, id, fields) => remember(kind, id, fields, true),
    });
    return undo;
  });
}

/** Puts back what stood there before, but for what was changed again since. */
export function undoEdits(store: Store, { edits }: Undo): Written<PutBack> {
  return write(store, async (writer) => {
    const renewed = await readRenewed(writer.transaction.objectStore('meta'));
    const isOurs = (stamp: Stamp, present: Stamp | undefined) =>
      present === stamp || present === renewed(stamp);
    let wanted = 0;
    let done = 0;
    for (const { kind, id, fields } of edits.toReversed()) {
      const now = await writer.read(kind, id);
      const all = Object.entries(fields);
      const back = all.filter(([name, { stamp }]) => isOurs(stamp, now?.fields[name]?.[0]));
      wanted += all.length;
      done += back.length;
      if (back.length === 0) continue;
      const values = Object.fromEntries(back.map(([name, { before }]) => [name, before]));
      const comesBack = 'deleted' in values && values.deleted !== true && now?.fields.deleted?.[1] === true;
      if (comesBack) await writer.renew(kind, id, { ...values, deleted: false });
      else await writer.set(kind, id, values);
    }
    if (done === wanted) return 'all';
    return done === 0 ? 'nothing' : 'some';
  });
}
