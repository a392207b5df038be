import type { NoteValue, SyncRecord } from '../../protocol/records.ts';
import { deviceOf, MAX_CLOCK_AHEAD_MS, millisecondsOf } from '../../protocol/stamps.ts';

/**
 * Looks at one device's copy again and again: no field returns to an earlier stamp, and no value of a note goes without one that covers it.
 * Only what was too far ahead for the service may get an earlier stamp, because it was never sent.
 */
export class Watch {
  #last = new Map<string, SyncRecord>();
  #at = 0;

  /** Nothing was written since the last look. */
  pass(now: number): void {
    this.#at = now;
  }

  /** What the reader gave up may go, or stand as it stood before. */
  forget(keys: string[]): void {
    for (const key of keys) this.#last.delete(key);
  }

  look(records: Map<string, SyncRecord>, now: number): string[] {
    const limit = this.#at + MAX_CLOCK_AHEAD_MS;
    const problems = [...this.#last].flatMap(([key, before]) => {
      const after = records.get(key);
      return after ? goneBack(before, after, limit).map((what) => `${key}: ${what}`) : [`${key} vanished`];
    });
    this.#last = records;
    this.#at = now;
    return problems;
  }
}

function goneBack(before: SyncRecord, after: SyncRecord, limit: number): string[] {
  const fields = Object.entries(before.fields)
    .filter(([name, [stamp]]) => millisecondsOf(stamp) <= limit && (after.fields[name]?.[0] ?? '') < stamp)
    .map(([name, [stamp, value]]) => `${name} went back from ${stamp} (${String(value)})`);
  const notes = Object.entries(before.notes).flatMap(([name, values]) =>
    values
      .filter(({ stamp }) => millisecondsOf(stamp) <= limit && !isKept(stamp, after.notes[name] ?? []))
      .map(({ text }) => `the note's ${text} went without one that covers it`),
  );
  return [...fields, ...notes];
}

function isKept(stamp: string, values: NoteValue[]): boolean {
  return values.some((value) => value.stamp === stamp || (value.seen[deviceOf(stamp)] ?? '') >= stamp);
}
