import { BlockWriter } from './block-writer.ts';
import { type Block, idAt, isUnitKey, PLACES_OF_ONE, type SegmentTable, sizeOf } from './segment.ts';
import { VarintReader, VarintWriter } from './varints.ts';

/** A segment as it is merged: its blocks come in order. `dead` has a 1 for each article that is to be left out. */
export interface Source {
  table: SegmentTable;
  dead: Uint8Array;
  blocks: AsyncIterator<Block, void>;
}

/** Makes one segment of several, without what is dead, and gives its blocks one by one as they are ready; at the end the table. */
export async function mergeSegments(
  sources: readonly Source[],
  give: (block: Block) => void | Promise<void>,
): Promise<SegmentTable> {
  const ready: Block[] = [];
  const keys: number[] = [];
  const writer = new BlockWriter((block) => {
    keys.push(block.first);
    ready.push(block);
  });
  const { table, maps } = joinTables(sources);
  const readers = sources.map((source, index) => new ListReader(source, maps[index] ?? NOWHERE));
  await Promise.all(readers.map((reader) => reader.next()));
  const list = new VarintWriter();
  for (let key = lowestKey(readers); key !== Infinity; key = lowestKey(readers)) {
    list.clear();
    let last = 0;
    for (const reader of readers) {
      if (reader.key !== key) continue;
      last = reader.copyTo(list, last);
      const more = reader.next();
      if (more) await more;
    }
    if (list.length > 0) writer.put(key, list.view());
    for (const block of ready.splice(0)) await give(block);
  }
  writer.end();
  for (const block of ready.splice(0)) await give(block);
  return { ...table, blockKeys: Uint32Array.from(keys) };
}

function lowestKey(readers: readonly ListReader[]): number {
  let lowest = Infinity;
  for (const { key } of readers) if (key < lowest) lowest = key;
  return lowest;
}

/** What lies in a source from `start` on goes `by` further in the merged segment, unless it is dropped. */
interface Move {
  start: number;
  by: number;
  isDropped: boolean;
}

interface Moves {
  positions: Move[];
  /** Of units. */
  places: Move[];
}

const NOWHERE: Moves = { positions: [], places: [] };

/** The lists of one source, one after the other. */
class ListReader {
  /** Infinity at the end. */
  key = 0;
  readonly #blocks: AsyncIterator<Block, void>;
  readonly #moves: Moves;
  #block: VarintReader | null = null;
  #list: Uint8Array = new Uint8Array();

  constructor(source: Source, moves: Moves) {
    this.#blocks = source.blocks;
    this.#moves = moves;
  }

  /** Goes to the next list; a promise only where a block has to be waited for. */
  next(): Promise<void> | null {
    if (this.#block === null || this.#block.isAtEnd) return this.#nextBlock();
    this.#readList(this.#block);
    return null;
  }

  async #nextBlock(): Promise<void> {
    const { value, done } = await this.#blocks.next();
    if (done || !value) {
      this.key = Infinity;
      return;
    }
    this.key = value.first;
    this.#block = new VarintReader(value.bytes);
    this.#readList(this.#block);
  }

  #readList(block: VarintReader): void {
    this.key += block.next();
    this.#list = block.take(block.next());
  }

  /** Puts what is alive behind what ends with `last`; answers the new last. */
  copyTo(out: VarintWriter, last: number): number {
    const moves = isUnitKey(this.key) ? this.#moves.places : this.#moves.positions;
    const list = new VarintReader(this.#list);
    let [value, at, before] = [0, 0, last];
    let move = moves[0];
    while (!list.isAtEnd) {
      value += list.next();
      for (let next = moves[at + 1]; next && next.start <= value; next = moves[at + 1]) {
        at += 1;
        move = next;
      }
      if (!move || move.isDropped) continue;
      const moved = value + move.by;
      out.put(moved - before);
      before = moved;
    }
    return before;
  }
}

/** The table of what is alive, and for each source where its positions and runs go. */
function joinTables(sources: readonly Source[]): {
  table: Omit<SegmentTable, 'blockKeys'>;
  maps: Moves[];
} {
  const ids: string[] = [];
  const idEnds: number[] = [];
  const savedAt: number[] = [];
  const day: number[] = [];
  const flags: number[] = [];
  const firstRun = [0];
  const runStart: number[] = [];
  const runField: number[] = [];
  let [position, idEnd] = [0, 0];
  const maps = sources.map(({ table, dead }): Moves => {
    const moves: Moves = { positions: [], places: [] };
    for (let document = 0; document < sizeOf(table); document += 1) {
      const [from, to] = [table.firstRun[document] ?? 0, table.firstRun[document + 1] ?? 0];
      const [start, end] = [table.runStart[from] ?? 0, table.runStart[to] ?? 0];
      const isDropped = dead[document] === 1;
      addMove(moves.positions, { start, by: position - start, isDropped });
      addMove(moves.places, {
        start: document * PLACES_OF_ONE,
        by: (idEnds.length - document) * PLACES_OF_ONE,
        isDropped,
      });
      if (isDropped) continue;
      for (let run = from; run < to; run += 1) {
        runStart.push((table.runStart[run] ?? 0) - start + position);
        runField.push(table.runField[run] ?? 0);
      }
      position += end - start;
      const id = idAt(table, document);
      ids.push(id);
      idEnd += id.length;
      idEnds.push(idEnd);
      savedAt.push(table.savedAt[document] ?? 0);
      day.push(table.day[document] ?? 0);
      flags.push(table.flags[document] ?? 0);
      firstRun.push(runField.length);
    }
    return moves;
  });
  runStart.push(position);
  return {
    table: {
      ids: ids.join(''),
      idEnds: Uint32Array.from(idEnds),
      savedAt: Float64Array.from(savedAt),
      day: Uint32Array.from(day),
      flags: Uint8Array.from(flags),
      firstRun: Uint32Array.from(firstRun),
      runStart: Uint32Array.from(runStart),
      runField: Uint8Array.from(runField),
    },
    maps,
  };
}

/** One move for neighbours that go together. */
function addMove(moves: Move[], move: Move): void {
  const last = moves.at(-1);
  if (last && last.by === move.by && last.isDropped === move.isDropped) return;
  moves.push(move);
}
