import * as z from 'zod/mini';
import type { SyncRecord } from '../../protocol/records.ts';
import { pagesSchema, readField, tagFields, versionSchema } from './record-schemas.ts';

const SNAPSHOT_FIELD = /^snapshot:([0-9a-f]{64})$/;

/**
 * Under what a record is found in the index `byLink`: an article's marks (`article:ID`), what carries a tag (`tag:ID`), what an owner
 * carries (`article:ID`, `mark:ID`), the article of a snapshot (`snapshot:HASH`) and of one of its pages (`page:ADDRESS`), what lies in 回收站 (`deleted:KIND`), and what else has a note of
 * several values (`several-values`).
 */
export function linksOf(record: SyncRecord): string[] {
  if (isDeleted(record)) return [...belongsTo(record), `deleted:${record.kind}`];
  const hasSeveral = Object.values(record.notes ?? {}).some((values) => values.length > 1);
  return hasSeveral ? [...belongsTo(record), SEVERAL_VALUES] : belongsTo(record);
}

export const pageLink = (address: string) => `page:${address}`;

export const SEVERAL_VALUES = 'several-values';

/** The snapshots an article's record names. */
export function snapshotHashes(record: SyncRecord): string[] {
  return Object.keys(record.fields).flatMap((name) => SNAPSHOT_FIELD.exec(name)?.[1] ?? []);
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
      ...snapshotHashes(record).map((hash) => `snapshot:${hash}`),
      ...(readField(record, 'pages', pagesSchema)?.addresses ?? []).map(pageLink),
    ];
  return [];
}

function textOf(record: SyncRecord, field: string): string[] {
  const value = readField(record, field, z.string());
  return value === null || value === '' ? [] : [value];
}
