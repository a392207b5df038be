import type { SegmentTable } from './segment.ts';

/**
 * Bytes of one piece. A browser keeps a larger value (64 KB in Chromium) in a file of its own, and a page that has just opened waits longer for that than for everything else of a search.
 */
const PIECE = 60_000;

const FLOATS = ['savedAt'] as const;
const WORDS = ['idEnds', 'day', 'firstRun', 'runStart', 'blockKeys'] as const;
const BYTES = ['flags', 'runField'] as const;
/** The length of each column, and that of the ids in UTF-8. */
const HEADER = FLOATS.length + WORDS.length + BYTES.length + 2;

/** A table as one run of bytes, cut in pieces: lengths, then columns of eight, four and one byte, then ids. */
export function packTable(table: SegmentTable): Uint8Array<ArrayBuffer>[] {
  const ids = new TextEncoder().encode(table.ids);
  const columns = [...FLOATS, ...WORDS, ...BYTES].map((name) => table[name]);
  const lengths = Uint32Array.from([...columns.map(({ length }) => length), ids.length, 0].slice(0, HEADER));
  const parts = [lengths, ...columns, ids].map(
    (part) => new Uint8Array(part.buffer, part.byteOffset, part.byteLength),
  );
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  const count = Math.ceil(bytes.length / PIECE);
  return Array.from({ length: count }, (_, piece) => bytes.slice(piece * PIECE, (piece + 1) * PIECE));
}

/** The table of its pieces, in their order; its columns are views. */
export function openTable(pieces: readonly Uint8Array[]): SegmentTable {
  const bytes = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  const lengths = new Uint32Array(bytes.buffer, 0, HEADER);
  const { buffer } = bytes;
  let [column, offset] = [0, HEADER * 4];
  const take = (size: number) => {
    const length = lengths[column] ?? 0;
    const start = offset;
    column += 1;
    offset += length * size;
    return [start, length] as const;
  };
  return {
    savedAt: new Float64Array(buffer, ...take(8)),
    idEnds: new Uint32Array(buffer, ...take(4)),
    day: new Uint32Array(buffer, ...take(4)),
    firstRun: new Uint32Array(buffer, ...take(4)),
    runStart: new Uint32Array(buffer, ...take(4)),
    blockKeys: new Uint32Array(buffer, ...take(4)),
    flags: new Uint8Array(buffer, ...take(1)),
    runField: new Uint8Array(buffer, ...take(1)),
    ids: new TextDecoder().decode(new Uint8Array(buffer, ...take(1))),
  };
}
