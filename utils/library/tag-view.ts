import type { RecordRow } from './database.ts';
import type { Owner, Tag } from './library.ts';
import { deletedIds, kindRange, linked, type RecordsReader } from './read-records.ts';
import { readFields, tagFields, taggingFields } from './record-schemas.ts';

/** Which tags each owner carries, read in one go for a list. */
export interface TagBook {
  /** Tags that something carries, by name. */
  all: Tag[];
  of(owner: Owner): Tag[];
}

export async function readTagBook(records: RecordsReader): Promise<TagBook> {
  const [tagRows, taggings, isGone] = await Promise.all([
    records.getAll(kindRange('tag')),
    records.getAll(kindRange('tagging')),
    readGone(records),
  ]);
  const links = taggings.flatMap(readTagging);
  const counts = Map.groupBy(
    links.filter(({ owner }) => !isGone(owner)),
    ({ tag }) => tag,
  );
  const tags = new Map(
    tagRows.flatMap((row) => readTag(row, counts.get(row.id)?.length ?? 0)).map((tag) => [tag.id, tag]),
  );
  const byOwner = Map.groupBy(links, ({ owner }) => owner);
  return {
    all: sortByName([...tags.values()].filter(({ count }) => count > 0)),
    of: (owner) => sortByName((byOwner.get(ownerKey(owner)) ?? []).flatMap(({ tag }) => tags.get(tag) ?? [])),
  };
}

/** The tags of one article or mark, without reading everyone's. */
export async function readTagsOf(records: RecordsReader, owner: Owner): Promise<Tag[]> {
  const carried = (await linked(records, 'tagging', ownerKey(owner))).flatMap(readTagging);
  const tags = await Promise.all(carried.map(({ tag }) => readCountedTag(records, tag)));
  return sortByName(tags.flat());
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

function readTagging(row: RecordRow): { owner: string; tag: string }[] {
  const { owner, tag, present } = readFields(row, taggingFields);
  return owner !== null && tag !== null && present === true ? [{ owner, tag }] : [];
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
