import { buildSegment, fitting } from '../search/build-segment.ts';
import { mergeSegments, type Source } from '../search/merge-segments.ts';
import { type Block, idAt, type SegmentTable, sizeOf } from '../search/segment.ts';
import type { FreshRow } from './search-rows.ts';
import { LAST_SEGMENT } from './search-rows.ts';
import { blocksOf, numbersOf, piecesOf, putTable, readSegments } from './segments.ts';
import type { Store } from './store.ts';

/** When something is merged. */
export interface MergeSizes {
  /** Fresh articles that become a segment: fewer are read whole with each search. */
  fresh: number;
  /** Or their texts together, in UTF-16 code units. */
  freshUnits: number;
  /** Segments of about the same size that become one. */
  alike: number;
}

const SIZES: MergeSizes = { fresh: 64, freshUnits: 512 * 1024, alike: 6 };
/** At most so many at once: building is one piece of work, some tens of milliseconds. */
const FRESH_AT_ONCE = 128;
/** Articles below which segments count as of the same size; larger ones are left as they are, unless most of one is dead. */
const TIERS = [256, 2_048, 16_384];
/** Of merged segments together: positions are below 2³². */
const MOST_POSITIONS = 2 ** 31;
const BLOCKS_AT_ONCE = 32;

const STORES = ['searchFresh', 'searchSegments', 'searchDead', 'searchBlocks', 'meta'] as const;

/**
 * One step of putting the index in order: fresh articles become a segment, or several segments one. May be cut anywhere, and of two at once one comes
 * to nothing. Answers whether it did something.
 */
export async function mergeIndex(store: Store, sizes = SIZES): Promise<boolean> {
  const work = async () => (await mergeFresh(store, sizes)) || (await mergeAlike(store, sizes));
  const name = `search index ${store.account}`;
  return navigator.locks.request(name, { ifAvailable: true }, (lock) => (lock ? work() : false));
}

async function mergeFresh(store: Store, sizes: MergeSizes): Promise<boolean> {
  const reading = store.database.transaction(['searchFresh', 'searchSegments']);
  const all = await reading.objectStore('searchFresh').getAll(null, FRESH_AT_ONCE);
  const units = all.flatMap(({ runs }) => runs).reduce((sum, { text }) => sum + text.length, 0);
  if (all.length < sizes.fresh && units < sizes.freshUnits) return false;
  const rows = all.slice(0, fitting(all));
  const segments = await readSegments(store.database, reading.objectStore('searchSegments'));
  const documents = rows.filter(({ runs }) => runs.length > 0);
  const built = buildSegment(documents);

  const transaction = store.database.transaction(STORES, 'readwrite', { durability: 'relaxed' });
  if (!(await areStill(transaction.objectStore('searchSegments'), segments))) {
    await transaction.done;
    return false;
  }
  const fresh = transaction.objectStore('searchFresh');
  const present = await Promise.all(rows.map(({ id }) => fresh.get(id)));
  const isSame = (row: FreshRow) => present[rows.indexOf(row)]?.turn === row.turn;
  await buryOld(transaction.objectStore('searchDead'), segments, new Set(rows.map(({ id }) => id)));
  const dead = Uint8Array.from(documents, (row) => Number(!isSame(row)));
  await putSegment(transaction, { ...built, dead });
  for (const row of rows) if (isSame(row)) await fresh.delete(row.id);
  await transaction.done;
  return true;
}

/** Marks what older segments have of these articles as dead. */
async function buryOld(
  store: DeadStore,
  segments: ReadonlyMap<number, SegmentTable>,
  ids: ReadonlySet<string>,
): Promise<void> {
  for (const [number, table] of segments) {
    const dead = await readDead(store, number, table);
    let hasChanged = false;
    for (let document = 0; document < dead.length; document += 1) {
      if (dead[document] === 1 || !ids.has(idAt(table, document))) continue;
      dead[document] = 1;
      hasChanged = true;
    }
    if (hasChanged) await store.put(dead, number);
  }
}

interface DeadStore {
  get(number: number): Promise<Uint8Array<ArrayBuffer> | undefined>;
  put(dead: Uint8Array<ArrayBuffer>, number: number): Promise<unknown>;
}

export async function readDead(
  store: Pick<DeadStore, 'get'>,
  number: number,
  table: SegmentTable,
): Promise<Uint8Array<ArrayBuffer>> {
  return (await store.get(number)) ?? new Uint8Array(sizeOf(table));
}

type MergeTransaction = ReturnType<typeof openToMerge>;

function openToMerge(store: Store) {
  return store.database.transaction(STORES, 'readwrite', { durability: 'relaxed' });
}

async function putSegment(
  transaction: MergeTransaction,
  { table, blocks, dead }: { table: SegmentTable; blocks: Block[]; dead: Uint8Array<ArrayBuffer> },
): Promise<void> {
  if (sizeOf(table) === 0) return;
  const number = await nextNumber(transaction.objectStore('meta'));
  await putTable(transaction.objectStore('searchSegments'), number, table);
  if (dead.includes(1)) await transaction.objectStore('searchDead').put(dead, number);
  const store = transaction.objectStore('searchBlocks');
  await Promise.all(blocks.map(({ first, bytes }) => store.put(bytes, [number, first])));
}

async function nextNumber(meta: {
  get(key: string): Promise<string | number | undefined>;
  put(value: number, key: string): Promise<unknown>;
}): Promise<number> {
  const last = await meta.get(LAST_SEGMENT);
  const number = (typeof last === 'number' ? last : 0) + 1;
  await meta.put(number, LAST_SEGMENT);
  return number;
}

