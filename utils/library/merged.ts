import { newestStamp } from '../../protocol/merge.ts';
import type { SyncRecord } from '../../protocol/records.ts';
import type { RecordRow } from './database.ts';
import { isDeleted, MERGED } from './links.ts';
import { linked, type RecordsReader } from './read-records.ts';
import { articleFields, readField } from './record-schemas.ts';

type ReadArticle = (id: string) => Promise<SyncRecord | null | undefined>;

/** Followed by the stamp of a value of a note: its words stand in the note of the article that this one became part of. */
export const NOTE_TAKEN = 'note-taken:';

/** Longer than any chain that readers make; a circle is found sooner. */
const LONGEST_CHAIN = 64;

/**
 * The article that this one turned out to be, itself where it is none but itself. Devices that merge apart may make a circle; then its smallest id
 * stands for all, on every device. Where the other article is not here (it may still come), or is empty by now and was in such a circle itself, this one stands for itself; so it
 * does where the other was deleted and somebody who had not heard of it wrote to this one since, who would see it nowhere.
 */
export async function standsFor(id: string, read: ReadArticle): Promise<string> {
  const path: string[] = [];
  let own: SyncRecord | null = null;
  for (let at = id; path.length < LONGEST_CHAIN; ) {
    const seen = path.indexOf(at);
    if (seen !== -1) return path.slice(seen).reduce((least, one) => (one < least ? one : least));
    const row = await read(at);
    if (!row) return path.at(-1) ?? id;
    const last = path.at(-1);
    if (last !== undefined && wasPart(row)) return last;
    own ??= row;
    if (isWrittenSince(own, row)) return id;
    path.push(at);
    const next = readField(row, 'mergedInto', articleFields.mergedInto);
    if (next === null) return at;
    at = next;
  }
  return id;
}

function isWrittenSince(own: SyncRecord, { id, fields }: SyncRecord): boolean {
  const { deleted } = fields;
  if (own.id === id || deleted?.[1] !== true) return false;
  // What a merge leaves behind by itself is nobody's word.
  const written = Object.entries(own.fields).filter(([name]) => !name.startsWith(NOTE_TAKEN));
  return newestStamp({ ...own, fields: Object.fromEntries(written) }) > deleted[0];
}

/** Whether it was deleted and emptied, and what it had become part of with it. */
function wasPart({ fields }: SyncRecord): boolean {
  const [deleted, into] = [fields.deleted, fields.mergedInto];
  return deleted?.[1] === true && into?.[1] === null && into[0] === deleted[0];
}

/** The living articles that became part of others, by the one that stands for them. */
export async function readParts(records: RecordsReader): Promise<Map<string, RecordRow[]>> {
  const parts = new Map<string, RecordRow[]>();
  for (const row of (await linked(records, 'article', MERGED)).filter((one) => !isDeleted(one))) {
    const whole = await standsFor(row.id, (each) => records.get(['article', each]));
    if (whole !== row.id) parts.set(whole, [...(parts.get(whole) ?? []), row]);
  }
  return parts;
}

/** The articles that stand for themselves no longer. */
export async function readMergedAway(records: RecordsReader): Promise<Set<string>> {
  const merged = await linked(records, 'article', MERGED);
  const away = await Promise.all(
    merged.map(async ({ id }) =>
      (await standsFor(id, (each) => records.get(['article', each]))) === id ? [] : [id],
    ),
  );
  return new Set(away.flat());
}
