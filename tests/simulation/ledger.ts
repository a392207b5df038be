import type { SyncRecord } from '../../protocol/records.ts';

/**
 * What readers wrote, and what each of them had before their eyes while writing: from it follows what must be there in the end, whatever
 * the clocks, the network and the order of things did. Values are unique, so a value names its write.
 */
export class Ledger {
  readonly #written = new Map<string, Set<string>>();
  readonly #replaced = new Map<string, Set<string>>();

  /** A write of `value` into a slot by someone who saw `seen` there. */
  note(slot: string, value: string, seen: readonly string[]): void {
    add(this.#written, slot, value);
    for (const old of seen) add(this.#replaced, slot, old);
  }

  /** Every way in which the final records break the promise; empty when all is well. */
  violations(records: Map<string, SyncRecord>): string[] {
    return [...this.#written].flatMap(([slot, written]) => {
      const final = valuesIn(records, slot);
      const replaced = this.#replaced.get(slot) ?? new Set();
      const back = final.filter((value) => replaced.has(value)).map((value) => `${slot}: ${value} came back`);
      const standing = [...written].filter((value) => !replaced.has(value));
      if (!isNote(slot)) {
        const lost = final.length === 0 ? [`${slot}: nothing is left of ${standing.join(', ')}`] : [];
        return [...back, ...lost];
      }
      const lost = standing
        .filter((value) => !final.includes(value))
        .map((value) => `${slot}: ${value} is lost`);
      return [...back, ...lost];
    });
  }
}

/** `kind id field`, or `kind id note:name` for a note. */
export function slotOf(kind: string, id: string, field: string): string {
  return `${kind} ${id} ${field}`;
}

/** The values that stand in a slot of one copy. */
export function valuesIn(records: Map<string, SyncRecord>, slot: string): string[] {
  const [kind, id, field = ''] = slot.split(' ');
  const record = records.get(`${kind} ${id}`);
  if (!record) return [];
  if (isNote(slot)) return (record.notes[field.slice(5)] ?? []).map((value) => value.text);
  const value = record.fields[field]?.[1];
  return value === undefined ? [] : [String(value)];
}

function isNote(slot: string): boolean {
  return slot.includes(' note:');
}

function add(sets: Map<string, Set<string>>, key: string, value: string): void {
  const set = sets.get(key) ?? new Set();
  sets.set(key, set.add(value));
}