async function areStill(
  store: { getAllKeys(): Promise<number[]> },
  segments: ReadonlyMap<number, SegmentTable>,
): Promise<boolean> {
  const numbers = numbersOf(await store.getAllKeys());
  return numbers.length === segments.size && numbers.every((number) => segments.has(number));
}

async function mergeAlike(store: Store, { alike }: MergeSizes): Promise<boolean> {
  const reading = store.database.transaction(['searchSegments', 'searchDead']);
  const segments = await readSegments(store.database, reading.objectStore('searchSegments'));
  const parts = await Promise.all(
    [...segments].map(async ([number, table]) => ({
      number,
      table,
      dead: await readDead(reading.objectStore('searchDead'), number, table),
    })),
  );
  const chosen = chooseAlike(parts, alike);
  if (chosen.length === 0) return false;
  await removeOrphans(store, segments);
  // Its blocks are written piece by piece: without a table nobody sees them.
  const number = await takeNumber(store);
  const table = await writeMerged(store, number, chosen);
  return replaceSegments(store, chosen, { number, table });
}

interface Part {
  number: number;
  table: SegmentTable;
  dead: Uint8Array<ArrayBuffer>;
}

function chooseAlike(parts: Part[], least: number): Part[] {
  const mostlyDead = parts.find(({ dead }) => livingOf(dead) * 2 < dead.length);
  if (mostlyDead) return [mostlyDead];
  for (const [tier, most] of TIERS.entries()) {
    const alike = parts.filter(
      ({ dead }) => livingOf(dead) < most && livingOf(dead) >= (TIERS[tier - 1] ?? 0),
    );
    if (alike.length < least) continue;
    let positions = 0;
    const over = alike.findIndex(({ table }) => {
      positions += table.runStart.at(-1) ?? 0;
      return positions > MOST_POSITIONS;
    });
    const fits = over === -1 ? alike : alike.slice(0, over);
    if (fits.length > 1) return fits;
  }
  return [];
}

function livingOf(dead: Uint8Array): number {
  return dead.reduce((sum, one) => sum + 1 - one, 0);
}

async function takeNumber(store: Store): Promise<number> {
  const transaction = store.database.transaction('meta', 'readwrite', { durability: 'relaxed' });
  const number = await nextNumber(transaction.store);
  await transaction.done;
  return number;
}

async function writeMerged(store: Store, number: number, parts: Part[]): Promise<SegmentTable> {
  const sources = parts.map(
    (part): Source => ({ table: part.table, dead: part.dead, blocks: readBlocks(store, part) }),
  );
  const waiting: Block[] = [];
  const flush = async () => {
    const transaction = store.database.transaction('searchBlocks', 'readwrite', { durability: 'relaxed' });
    await Promise.all(
      waiting.splice(0).map(({ first, bytes }) => transaction.store.put(bytes, [number, first])),
    );
    await transaction.done;
  };
  const table = await mergeSegments(sources, (block) => {
    waiting.push(block);
    return waiting.length < BLOCKS_AT_ONCE ? undefined : flush();
  });
  await flush();
  return table;
}

async function* readBlocks(store: Store, { number, table }: Part): AsyncGenerator<Block, void> {
  for (let from = 0; from < table.blockKeys.length; from += BLOCKS_AT_ONCE) {
    const firsts = table.blockKeys.subarray(from, from + BLOCKS_AT_ONCE);
    const range = IDBKeyRange.bound([number, firsts[0]], [number, firsts.at(-1)]);
    const all = await store.database.getAll('searchBlocks', range);
    for (const [index, bytes] of all.entries()) yield { first: firsts[index] ?? 0, bytes };
  }
}

/** Only where everything that was merged is still as it was read. */
async function replaceSegments(
  store: Store,
  parts: Part[],
  { number, table }: { number: number; table: SegmentTable },
): Promise<boolean> {
  const transaction = openToMerge(store);
  const segments = transaction.objectStore('searchSegments');
  const dead = transaction.objectStore('searchDead');
  const blocks = transaction.objectStore('searchBlocks');
  const isWhole = (await blocks.count(blocksOf(number))) === table.blockKeys.length;
  const present = await Promise.all(
    parts.map(async (part) => {
      const isThere = (await segments.getKey(piecesOf(part.number))) !== undefined;
      const now = await readDead(dead, part.number, part.table);
      return isThere && now.every((one, at) => one === part.dead[at]);
    }),
  );
  const isSame = isWhole && present.every(Boolean);
  if (isSame) {
    if (sizeOf(table) > 0) await putTable(segments, number, table);
    for (const part of parts) {
      await segments.delete(piecesOf(part.number));
      await dead.delete(part.number);
      await blocks.delete(blocksOf(part.number));
    }
  } else await blocks.delete(blocksOf(number));
  await transaction.done;
  return isSame;
}

/** Blocks of a merge that was cut short. */
async function removeOrphans(store: Store, segments: ReadonlyMap<number, SegmentTable>): Promise<void> {
  const transaction = store.database.transaction(['searchBlocks', 'searchSegments'], 'readwrite', {
    durability: 'relaxed',
  });
  const blocks = transaction.objectStore('searchBlocks');
  const present = new Set([
    ...segments.keys(),
    ...numbersOf(await transaction.objectStore('searchSegments').getAllKeys()),
  ]);
  let cursor = await blocks.openKeyCursor();
  while (cursor) {
    const [number] = cursor.key;
    if (!present.has(number)) await blocks.delete(blocksOf(number));
    cursor = await cursor.continue([number + 1, 0]);
  }
  await transaction.done;
}
