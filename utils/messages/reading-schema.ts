import * as z from 'zod/mini';
import { MAX_BLOB_BYTES } from '../../protocol/sync.ts';
import type { PartialReading } from '../article/complete-reading.ts';
import {
  type Candidate,
  type Evidence,
  type Field,
  MAX_IMAGES,
  MAX_OUTLINE_ITEMS,
  type Reading,
  type ReadingFields,
  type ReadingPages,
} from '../article/reading.ts';
import { sourcesSchema } from './sources-schema.ts';

/** A reading is kept as a snapshot, and a snapshot travels as a blob. */
export const MAX_TEXT_LENGTH = MAX_BLOB_BYTES;
const MAX_CANDIDATES = 100;

const line = z.string().check(z.maxLength(20_000));
const share = z.number().check(z.gte(0), z.lte(1));

/** Where a script in a page says it found something. */
export const evidenceSchema: z.ZodMiniType<Evidence> = z.object({
  source: z.enum([
    'label',
    'byline',
    'breadcrumb',
    'heading',
    'document-title',
    'meta',
    'structured-data',
    'body',
    'address',
    'reader',
  ]),
  text: line,
  selector: z.nullable(line),
});

function candidateSchema<T>(value: z.ZodMiniType<T>): z.ZodMiniType<Candidate<T>> {
  return z.object({ value, confidence: share, evidence: evidenceSchema });
}

function fieldSchema<T>(value: z.ZodMiniType<T>): z.ZodMiniType<Field<T>> {
  return z.object({
    value: z.nullable(value),
    confidence: share,
    evidence: z.nullable(evidenceSchema),
    candidates: z.array(candidateSchema(value)).check(z.maxLength(MAX_CANDIDATES)),
    rule: z.exactOptional(z.enum(['applied', 'not-found'])),
  });
}

/** Beyond this many nothing is read. */
const MAX_PAGES = 100;
const pagesSchema: z.ZodMiniType<ReadingPages> = z.object({
  addresses: z.array(z.string().check(z.maxLength(8192))).check(z.maxLength(MAX_PAGES)),
  missing: z.array(z.int().check(z.positive())).check(z.maxLength(MAX_PAGES)),
  reason: z.nullable(z.enum(['unread', 'failed', 'stopped', 'limit'])),
});

const text = fieldSchema(line);
const texts = fieldSchema(z.array(line).check(z.maxLength(100)));

export const readingFieldsSchema: z.ZodMiniType<ReadingFields> = z.object({
  title: text,
  category: text,
  breadcrumb: texts,
  authors: texts,
  editor: text,
  source: text,
  isReprint: fieldSchema(z.boolean()),
  publishedAt: text,
  updatedAt: text,
  summary: text,
  siteName: text,
  language: text,
  canonicalAddress: text,
  leadImage: text,
});

const readingShape = z.object({
  kind: z.enum(['article', 'list', 'home', 'member', 'search', 'other']),
  kindScore: share,
  isObservation: z.boolean(),
  fields: readingFieldsSchema,
  html: z.string().check(z.maxLength(MAX_TEXT_LENGTH)),
  text: z.string().check(z.maxLength(MAX_TEXT_LENGTH)),
  outline: z
    .array(z.object({ level: z.int().check(z.gte(1), z.lte(12)), text: line, id: line }))
    .check(z.maxLength(MAX_OUTLINE_ITEMS)),
  images: z
    .array(
      z.object({
        address: z.string().check(z.maxLength(MAX_TEXT_LENGTH)),
        alternative: line,
        caption: z.nullable(line),
      }),
    )
    .check(z.maxLength(MAX_IMAGES)),
  lengths: z.object({ characters: z.number().check(z.nonnegative()), minutes: z.number().check(z.gte(0)) }),
  pages: z.exactOptional(pagesSchema),
});

/** What a page's script hands over: shaped as a `Reading` and bounded. Its HTML is sanitised again whenever it is shown. */
export const readingSchema: z.ZodMiniType<Reading> = readingShape;

/** What was given in one message, its HTML without the words of its text: to be put together, and read as a reading then. */
export const wovenReadingSchema = z.looseObject({
  html: z.array(z.union([z.string(), z.tuple([z.int().check(z.gte(0)), z.int().check(z.gte(0))])])),
  text: z.string().check(z.maxLength(MAX_TEXT_LENGTH)),
});

/** The same where some of its fields are still to be read. */
export const partialReadingSchema: z.ZodMiniType<PartialReading> = z.extend(readingShape, {
  sources: z.exactOptional(sourcesSchema),
});
