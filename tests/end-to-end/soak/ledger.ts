import type { Json, SyncRecord } from '../../../protocol/records.ts';

/** One act of a reader, open until the product says how it ended. */
export interface Act {
  /** The product said that it is stored. An act it never spoke about may have happened, or not, or may happen yet. */
  stored(): void;
}

interface NoteWrite {
  record: string;
  token: string;
  /** Tokens its writer had before their eyes. */
  saw: string[];
  isStored: boolean;
}

interface FieldWrite {
  record: string;
  field: string;
  value: Json;
  begunAt: number;
  /** Never, for one that was never answered. */
  endedAt: number;
  isStored: boolean;
}

/**
 * What readers wrote and the product said was stored, on any device. A note carries a token of its own; it must be there at the end, unless
 * one that is there (or was replaced in its turn) was written by somebody who saw it. A field must hold what was written last: of two writes
 * that met, either.
 */
export class SoakLedger {
  readonly #notes: NoteWrite[] = [];
  readonly #fields: FieldWrite[] = [];
  readonly #made = new Map<string, boolean>();
  readonly #renewals: { record: string; endedAt: number }[] = [];

  /** Words written into a note by somebody who saw the words with these tokens. */
  note(record: string, token: string, saw: string[]): Act {
    const write: NoteWrite = { record, token, saw, isStored: false };
    this.#notes.push(write);
    return { stored: () => void Object.assign(write, { isStored: true }) };
  }

  field(record: string, field: string, value: Json): Act {
    const begunAt = Date.now();
    const write: FieldWrite = { record, field, value, begunAt, endedAt: Infinity, isStored: false };
    this.#fields.push(write);
    return { stored: () => void Object.assign(write, { isStored: true, endedAt: Date.now() }) };
  }

  /** A record that must be there once this is stored. */
  make(record: string): Act {
    return { stored: () => void this.#made.set(record, true) };
  }

  /** Brings a record back, which writes anew all that its writer holds of it. */
  restore(record: string): Act {
    const act = this.field(record, 'deleted', false);
    const renewal = { record, endedAt: Infinity };
    this.#renewals.push(renewal);
    return {
      stored: () => {
        act.stored();
        renewal.endedAt = Date.now();
      },
    };
  }

  /** The tokens that stand in a text. */
  tokensIn(text: string): string[] {
    return this.#notes.map(({ token }) => token).filter((token) => text.includes(token));
  }

  /** How many writes the product said were stored. */
  get count(): number {
    const stored = [...this.#notes, ...this.#fields].filter(({ isStored }) => isStored);
    return stored.length + this.#made.size;
  }

  /** Every way in which the final records break the promise; empty when all is well. */
  violations(records: Map<string, SyncRecord>): string[] {
    const gone = [...this.#made.keys()].filter((name) => !records.has(name));
    return [
      ...gone.map((name) => `${name} is gone`),
      ...this.#lostNotes(records),
      ...this.#fields.flatMap((write) => this.#lostField(write, records)),
    ];
  }

  #lostNotes(records: Map<string, SyncRecord>): string[] {
    const isThere = (write: NoteWrite): boolean =>
      textsOf(records.get(write.record)).some((text) => text.includes(write.token)) ||
      this.#notes.some((later) => later !== write && later.saw.includes(write.token) && isThereOnce(later));
    const known = new Map<NoteWrite, boolean>();
    const isThereOnce = (write: NoteWrite): boolean => {
      const answer = known.get(write);
      if (answer !== undefined) return answer;
      known.set(write, false); // nobody sees a write before it was made, so no circle has to be followed
      known.set(write, isThere(write));
      return known.get(write) ?? false;
    };
    return this.#notes
      .filter((write) => write.isStored && !isThereOnce(write))
      .map(({ record, token }) => `${record}: the note with ${token} is lost`);
  }

  #lostField(write: FieldWrite, records: Map<string, SyncRecord>): string[] {
    if (!write.isStored) return [];
    const { record, field } = write;
    const name = `${record} ${field}`;
    const held = records.get(record);
    if (!held) return [`${name}: the record is gone`];
    const value = held.fields[field]?.[1] ?? false;
    const isLate = ({ endedAt }: { endedAt: number }) => endedAt >= write.begunAt;
    const writers = this.#fields.filter((other) => other.record === record && other.field === field);
    const byWriter = writers.some((other) => isSame(other.value, value) && isLate(other));
    const byRenewal =
      this.#renewals.some((renewal) => renewal.record === record && isLate(renewal)) &&
      writers.some((other) => isSame(other.value, value));
    if (byWriter || byRenewal) return [];
    return [`${name}: ${JSON.stringify(write.value)} gave way to an older ${JSON.stringify(value)}`];
  }
}

function textsOf(record: SyncRecord | undefined): string[] {
  return Object.values(record?.notes ?? {}).flatMap((values) => values.map(({ text }) => text));
}

function isSame(a: Json, b: Json): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
