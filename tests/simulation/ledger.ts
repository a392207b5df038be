import type { Json, SyncRecord } from '../../protocol/records.ts';

const KEPT_MS = 30 * 24 * 60 * 60_000;

/** What happened to one field or note of one record. */
interface Slot {
  written: Set<string>;
  /** By the value that somebody wrote with this one before their eyes. */
  replaced: Map<string, Set<string>>;
  /** An emptying took it out of some copy. */
  emptied: Set<string>;
  /** By the act that wrote it anew: bringing a record back writes all it holds. */
  renewed: Map<string, Set<string>>;
}

/**
 * What readers wrote, and what each of them had before their eyes while writing: from it follows what must be there in the end, whatever
 * the clocks, the network and the order of things did. Values are unique, so a value names its write; deleting and bringing back are
 * named by a field `act` written with them.
 */
export class Ledger {
  readonly #slots = new Map<string, Slot>();
  readonly #deletions = new Map<string, number>();
  /** Slot and value of what a reader gave up on some device. It may have got further before, and what it replaced may stand again. */
  readonly #discarded = new Set<string>();

  /** A write of `value` into a slot by someone who saw `seen` there. */
  note(slot: string, value: string, seen: readonly string[]): void {
    const known = this.#slot(slot);
    known.written.add(value);
    for (const old of seen) known.replaced.set(old, (known.replaced.get(old) ?? new Set()).add(value));
  }

  /** Someone deleted a record at `time`, by a clock that was not behind. */
  deleted(act: string, time: number): void {
    this.#deletions.set(act, time);
  }

  /** `act` brought a record back and wrote anew all that stood there. */
  renewed(act: string, record: SyncRecord): void {
    for (const { slot, value } of valuesOf(record)) {
      const { renewed } = this.#slot(slot);
      renewed.set(act, (renewed.get(act) ?? new Set()).add(value));
    }
  }

  discarded(records: SyncRecord[]): void {
    for (const { slot, value } of records.flatMap(valuesOf)) this.#discarded.add(`${slot} ${value}`);
  }

  /** They were put back where they had been given up. */
  putBack(records: SyncRecord[]): void {
    for (const { slot, value } of records.flatMap(valuesOf)) this.#discarded.delete(`${slot} ${value}`);
  }

  /**
   * Where a record is put back, the later of two values of a field stands from then on, though its writer never saw the other: if a reader gives
   * that one up, neither is owed. A note keeps both.
   */
  outdone(one: SyncRecord | undefined, joined: SyncRecord | undefined): void {
    if (!one || !joined) return;
    for (const [name, [stamp, value]] of Object.entries(one.fields)) {
      const [later, winner] = joined.fields[name] ?? [stamp, value];
      if (name === 'deleted' || later <= stamp || value === null || winner === null) continue;
      if (nameOf(value) === nameOf(winner)) continue;
      const { replaced } = this.#slot(slotOf(one.kind, one.id, name));
      replaced.set(nameOf(value), (replaced.get(nameOf(value)) ?? new Set()).add(nameOf(winner)));
    }
  }

  /** What an emptying took out of a copy. Answers what it should not have touched yet. */
  emptied(before: Map<string, SyncRecord>, after: Map<string, SyncRecord>, now: number): string[] {
    const early: string[] = [];
    for (const [key, record] of before) {
      const left = after.get(key);
      for (const { slot, value } of valuesOf(record)) {
        if (value === '' || (left && valuesIn(left, slot).includes(value))) continue;
        this.#slot(slot).emptied.add(value);
        const at = this.#deletions.get(actOf(record));
        if (at !== undefined && now - at < KEPT_MS) early.push(`${slot}: ${value} was emptied too early`);
      }
    }
    return early;
  }

