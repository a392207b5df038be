import type { SyncRecord } from '../../protocol/records.ts';
import { isDeleted } from './links.ts';
import type { MarkColour } from './mark-looks.ts';
import { quoteOfFields } from './mark-view.ts';
import { readNote } from './note-view.ts';
import type { RecordsReader } from './read-records.ts';
import {
  articleFields,
  markFields,
  readField,
  readFields,
  savedSearchFields,
  siteFields,
  stampOf,
  tagFields,
  taggingFields,
} from './record-schemas.ts';
import { siteRuleFields } from './site-rule-schema.ts';

/** What a reader knows a record by. */
export interface RecordWords {
  /** `note` where nothing but a note was changed, `text` and `image` for what a snapshot keeps; else the kind of the record. */
  what: string;
  /** Title, quotation, the note's own words, name of a tag; empty where nothing is left of it. */
  words: string;
  /** The article, or whatever carries it; for an article its source. */
  of: string | null;
  colour: MarkColour | null;
  isDeleted: boolean;
}

/** A list shows a line of it. */
const LONGEST_WORDS = 200;

/** What a reader knows the record by. `unsent`: stamps of the edits that wait, to tell a note that was written from an article that was kept. */
export async function describeRecord(
  records: RecordsReader,
  record: SyncRecord,
  unsent: readonly string[] = [],
): Promise<RecordWords> {
  const plain = { what: record.kind, of: null, colour: null, isDeleted: isDeleted(record) };
  switch (record.kind) {
    case 'article':
      return { ...plain, ...describeArticle(record, unsent) };
    case 'mark':
      return { ...plain, ...(await describeMark(records, record, unsent)) };
    case 'tagging':
      return { ...plain, ...(await describeTagging(records, record)) };
    case 'tag':
      return { ...plain, words: readField(record, 'name', tagFields.name) ?? '' };
    case 'site':
      return { ...plain, words: readField(record, 'pattern', siteFields.pattern) ?? '' };
    case 'site-rule':
      return { ...plain, words: readField(record, 'site', siteRuleFields.site) ?? '' };
    case 'saved-search':
      return { ...plain, words: readField(record, 'name', savedSearchFields.name) ?? '' };
    default:
      return { ...plain, words: record.id };
  }
}

/** The title of an article, its address where it has none; empty where nothing of it is here. */
export function titleOf(record: Pick<SyncRecord, 'fields'>): string {
  const { title, address } = readFields(record, articleFields);
  return shortened(title ?? address ?? '');
}

type Described = Pick<RecordWords, 'words'> & Partial<RecordWords>;

function describeArticle(record: SyncRecord, unsent: readonly string[]): Described {
  const title = titleOf(record);
  const note = unsentNote(record, 'address', unsent);
  if (note !== null) return { what: 'note', words: note, of: title };
  const { source, siteName } = readFields(record, articleFields);
  return { words: title, of: source ?? siteName };
}

async function describeMark(
  records: RecordsReader,
  record: SyncRecord,
  unsent: readonly string[],
): Promise<Described> {
  const { article, colour } = readFields(record, markFields);
  const of = article === null ? null : await ownerWords(records, 'article', article);
  const note = unsentNote(record, 'article', unsent);
  if (note !== null) return { what: 'note', words: note, of };
  return { words: shortened(quoteOfFields(record)), of, colour: colour ?? 1 };
}

async function describeTagging(records: RecordsReader, record: SyncRecord): Promise<Described> {
  const { owner, tag, present } = readFields(record, taggingFields);
  const row = tag === null ? undefined : await records.get(['tag', tag]);
  const name = row ? readField(row, 'name', tagFields.name) : null;
  const [kind, id] = owner?.split(':') ?? [];
  const of = kind && id ? await ownerWords(records, kind, id) : null;
  return { words: name ?? '', of, isDeleted: present === false };
}

/** A tag's or mark's owner: the title of an article, the passage of a mark. */
async function ownerWords(records: RecordsReader, kind: string, id: string): Promise<string | null> {
  const row = await records.get([kind, id]);
  if (!row) return null;
  return (kind === 'mark' ? shortened(quoteOfFields(row)) : titleOf(row)) || null;
}

/** The words of the note that waits, where the record is not new itself, as its field `first` tells: then a reader knows it by its note. */
function unsentNote(record: SyncRecord, first: string, unsent: readonly string[]): string | null {
  const own = readNote(record).values.filter(({ stamp }) => unsent.includes(stamp));
  const isNew = unsent.includes(stampOf(record, first) ?? '');
  if (own.length === 0 || isNew || isDeleted(record)) return null;
  return shortened(own.map(({ text }) => text).join(' '));
}

function shortened(text: string): string {
  return text.length > LONGEST_WORDS ? `${text.slice(0, LONGEST_WORDS)}…` : text;
}
