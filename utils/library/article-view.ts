import type { SyncRecord } from '../../protocol/records.ts';
import { millisecondsOf } from '../../protocol/stamps.ts';
import type { Article, SnapshotVersion, Tag } from './library.ts';
import { snapshotHashes } from './links.ts';
import { readNote } from './note-view.ts';
import { articleFields, readField, readFields, stampOf, versionSchema } from './record-schemas.ts';

/**
 * An article as everyone else sees it. A malformed field is read as absent; null only where the article has no address left, which is
 * what an emptied one looks like.
 */
export function readArticleView(
  record: Pick<SyncRecord, 'kind' | 'id' | 'fields' | 'notes'>,
  tags: Tag[],
): Article | null {
  const fields = readFields(record, articleFields);
  if (fields.address === null) return null;
  const isDeleted = fields.deleted === true;
  const deletion = isDeleted ? stampOf(record, 'deleted') : null;
  const snapshots = readVersions(record);
  return {
    id: record.id,
    address: fields.address,
    title: fields.title ?? fields.address,
    category: fields.category,
    breadcrumb: fields.breadcrumb ?? [],
    authors: fields.authors ?? [],
    editor: fields.editor,
    source: fields.source,
    publishedAt: fields.publishedAt,
    updatedAt: fields.updatedAt,
    summary: fields.summary,
    isReprint: fields.isReprint,
    siteName: fields.siteName,
    language: fields.language,
    leadImage: fields.leadImage,
    corrected: readCorrected(record),
    outline: fields.outline ?? [],
    characters: fields.lengths?.characters ?? snapshots.at(-1)?.characters ?? 0,
    minutes: fields.lengths?.minutes ?? 1,
    pages: fields.pages !== null && fields.pages.addresses.length > 1 ? fields.pages : null,
    state: fields.state ?? 'unread',
    favourite: fields.favourite ?? false,
    position: fields.position ?? 0,
    savedAt: fields.savedAt ?? snapshots[0]?.savedAt ?? 0,
    snapshots,
    note: readNote(record),
    tags,
    isDeleted,
    deletedAt: deletion === null ? null : millisecondsOf(deletion),
  };
}

const CORRECTION = 'correction:';

function readCorrected(record: Pick<SyncRecord, 'fields'>): string[] {
  return Object.entries(record.fields ?? {}).flatMap(([name, register]) =>
    name.startsWith(CORRECTION) && Array.isArray(register) && register[1] === true
      ? [name.slice(CORRECTION.length)]
      : [],
  );
}

function readVersions(record: SyncRecord): SnapshotVersion[] {
  if (!record.fields) return [];
  return snapshotHashes(record)
    .flatMap((hash) => {
      const version = readField(record, `snapshot:${hash}`, versionSchema);
      return version === null ? [] : [{ hash, savedAt: version.savedAt, characters: version.characters }];
    })
    .sort((left, right) => left.savedAt - right.savedAt || (left.hash < right.hash ? -1 : 1));
}
