/**
 * A part of the index that never changes: some articles, and where each pair of neighbouring UTF-16 code units (a bigram) stands in them. All runs lie one behind the
 * other with a gap of one unit, so that a position says which run it is in and no word reaches over two of them. A bigram's list has its positions; a single
 * unit's list the articles and fields it is in (`unitPlace`), since most units are in most articles. Positions cost little more than articles alone would, since most bigrams stand once in an article, and with
 * them a word of any length is found exactly without reading a text.
 */
export interface SegmentTable {
  /** Ids one behind the other; `idEnds` says where each ends. */
  ids: string;
  idEnds: Uint32Array;
  savedAt: Float64Array;
  day: Uint32Array;
  flags: Uint8Array;
  /** Per article its first run, and at the end how many there are. */
  firstRun: Uint32Array;
  /** Per run where it starts, and at the end where the next would. */
  runStart: Uint32Array;
  /** Per run the place of its field in `FIELDS`. */
  runField: Uint8Array;
  /** The first key of each block, ascending. */
  blockKeys: Uint32Array;
}

/** Lists of several keys, ascending, about `BLOCK_BYTES`: each its key's distance from the one before, its length in bytes, and what is in it. */
export interface Block {
  first: number;
  bytes: Uint8Array<ArrayBuffer>;
}

export const BLOCK_BYTES = 16 * 1024;

export function pairKey(left: number, right: number): number {
  return ((left << 16) | right) >>> 0;
}

/** No text has U+0000. */
export function unitKey(unit: number): number {
  return (unit << 16) >>> 0;
}

/** Numbers of a unit's list that belong to one article. */
export const PLACES_OF_ONE = 32;

/** Where a unit stands: in which field of which article, and whether it is the whole of what stands there. */
export function unitPlace(document: number, field: number, isWhole: boolean): number {
  return document * PLACES_OF_ONE + field * 2 + Number(isWhole);
}

export function isUnitKey(key: number): boolean {
  return (key & 0xffff) === 0;
}

export function sizeOf(table: SegmentTable): number {
  return table.idEnds.length;
}

export function idAt(table: Pick<SegmentTable, 'ids' | 'idEnds'>, document: number): string {
  return table.ids.slice(document === 0 ? 0 : table.idEnds[document - 1], table.idEnds[document]);
}

/** The same where it is known to be at `from` or later, and most often is near: what is looked for one after the other is found in a few steps. */
export function lastNotAboveFrom(ascending: Uint32Array, wanted: number, from: number): number {
  let [low, step] = [from, 1];
  while (low + step < ascending.length && (ascending[low + step] ?? 0) <= wanted) {
    low += step;
    step *= 2;
  }
  let high = Math.min(low + step, ascending.length);
  while (low + 1 < high) {
    const middle = (low + high) >>> 1;
    if ((ascending[middle] ?? 0) <= wanted) low = middle;
    else high = middle;
  }
  return low;
}

/** The largest index whose value is not above the wanted one; -1 where all are. */
export function lastNotAbove(ascending: Uint32Array, wanted: number): number {
  let [low, high] = [0, ascending.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ascending[middle] ?? 0) <= wanted) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
