import * as z from 'zod/mini';
import type { RecordKind, SyncRecord } from '../../protocol/records.ts';
import { siteRuleFields } from './site-rule-schema.ts';

/** Milliseconds since 1970. */
const time = z.number().check(z.nonnegative());
const colour = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4), z.literal(5)]);

export const outlineSchema = z.array(
  z.object({ level: z.number().check(z.int(), z.gte(1)), text: z.string(), id: z.string() }),
);

/** What is known of an article's pages, where it is split over several (`ReadingPages`). */
export const pagesSchema = z.object({
  addresses: z.array(z.string()),
  missing: z.array(z.number().check(z.int(), z.gte(1))),
  reason: z.nullable(z.enum(['unread', 'failed', 'stopped', 'limit'])),
});

/** A line of the kept text by its first words and what stands around them. `start`: UTF-16 code units from the beginning of the text. */
export const placeSchema = z.object({
  exact: z.string(),
  prefix: z.string(),
  suffix: z.string(),
  start: z.number().check(z.int(), z.nonnegative()),
});
export type ReadingPlace = z.infer<typeof placeSchema>;

/** What a `snapshot:<hash>` field of an article holds. Null where the version was taken out again. */
export const versionSchema = z.object({
  savedAt: time,
  characters: z.number().check(z.nonnegative()),
  /** Hashes of the kept images, in the order of the snapshot's own list; null where one could not be fetched. */
  images: z.catch(z.array(z.nullable(z.string())), []),
});
export type Version = z.infer<typeof versionSchema>;

/** The fields of each kind of record. A stored value that doesn't fit is read as null and left as it is. */
export const articleFields = {
  address: z.string(),
  title: z.string(),
  category: z.string(),
  breadcrumb: z.array(z.string()),
  authors: z.array(z.string()),
  editor: z.string(),
  source: z.string(),
  publishedAt: z.string(),
  updatedAt: z.string(),
  summary: z.string(),
  /** Where the summary was found: an evidence source of the reading. */
  summaryFrom: z.string(),
  siteName: z.string(),
  isReprint: z.boolean(),
  language: z.string(),
  leadImage: z.string(),
  outline: outlineSchema,
  lengths: z.object({ characters: z.number(), minutes: z.number() }),
  pages: pagesSchema,
  state: z.enum(['unread', 'reading', 'archived']),
  favourite: z.boolean(),
  position: z.number().check(z.gte(0), z.lte(1)),
  place: placeSchema,
  savedAt: time,
  /** The article this one turned out to be. */
  mergedInto: z.string(),
  deleted: z.boolean(),
};

/** Selectors are read one by one: a newer version may know more kinds. */
export const markFields = {
  article: z.string(),
  snapshot: z.string(),
  quote: z.string(),
  pageSelectors: z.array(z.unknown()),
  snapshotSelectors: z.array(z.unknown()),
  colour,
  style: z.enum(['ground', 'underline', 'wavy']),
  createdAt: time,
  deleted: z.boolean(),
};

export const tagFields = {
  name: z.string(),
  colour,
  /** The tag that this one, deleted, became part of. */
  mergedInto: z.string(),
  deleted: z.boolean(),
};
/** `owner` is `article:ID` or `mark:ID`. */
export const taggingFields = { owner: z.string(), tag: z.string(), present: z.boolean() };
export const siteFields = { pattern: z.string(), on: z.boolean() };
export const preferenceFields = { value: z.union([z.string(), z.number(), z.boolean(), z.null()]) };
/** `filters` as the library page's address has them. */
export const savedSearchFields = {
  name: z.string(),
  query: z.string(),
  filters: z.string(),
  deleted: z.boolean(),
};
/** What the daily review scheduled for the mark of the same id. */
export const reviewFields = {
  due: time,
  stability: z.number(),
  difficulty: z.number(),
  repetitions: z.number(),
  lapses: z.number(),
  reviewedAt: time,
};
/** Beside these, `seconds:DEVICE:YYYY-MM-DD`: one field a device and day, so that minutes add up. */
export const readingTimeFields = { article: z.string() };

export const RECORD_FIELDS: Record<RecordKind, Record<string, z.ZodMiniType>> = {
  article: articleFields,
  tagging: taggingFields,
  tag: tagFields,
  mark: markFields,
  site: siteFields,
  'site-rule': siteRuleFields,
  'saved-search': savedSearchFields,
  review: reviewFields,
  preference: preferenceFields,
  'reading-time': readingTimeFields,
};

type Values<Fields extends Record<string, z.ZodMiniType>> = {
  [Name in keyof Fields]: z.infer<Fields[Name]> | null;
};

/** Reads the named fields of a record; one that is absent or malformed is null. Never throws, whatever was stored. */
export function readFields<Fields extends Record<string, z.ZodMiniType>>(
  record: Pick<SyncRecord, 'fields'>,
  schemas: Fields,
): Values<Fields>;
export function readFields(
  record: Pick<SyncRecord, 'fields'>,
  schemas: Record<string, z.ZodMiniType>,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(schemas).map(([name, schema]) => [name, readField(record, name, schema)]),
  );
}

/** Reads one field, null where it is absent or malformed. */
export function readField<T>(
  record: Pick<SyncRecord, 'fields'>,
  name: string,
  schema: z.ZodMiniType<T>,
): T | null {
  const value = registerValue(record, name);
  // What was never written needs no schema to be told.
  if (value === undefined) return null;
  const read = schema.safeParse(value);
  return read.success ? read.data : null;
}

/**
 * The same for fields of any text, of yes or no, and of several texts, by plain checks: a list of ten thousand articles reads most of its fields so, at a fraction of the
 * schemas' cost.
 */
export function readText(record: Pick<SyncRecord, 'fields'>, name: string): string | null {
  const value = registerValue(record, name);
  return typeof value === 'string' ? value : null;
}

export function readFlag(record: Pick<SyncRecord, 'fields'>, name: string): boolean | null {
  const value = registerValue(record, name);
  return typeof value === 'boolean' ? value : null;
}

export function readTexts(record: Pick<SyncRecord, 'fields'>, name: string): string[] | null {
  const value = registerValue(record, name);
  return Array.isArray(value) && value.every((one) => typeof one === 'string') ? value : null;
}

/** The same for fields whose usual values `isUsual` tells; what is out of the ordinary is left to the schema. */
export function readUsual<T>(
  record: Pick<SyncRecord, 'fields'>,
  name: string,
  { isUsual, schema }: { isUsual: (value: unknown) => value is T; schema: z.ZodMiniType<T> },
): T | null {
  const value = registerValue(record, name);
  return isUsual(value) ? value : readField(record, name, schema);
}

function registerValue(record: Pick<SyncRecord, 'fields'>, name: string): unknown {
  const register: unknown = record.fields?.[name];
  return Array.isArray(register) ? register[1] : undefined;
}

/** The stamp of a field, null where the field was never written. */
export function stampOf(record: Pick<SyncRecord, 'fields'>, name: string): string | null {
  const register: unknown = record.fields?.[name];
  return Array.isArray(register) && typeof register[0] === 'string' ? register[0] : null;
}
