import type { Json, SyncRecord } from '../../protocol/records.ts';
import type { OutlineItem, Reading } from '../article/reading.ts';
import type { ArticleSave } from './article-types.ts';
import { readSnapshots } from './article-view.ts';
import { readField, versionSchema } from './record-schemas.ts';

// A record stays below 64 KB, and a note may take 60 KB of it: what the snapshot holds in full is kept short here. UTF-16 code units.
const MAX_TITLE = 300;
const MAX_SUMMARY = 600;
const MAX_VALUE = 120;
const MAX_ADDRESS = 1000;
const MAX_NAMES = 12;
const MAX_OUTLINE = 1500;
const MAX_HEADING = 80;
/** Of all pages together. */
const MAX_ADDRESSES = 6000;

/** What a reading says about the article, as far as it differs from what the record holds and the reader hasn't corrected it. */
export function describeReading(before: SyncRecord | null, save: ArticleSave): Record<string, Json> {
  const all = Object.entries({
    address: save.address,
    ...fieldsOf(save.reading),
    pages: pagesOf(save.reading, before),
  });
  return Object.fromEntries(
    all.filter(([name, value]) => {
      if (value === null || before?.fields[`correction:${name}`]?.[1] === true) return false;
      return JSON.stringify(before?.fields[name]?.[1]) !== JSON.stringify(value);
    }),
  );
}

/**
 * The field that names this version; empty where it is the newest that the record has. A text that comes back after another is the newest again, and a save
 * that comes late leaves what was saved after it the newest. Its images follow (images.ts).
 */
export function nameVersion(
  before: SyncRecord | null,
  hash: string,
  save: ArticleSave,
): Record<string, Json> {
  const name = `snapshot:${hash}`;
  const known = before && readField(before, name, versionSchema);
  if (!known)
    return { [name]: { savedAt: save.savedAt, characters: save.reading.lengths.characters, images: [] } };
  const isNewest = readSnapshots(before).at(-1)?.hash === hash;
  return isNewest || save.savedAt <= known.savedAt ? {} : { [name]: { ...known, savedAt: save.savedAt } };
}

function fieldsOf({ fields, outline, lengths }: Reading): Record<string, Json> {
  return {
    title: bounded(fields.title.value, MAX_TITLE),
    category: bounded(fields.category.value, MAX_VALUE),
    breadcrumb: boundedAll(fields.breadcrumb.value),
    authors: boundedAll(fields.authors.value),
    editor: bounded(fields.editor.value, MAX_VALUE),
    source: bounded(fields.source.value, MAX_VALUE),
    publishedAt: bounded(fields.publishedAt.value, MAX_VALUE),
    updatedAt: bounded(fields.updatedAt.value, MAX_VALUE),
    summary: bounded(fields.summary.value, MAX_SUMMARY),
    summaryFrom: fields.summary.evidence?.source ?? null,
    isReprint: fields.isReprint.value,
    siteName: bounded(fields.siteName.value, MAX_VALUE),
    language: bounded(fields.language.value, MAX_VALUE),
    leadImage: shortAddress(fields.leadImage.value),
    outline: trimOutline(outline),
    lengths: { characters: lengths.characters, minutes: lengths.minutes },
  };
}

/** An article that was split over several pages, and is one page now, has none. */
function pagesOf({ pages }: Reading, before: SyncRecord | null): Json {
  if (pages === undefined) return before?.fields.pages ? { addresses: [], missing: [], reason: null } : null;
  let length = 0;
  const addresses = pages.addresses.filter((address) => {
    length += address.length;
    return length <= MAX_ADDRESSES;
  });
  return { addresses, missing: pages.missing, reason: pages.reason };
}

/** A cut address leads nowhere, and a picture written into the page itself is in the snapshot. */
function shortAddress(address: string | null): string | null {
  return address && address.length <= MAX_ADDRESS && /^https?:/.test(address) ? address : null;
}

function trimOutline(outline: OutlineItem[]): Json {
  let length = 0;
  const items: Json[] = [];
  for (const { level, text, id } of outline) {
    const heading = bounded(text, MAX_HEADING) ?? '';
    length += heading.length + id.length + 30;
    if (length > MAX_OUTLINE) break;
    items.push({ level, text: heading, id });
  }
  return items;
}

function boundedAll(values: string[] | null): string[] | null {
  return values?.slice(0, MAX_NAMES).map((value) => bounded(value, MAX_VALUE) ?? '') ?? null;
}

/** Cuts at a whole character. */
function bounded(text: string | null, length: number): string | null {
  if (text === null || text.length <= length) return text;
  return `${text.slice(0, length - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}
