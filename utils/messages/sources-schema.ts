import * as z from 'zod/mini';
import { MAX_BLOB_BYTES } from '../../protocol/sync.ts';
import type { PackedSources } from '../article/pack-sources.ts';

/** In UTF-16 units: more than a page may have that is read at all. */
const text = z.string().check(z.maxLength(MAX_BLOB_BYTES));
/** Around a text and with labels there are a few hundred; see pack-sources.ts. */
const MAX_LINES = 3_000;
const textOrNull = z.nullable(text);
const texts = z.array(text).check(z.maxLength(10_000));
/** A line's place among the page's; none before the first is −1. */
const place = z.int().check(z.gte(-1), z.lte(10_000_000));
const count = place.check(z.gte(0));
const selector = z.nullable(z.string().check(z.maxLength(20_000)));

const makeup = z.object({
  pieces: z
    .array(
      z.object({
        text,
        element: selector,
        isLinked: z.boolean(),
        isAccount: z.nullable(z.enum(['author', 'account', 'channel'])),
      }),
    )
    .check(z.maxLength(10_000)),
  isBold: z.boolean(),
});

const label = z.object({
  name: z.enum([
    'category',
    'author',
    'poster',
    'issuer',
    'editor',
    'source',
    'published',
    'written',
    'updated',
    'summary',
    'other',
  ]),
  word: text,
  value: textOrNull,
  line: count,
  valueLine: count,
});

/** What a page's script has gathered for the fields, shaped as they take it and bounded. */
export const sourcesSchema: z.ZodMiniType<PackedSources> = z.object({
  address: text,
  lines: z
    .array(z.object({ at: count, text, linked: count, element: selector, makeup: z.exactOptional(makeup) }))
    .check(z.maxLength(MAX_LINES)),
  lineCount: count,
  labels: z.array(label).check(z.maxLength(MAX_LINES * 10)),
  data: z.object({
    title: textOrNull,
    authors: texts,
    published: textOrNull,
    updated: textOrNull,
    section: textOrNull,
    summary: textOrNull,
    source: textOrNull,
    image: textOrNull,
    siteName: textOrNull,
    breadcrumb: texts,
  }),
  scripts: z.object({ published: textOrNull, updated: textOrNull, source: textOrNull }),
  crumbs: texts,
  title: textOrNull,
  siteName: textOrNull,
  menu: texts,
  siteWords: text,
  titleLine: place,
  from: count,
  to: count,
  now: z.number(),
  monthFirst: z.boolean(),
});