  /** Every way in which the final records break the promise; empty when all is well. */
  violations(records: Map<string, SyncRecord>): string[] {
    const kept = [...this.#slots].flatMap(([slot, history]) => {
      const record = records.get(recordKeyOf(slot));
      const isDiscarded = (value: string) => this.#discarded.has(`${slot} ${value}`);
      if (record) return slotViolations(slot, history, record, isDiscarded);
      return standing(history, isDiscarded).length === 0 ? [] : [`${slot}: the record is gone`];
    });
    return [...kept, ...[...records.values()].flatMap((record) => this.#strangers(record))];
  }

  /** Values nobody of this member wrote. */
  #strangers(record: SyncRecord): string[] {
    return valuesOf(record)
      .filter(({ slot, value }) => value !== '' && !this.#slots.get(slot)?.written.has(value))
      .map(({ slot, value }) => `${slot}: ${value} was never written`);
  }

  #slot(name: string): Slot {
    const empty = () => ({
      written: new Set<string>(),
      replaced: new Map<string, Set<string>>(),
      emptied: new Set<string>(),
      renewed: new Map(),
    });
    const slot = this.#slots.get(name) ?? empty();
    this.#slots.set(name, slot);
    return slot;
  }
}

/** `kind id field`, or `kind id note:name` for a note. */
export function slotOf(kind: string, id: string, field: string): string {
  return `${kind} ${id} ${field}`;
}

/** What a value is known by: its own words, or its JSON. */
export function nameOf(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** The act that stands: a deletion's begins with `deleted`. */
export function actOf(record: SyncRecord): string {
  return String(record.fields.act?.[1] ?? '');
}

/** What nobody replaced or gave up. */
function standing({ written, replaced }: Slot, isDiscarded: (value: string) => boolean): string[] {
  return [...written].filter((value) => !replaced.has(value) && !isDiscarded(value));
}

function slotViolations(
  slot: string,
  history: Slot,
  record: SyncRecord,
  isDiscarded: (value: string) => boolean,
): string[] {
  const final = valuesIn(record, slot);
  const act = actOf(record);
  const isDeleted = act.startsWith('deleted');
  if (isDeleted !== (record.fields.deleted?.[1] === true)) return [`${slot}: ${act}, but not so`];
  const renewedAtAll = new Set([...history.renewed.values()].flatMap((values) => [...values]));
  const rescued = isDeleted ? new Set<string>() : (history.renewed.get(act) ?? new Set());
  // Also what stood in the place of another, and was replaced by what was given up.
  const isGivenUp = (value: string): boolean =>
    isDiscarded(value) || [...(history.replaced.get(value) ?? [])].some(isGivenUp);
  const back = final
    .filter((value) => value !== '' && !renewedAtAll.has(value))
    .filter((value) => [...(history.replaced.get(value) ?? [])].some((by) => !isGivenUp(by)))
    .map((value) => `${slot}: ${value} came back`);
  const owed = standing(history, isDiscarded);
  if (!isNote(slot)) {
    const isOwed = history.emptied.size === 0 ? owed.length > 0 : rescued.size > 0;
    return final.length === 0 && isOwed ? [...back, `${slot}: nothing is left of ${owed.join(', ')}`] : back;
  }
  const lost = owed
    .filter((value) => !history.emptied.has(value) || rescued.has(value))
    .filter((value) => !final.includes(value))
    .map((value) => `${slot}: ${value} is lost`);
  return [...back, ...lost];
}

/** The values that stand in a slot of a record. */
function valuesIn(record: SyncRecord, slot: string): string[] {
  return valuesOf(record)
    .filter((one) => one.slot === slot)
    .map(({ value }) => value);
}

/** Everything readers wrote that stands in the record. */
function valuesOf({ kind, id, fields, notes }: SyncRecord): { slot: string; value: string }[] {
  const registers = Object.entries(fields)
    .filter(([name, [, value]]) => name !== 'deleted' && value !== null)
    .map(([name, [, value]]) => ({ slot: slotOf(kind, id, name), value: nameOf(value) }));
  const texts = Object.entries(notes).flatMap(([name, values]) =>
    values.map(({ text }) => ({ slot: slotOf(kind, id, `note:${name}`), value: text })),
  );
  return [...registers, ...texts];
}

function recordKeyOf(slot: string): string {
  return slot.split(' ').slice(0, 2).join(' ');
}

function isNote(slot: string): boolean {
  return slot.includes(' note:');
}
