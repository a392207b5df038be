import type { RecordRow } from './database.ts';
import type { Owner } from './note-types.ts';
import { deletedIds, kindRange, linked, type RecordsReader } from './read-records.ts';
import { eachSlice } from './read-slices.ts';
import { readFields, readFlag, readText, tagFields } from './record-schemas.ts';
import type { Tag } from './tag-types.ts';

/** Which tags each owner carries, read in one go for a list. */
export interface TagBook {
  /** Tags that something carries, by name. */
  all: Tag[];
  of(owner: Owner): Tag[];
}

export async function readTagBook(records: RecordsReader): Promise<TagBook> {
  const links: { owner: string; tag: string }[] = [];
  const [tagRows, isGone] = await Promise.all([
    records.getAll(kindRange('tag')),
    readGone(records),
    eachSlice(
      (range, count) => records.getAll(range, count),
      { range: kindRange('tagging'), keyOf: (row) => [row.kind, row.id] },
      (slice) => {
        for (const row of slice) links.push(...readTagging(row));
      },
    ),
  ]);
  return tagBookOf(tagRows, links, isGone);
}

/** The same of what was read already. What is on an owner that `isGone` is not counted. */
export function tagBookOf(
  tagRows: RecordRow[],
  links: Iterable<{ owner: string; tag: string }>,
  isGone: (owner: string) => boolean = () => false,
): TagBook {
  const into = standingFor(tagRows);
  const carried = new Map<string, Set<string>>();
  const counts = new Map<string, number>();
  for (const { owner, tag: given } of links) {
    const tag = followMerges(into, given);
    const own = carried.get(owner) ?? new Set();
    if (own.has(tag)) continue;
    carried.set(owner, own.add(tag));
    if (!isGone(owner)) counts.set(tag, (counts.get(tag) ?? 0) + 1);
  }
  const sorted = sortByName(tagRows.flatMap((row) => readTag(row, counts.get(row.id) ?? 0)));
  const places = new Map(sorted.map(({ id }, place) => [id, place]));
  return {
    all: sorted.filter(({ count }) => count > 0),
    of: (owner) => {
      const own = [...(carried.get(ownerKey(owner)) ?? [])].flatMap((tag) => places.get(tag) ?? []);
      return own.sort((left, right) => left - right).flatMap((place) => sorted[place] ?? []);
    },
  };
}

/** Tags that became part of others, with what they became part of. */
function mergesOf(rows: RecordRow[]): Map<string, string> {
  return new Map(
    rows.flatMap((row) => {
      const into = readFlag(row, 'deleted') === true ? readText(row, 'mergedInto') : null;
      return into === null ? [] : [[row.id, into] as const];
    }),
  );
}

/**
 * What each tag that doesn't stand for itself counts as: those that became part of others, and of several of one name, which devices that had not heard of each other gave, all but
 * the smallest id.
 */
export function standingFor(rows: RecordRow[]): ReadonlyMap<string, string> {
  const into = mergesOf(rows);
  const first = new Map<string, string>();
  for (const row of rows.toSorted((left, right) => (left.id < right.id ? -1 : 1))) {
    const name = readFlag(row, 'deleted') === true ? null : readText(row, 'name');
    const same = name === null ? undefined : first.get(name);
    if (same !== undefined) into.set(row.id, same);
    else if (name !== null) first.set(name, row.id);
  }
  return into;
}

/** Devices apart may merge tags in a circle; nobody merges so often. */
const MOST_MERGES = 8;

export function followMerges(into: ReadonlyMap<string, string>, tag: string): string {
  let id = tag;
  for (let step = 0; step < MOST_MERGES; step += 1) id = into.get(id) ?? id;
  return id;
}

/** The tag that this one has become, without reading everyone's. */
export async function resolveTag(records: RecordsReader, tag: string): Promise<string> {
  let id = tag;
  for (let step = 0; step < MOST_MERGES; step += 1) {
    const row = await records.get(['tag', id]);
    const next = row && mergesOf([row]).get(id);
    if (next === undefined) return id;
    id = next;
  }
  return id;
}

/** The tags of one article or mark, without reading everyone's. */
export async function readTagsOf(records: RecordsReader, owner: Owner): Promise<Tag[]> {
  const carried = (await linked(records, 'tagging', ownerKey(owner))).flatMap(readTagging);
  const ids = new Set(await Promise.all(carried.map(({ tag }) => resolveTag(records, tag))));
  const tags = await Promise.all([...ids].map((id) => readCountedTag(records, id)));
  return oncePerName(sortByName(tags.flat()));
}

/** Of several tags of one name an owner carries, to a reader, one. */
export function oncePerName(tags: Tag[]): Tag[] {
  const names = new Set<string>();
  return tags.filter(({ name }) => names.size < names.add(name).size);
}

/** One tag, without counting what carries it. */
export async function readTagNamed(records: RecordsReader, id: string): Promise<Tag[]> {
  const row = await records.get(['tag', await resolveTag(records, id)]);
  return row ? readTag(row, 0) : [];
}

/** One tag with how many carry it; empty when it is unknown or deleted. */
export async function readCountedTag(records: RecordsReader, id: string): Promise<Tag[]> {
  const row = await records.get(['tag', id]);
  if (!row) return [];
  const isGone = await readGone(records);
  const carriers = (await linked(records, 'tagging', `tag:${id}`)).flatMap(readTagging);
  return readTag(row, carriers.filter(({ owner }) => !isGone(owner)).length);
}

export function ownerKey(owner: Owner): string {
  return `${owner.kind}:${owner.id}`;
}

/** A tag as it is shown; empty when it is deleted or has no name. */
export function readTag(row: Pick<RecordRow, 'id' | 'fields'>, count: number): Tag[] {
  const { name, colour, deleted } = readFields(row, tagFields);
  return name === null || deleted === true ? [] : [{ id: row.id, name, colour, count }];
}

/** What carries which tag; empty where it no longer does. */
export function readTagging(row: RecordRow): { owner: string; tag: string }[] {
  const [owner, tag] = [readText(row, 'owner'), readText(row, 'tag')];
  return owner !== null && tag !== null && readFlag(row, 'present') === true ? [{ owner, tag }] : [];
}

async function readGone(records: RecordsReader): Promise<(owner: string) => boolean> {
  const [articles, marks] = await Promise.all([deletedIds(records, 'article'), deletedIds(records, 'mark')]);
  const gone = new Set(
    [...articles].map((id) => `article:${id}`).concat([...marks].map((id) => `mark:${id}`)),
  );
  return (owner) => gone.has(owner);
}

/** Chinese by pronunciation. One collator: making one for each comparison takes longer than the rest of a list. */
const collator = new Intl.Collator('zh-CN');

function sortByName(tags: Tag[]): Tag[] {
  return tags.sort((left, right) => collator.compare(left.name, right.name) || (left.id < right.id ? -1 : 1));
}
