import { rankOf } from './fields.ts';
import type { Word } from './query.ts';
import {
  isUnitKey,
  lastNotAboveFrom,
  PLACES_OF_ONE,
  pairKey,
  type SegmentTable,
  sizeOf,
  unitKey,
} from './segment.ts';
import { readAscending, VarintReader } from './varints.ts';

/** Not found. */
export const NOWHERE = 255;

/** The keys whose lists say where a folded text stands, each with its distance from the text's beginning. */
export function keysOf(text: string): { key: number; at: number }[] {
  if (text.length === 1) return [{ key: unitKey(text.charCodeAt(0)), at: 0 }];
  const last = text.length - 2;
  const places = Array.from({ length: Math.ceil(text.length / 2) }, (_, index) => Math.min(index * 2, last));
  return places.map((at) => ({ key: pairKey(text.charCodeAt(at), text.charCodeAt(at + 1)), at }));
}

/** The list of a key in the block that would hold it; empty where there is none. */
export function listIn(block: { first: number; bytes: Uint8Array }, wanted: number): Uint8Array {
  const reader = new VarintReader(block.bytes);
  for (let key = block.first; !reader.isAtEnd; ) {
    key += reader.next();
    const length = reader.next();
    if (key === wanted) return reader.take(length);
    if (key > wanted) break;
    reader.at += length;
  }
  return new Uint8Array();
}

/** Where a word stands in a segment: per article the best place, as an index of `FIELDS`, or `NOWHERE`. `lists` are those of `keysOf`, by key. */
export function findWord(
  table: SegmentTable,
  word: Pick<Word, 'text' | 'field'>,
  lists: ReadonlyMap<number, Uint8Array>,
): Uint8Array {
  const best = new Uint8Array(sizeOf(table)).fill(NOWHERE);
  const wanted = word.field === null ? null : rankOf(word.field);
  let document = 0;
  const note = (run: number) => {
    const field = table.runField[run] ?? NOWHERE;
    if (wanted !== null && field !== wanted) return;
    if (run >= (table.firstRun[document + 1] ?? 0))
      document = lastNotAboveFrom(table.firstRun, run, document);
    if (field < (best[document] ?? 0)) best[document] = field;
  };
  const [first, ...others] = keysOf(word.text).map(({ key, at }) => ({
    key,
    at,
    values: readAscending(lists.get(key) ?? NONE),
  }));
  if (!first) return best;
  if (isUnitKey(first.key)) return bestOfUnit(best, first.values, { wanted, isWhole: word.field === 'tag' });
  let run = 0;
  for (const position of common([first, ...others])) {
    if (position >= (table.runStart[run + 1] ?? 0)) run = lastNotAboveFrom(table.runStart, position, run);
    if (isWhole(table, word, run, position)) note(run);
  }
  return best;
}

/** By the fields that the unit's list names; the best field of an article comes first. */
function bestOfUnit(
  best: Uint8Array,
  places: Uint32Array,
  { wanted, isWhole }: { wanted: number | null; isWhole: boolean },
): Uint8Array {
  for (let at = 0; at < places.length; at += 1) {
    const place = places[at] ?? 0;
    const within = place % PLACES_OF_ONE;
    const field = within >> 1;
    if (wanted !== null && (field !== wanted || (isWhole && within % 2 === 0))) continue;
    const document = (place - within) / PLACES_OF_ONE;
    if (best[document] === NOWHERE) best[document] = field;
  }
  return best;
}

const NONE = new Uint8Array();

/** A tag is looked for by its whole name, everything else by any part of it. */
function isWhole(
  { runStart }: Pick<SegmentTable, 'runStart'>,
  { text, field }: Pick<Word, 'text' | 'field'>,
  run: number,
  position: number,
): boolean {
  if (field !== 'tag') return true;
  const start = runStart[run] ?? 0;
  return position === start && (runStart[run + 1] ?? 0) - 1 - start === text.length;
}

/** Positions from which all pieces stand at their distance. */
function common(pieces: { at: number; values: Uint32Array }[]): Uint32Array {
  const [shortest, ...others] = pieces.toSorted((a, b) => a.values.length - b.values.length);
  if (!shortest) return new Uint32Array();
  let found: Uint32Array = shortest.values
    .filter((value) => value >= shortest.at)
    .map((value) => value - shortest.at);
  for (const { at, values } of others) found = withBoth(found, values, at);
  return found;
}

/** Those of `starts` that `values`, `at` further on, has as well. Both ascend. */
function withBoth(starts: Uint32Array, values: Uint32Array, at: number): Uint32Array {
  let [size, seen] = [0, 0];
  for (const start of starts) {
    const wanted = start + at;
    while (seen < values.length && (values[seen] ?? 0) < wanted) seen += 1;
    if (values[seen] !== wanted) continue;
    starts[size] = start;
    size += 1;
  }
  return starts.subarray(0, size);
}
