import * as z from 'zod/mini';
import type { SyncRecord } from '../../protocol/records.ts';
import { articleFields, pagesSchema, readField, tagFields, versionSchema } from './record-schemas.ts';

const SNAPSHOT_FIELD = /^snapshot:([0-9a-f]{64})$/;

/**
 * Under what a record is found in the index `byLink`: an article's marks (`article:ID`), what carries a tag (`tag:ID`), what an owner
 * carries (`article:ID`, `mark:ID`), the article of a snapshot (`snapshot:HASH`) and of one of its pages (`page:ADDRESS`), what lies in 回收站 (`deleted:KIND`), every other
 * article by when it was saved (`newest:`, for a first screen), what else has a note of several values (`several-values`), and an article that became part of another (`merged`).
 */
export function linksOf(record: SyncRecord): string[] {
  if (isDeleted(record)) return [...belongsTo(record), `deleted:${record.kind}`];
  const hasSeveral = Object.values(record.notes ?? {}).some((values) => values.length > 1);
  return [
    ...belongsTo(record),
    ...(record.kind === 'article' ? [newestLink(record)] : []),
    ...(hasSeveral ? [SEVERAL_VALUES] : []),
  ];
}

/** All articles that are not in 回收站, in the order of the index: what was saved last comes first. */
export function newestFirst(): IDBKeyRange {
  return IDBKeyRange.bound('newest:', 'newest:~');
}

/** No time is later: the year 5138. */
const END_OF_TIME = 99_999_999_999_999;

function newestLink(article: SyncRecord): string {
  const versions = snapshotHashes(article).map(
    (hash) => readField(article, `snapshot:${hash}`, versionSchema)?.savedAt ?? Infinity,
  );
  const saved = readField(article, 'savedAt', articleFields.savedAt) ?? Math.min(...versions);
  const left = Math.max(0, END_OF_TIME - (Number.isFinite(saved) ? Math.floor(saved) : 0));
  return `newest:${String(left).padStart(14, '0')}`;
}

export const snapshotLink = (hash: string) => `snapshot:${hash}`;
export const pageLink = (address: string) => `page:${address}`;

export const SEVERAL_VALUES = 'several-values';
export const MERGED = 'merged';

/** The snapshots an article's record names. A field without a value is a version taken out again, or emptied with its article, and names none. */
export function snapshotHashes(record: SyncRecord): string[] {
  return Object.entries(record.fields).flatMap(([name, [, value]]) =>
    value === null ? [] : (SNAPSHOT_FIELD.exec(name)?.[1] ?? []),
  );
}

/** Hashes of the texts and images an article names. */
export function blobHashes(record: SyncRecord): string[] {
  if (record.kind !== 'article') return [];
  return snapshotHashes(record).flatMap((hash) => {
    const images = imagesOf(record, hash);
    return [hash, ...images.filter((image) => image !== null)];
  });
}

/** The kept images of one version, in the order of its text; null where one could not be fetched. */
export function imagesOf(record: Pick<SyncRecord, 'fields'>, snapshot: string): (string | null)[] {
  return readField(record, `snapshot:${snapshot}`, versionSchema)?.images ?? [];
}

export function isDeleted(record: SyncRecord): boolean {
  return readField(record, 'deleted', tagFields.deleted) === true;
}

function belongsTo(record: SyncRecord): string[] {
  if (record.kind === 'mark') return textOf(record, 'article').map((id) => `article:${id}`);
  if (record.kind === 'tagging') {
    return [...textOf(record, 'owner'), ...textOf(record, 'tag').map((id) => `tag:${id}`)];
  }
  if (record.kind === 'article')
    return [
      ...snapshotHashes(record).map(snapshotLink),
      ...(readField(record, 'pages', pagesSchema)?.addresses ?? []).map(pageLink),
      ...(textOf(record, 'mergedInto').length > 0 ? [MERGED] : []),
    ];
  return [];
}

function textOf(record: SyncRecord, field: string): string[] {
  const value = readField(record, field, z.string());
  return value === null || value === '' ? [] : [value];
}
