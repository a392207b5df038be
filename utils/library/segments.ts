import { openTable, packTable } from '../search/pack-table.ts';
import type { SegmentTable } from '../search/segment.ts';
import type { LibraryDatabase } from './database.ts';

/** The tables that this context has read: they never change, and a segment's number is never used again. */
const known = new WeakMap<LibraryDatabase, Map<number, SegmentTable>>();

/** Pieces of one table, at most: 245 MB. */
const PIECES = 2 ** 12;

interface TableReader {
  getAllKeys(): Promise<number[]>;
  getAll(range?: IDBKeyRange): Promise<Uint8Array[]>;
}

/** All segments by their numbers, in an open transaction. */
export async function readSegments(
  database: LibraryDatabase,
  tables: TableReader,
): Promise<Map<number, SegmentTable>> {
  const before = known.get(database);
  // A page that has just opened waits once, not twice.
  const [keys, all] = await Promise.all([tables.getAllKeys(), before ? [] : tables.getAll()]);
  const numbers = numbersOf(keys);
  const read = await Promise.all(
    numbers.map(async (number) => {
      const own = before?.get(number);
      if (own) return own;
      const pieces = before
        ? await tables.getAll(piecesOf(number))
        : all.filter((_, at) => numberOf(keys[at] ?? 0) === number);
      return openTable(pieces);
    }),
  );
  const present = new Map<number, SegmentTable>();
  for (const [at, number] of numbers.entries()) {
    const table = read[at];
    if (table) present.set(number, table);
  }
  known.set(database, present);
  return present;
}

/** The numbers of the segments that have these keys. */
export function numbersOf(keys: readonly number[]): number[] {
  return [...new Set(keys.map(numberOf))];
}

export async function putTable(
  tables: { put(piece: Uint8Array<ArrayBuffer>, key: number): Promise<unknown> },
  number: number,
  table: SegmentTable,
): Promise<void> {
  await Promise.all(packTable(table).map((piece, at) => tables.put(piece, number * PIECES + at)));
}

/** All pieces of a segment's table. */
export function piecesOf(segment: number): IDBKeyRange {
  return IDBKeyRange.bound(segment * PIECES, (segment + 1) * PIECES, false, true);
}

/** All blocks of a segment. */
export function blocksOf(segment: number): IDBKeyRange {
  return IDBKeyRange.bound([segment, 0], [segment, 2 ** 32]);
}

function numberOf(key: number): number {
  return Math.floor(key / PIECES);
}
