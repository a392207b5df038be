import { BlockWriter } from './block-writer.ts';
import type { SearchDocument } from './document.ts';
import { type Block, pairKey, type SegmentTable, unitKey, unitPlace } from './segment.ts';
import { VarintWriter } from './varints.ts';

/** Positions of one segment that is built at once: with a key of 32 bits they fit into a float's 53. */
const POSITIONS = 2 ** 21;

/** How many of the documents, from the first on, go into one segment; at least one. */
export function fitting(documents: readonly Pick<SearchDocument, 'runs'>[]): number {
  let units = 0;
  const over = documents.findIndex(({ runs }) => {
    units += unitsOf(runs);
    return units >= POSITIONS;
  });
  return over === -1 ? documents.length : Math.max(over, 1);
}

function unitsOf(runs: SearchDocument['runs']): number {
  return runs.reduce((sum, { text }) => sum + text.length + 1, 0);
}

/** Makes a segment of documents that `fitting` said fit. */
export function buildSegment(documents: readonly SearchDocument[]): { table: SegmentTable; blocks: Block[] } {
  const runs = documents.flatMap((document) => document.runs);
  const documentOf = documents.flatMap((document, index) => document.runs.map(() => index));
  const units = unitsOf(runs);
  const runStart = new Uint32Array(runs.length + 1);
  const entries = new Float64Array(units * 2);
  const seenIn = new Uint32Array(0x10000);
  let [position, size] = [0, 0];
  for (const [index, { field, text }] of runs.entries()) {
    const place = unitPlace(documentOf[index] ?? 0, field, text.length === 1);
    runStart[index] = position;
    for (let at = 0; at < text.length; at += 1) {
      const unit = text.charCodeAt(at);
      if (seenIn[unit] !== index + 1) {
        seenIn[unit] = index + 1;
        entries[size] = unitKey(unit) * POSITIONS + place;
        size += 1;
      }
      if (at + 1 < text.length) {
        entries[size] = pairKey(unit, text.charCodeAt(at + 1)) * POSITIONS + position + at;
        size += 1;
      }
    }
    position += text.length + 1;
  }
  runStart[runs.length] = position;
  const blocks = writeBlocks(entries.subarray(0, size).sort());
  return { table: tableOf(documents, { runs, runStart, blocks }), blocks };
}

/** Of ascending entries, each a key and what its list holds. */
function writeBlocks(entries: Float64Array): Block[] {
  const blocks: Block[] = [];
  const writer = new BlockWriter((block) => blocks.push(block));
  const list = new VarintWriter();
  let [key, last] = [-1, 0];
  let before = -1;
  for (const entry of entries) {
    // A unit may stand in several runs of one field.
    if (entry === before) continue;
    before = entry;
    const nextKey = Math.floor(entry / POSITIONS);
    const value = entry - nextKey * POSITIONS;
    if (nextKey !== key) {
      if (list.length > 0) writer.put(key, list.view());
      list.clear();
      key = nextKey;
      last = 0;
    }
    list.put(value - last);
    last = value;
  }
  if (list.length > 0) writer.put(key, list.view());
  writer.end();
  return blocks;
}

function tableOf(
  documents: readonly SearchDocument[],
  { runs, runStart, blocks }: { runs: SearchDocument['runs']; runStart: Uint32Array; blocks: Block[] },
): SegmentTable {
  const idEnds = new Uint32Array(documents.length);
  const firstRun = new Uint32Array(documents.length + 1);
  for (const [index, { id, runs: own }] of documents.entries()) {
    idEnds[index] = (idEnds[index - 1] ?? 0) + id.length;
    firstRun[index + 1] = (firstRun[index] ?? 0) + own.length;
  }
  return {
    ids: documents.map(({ id }) => id).join(''),
    idEnds,
    savedAt: Float64Array.from(documents, ({ savedAt }) => savedAt),
    day: Uint32Array.from(documents, ({ day }) => day),
    flags: Uint8Array.from(documents, ({ flags }) => flags),
    firstRun,
    runStart,
    runField: Uint8Array.from(runs, ({ field }) => field),
    blockKeys: Uint32Array.from(blocks, ({ first }) => first),
  };
}
