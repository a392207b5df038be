import type { SyncRecord } from '../../protocol/records.ts';
import { millisecondsOf } from '../../protocol/stamps.ts';
import type { OutlineItem } from '../article/reading.ts';
import type { Article, SnapshotVersion } from './article-types.ts';
import { readNote } from './note-view.ts';
import {
  articleFields,
  readField,
  readFlag,
  readText,
  readTexts,
  readUsual,
  stampOf,
  type Version,
  versionSchema,
} from './record-schemas.ts';
import type { Tag } from './tag-types.ts';

/**
 * An article as everyone else sees it. A malformed field is read as absent; null only where the article has no address left, which is
 * what an emptied one looks like.
 */
export function readArticleView(
  record: Pick<SyncRecord, 'kind' | 'id' | 'fields' | 'notes'>,
  tags: Tag[],
): Article | null {
  const address = readText(record, 'address');
  if (address === null) return null;
  const isDeleted = readFlag(record, 'deleted') === true;
  const deletion = isDeleted ? stampOf(record, 'deleted') : null;
  const { snapshots, corrected } = readNamed(record);
  const lengths = readUsual(record, 'lengths', LENGTHS);
  const pages = readField(record, 'pages', articleFields.pages);
  return {
    id: record.id,
    address,
    title: readText(record, 'title') ?? address,
    category: readText(record, 'category'),
    breadcrumb: readTexts(record, 'breadcrumb') ?? [],
    authors: readTexts(record, 'authors') ?? [],
    editor: readText(record, 'editor'),
    source: readText(record, 'source'),
    publishedAt: readText(record, 'publishedAt'),
    updatedAt: readText(record, 'updatedAt'),
    summary: readText(record, 'summary'),
    isReprint: readFlag(record, 'isReprint'),
    siteName: readText(record, 'siteName'),
    language: readText(record, 'language'),
    leadImage: readText(record, 'leadImage'),
    corrected,
    outline: readUsual(record, 'outline', OUTLINE) ?? [],
    characters: lengths?.characters ?? snapshots.at(-1)?.characters ?? 0,
    minutes: lengths?.minutes ?? 1,
    pages: pages !== null && pages.addresses.length > 1 ? pages : null,
    state: readField(record, 'state', articleFields.state) ?? 'unread',
    favourite: readFlag(record, 'favourite') ?? false,
    position: readField(record, 'position', articleFields.position) ?? 0,
    place: readField(record, 'place', articleFields.place),
    savedAt: readUsual(record, 'savedAt', SAVED_AT) ?? snapshots[0]?.savedAt ?? 0,
    snapshots,
    note: readNote(record),
    tags,
    isDeleted,
    deletedAt: deletion === null ? null : millisecondsOf(deletion),
  };
}

/** The versions that a record names, newest last. */
export function readSnapshots(record: Pick<SyncRecord, 'fields'>): SnapshotVersion[] {
  return readNamed(record).snapshots;
}

const LENGTHS = { isUsual: isLengths, schema: articleFields.lengths };
const OUTLINE = { isUsual: isOutline, schema: articleFields.outline };
const SAVED_AT = { isUsual: isTime, schema: articleFields.savedAt };
const VERSION = { isUsual: isVersion, schema: versionSchema };

function isTime(value: unknown): value is number {
  return typeof value === 'number' && value >= 0 && value < Infinity;
}

function isLengths(value: unknown): value is { characters: number; minutes: number } {
  return hasKeys(value, ['characters', 'minutes']) && isTime(value.characters) && isTime(value.minutes);
}

function isOutline(value: unknown): value is OutlineItem[] {
  return Array.isArray(value) && value.every(isOutlineItem);
}

function isOutlineItem(value: unknown): value is OutlineItem {
  if (!hasKeys(value, ['level', 'text', 'id'])) return false;
  const { level, text, id } = value;
  return (
    Number.isInteger(level) &&
    isTime(level) &&
    level >= 1 &&
    typeof text === 'string' &&
    typeof id === 'string'
  );
}

function isVersion(value: unknown): value is Version {
  if (!hasKeys(value, ['savedAt', 'characters', 'images'])) return false;
  const { savedAt, characters, images } = value;
  return (
    isTime(savedAt) &&
    isTime(characters) &&
    Array.isArray(images) &&
    images.every((one) => one === null || typeof one === 'string')
  );
}

function hasKeys(value: unknown, names: string[]): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false;
  const keys = Object.keys(value);
  return keys.length === names.length && names.every((name) => keys.includes(name));
}

const CORRECTION = 'correction:';
const SNAPSHOT = /^snapshot:([0-9a-f]{64})$/;

/** The versions, newest last, and the fields that the reader corrected: what the names of fields say, in one go through them. */
function readNamed(record: Pick<SyncRecord, 'fields'>): {
  snapshots: SnapshotVersion[];
  corrected: string[];
} {
  const snapshots: SnapshotVersion[] = [];
  const corrected: string[] = [];
  for (const name of Object.keys(record.fields ?? {})) {
    if (name.startsWith(CORRECTION)) {
      if (readFlag(record, name) === true) corrected.push(name.slice(CORRECTION.length));
      continue;
    }
    const hash = name.startsWith('snapshot:') ? SNAPSHOT.exec(name)?.[1] : undefined;
    const version = hash === undefined ? null : readUsual(record, name, VERSION);
    if (hash !== undefined && version !== null)
      snapshots.push({ hash, savedAt: version.savedAt, characters: version.characters });
  }
  snapshots.sort((left, right) => left.savedAt - right.savedAt || (left.hash < right.hash ? -1 : 1));
  return { snapshots, corrected };
}
