import * as z from 'zod/mini';
import type { Candidate, Evidence, Field, Reading, ReadingFields } from '../../utils/article/reading.ts';
import type { Article, Library } from '../../utils/library/library.ts';
import { parseJson } from '../../utils/parse-json.ts';

/** The fields shown at once, in their order, and those behind 更多. */
export const MAIN_FIELDS = ['category', 'authors', 'source', 'publishedAt', 'summary'] as const;
export const MORE_FIELDS = [
  'breadcrumb',
  'editor',
  'isReprint',
  'updatedAt',
  'siteName',
  'language',
  'leadImage',
] as const;
/** The fields a reader may know better than the page. */
export const CORRECTABLE = ['title', ...MAIN_FIELDS, ...MORE_FIELDS] as const;
export type CorrectableName = (typeof CORRECTABLE)[number];
export type CorrectableFields = Pick<ReadingFields, CorrectableName>;

const LISTS = ['breadcrumb', 'authors'] as const;
type ListName = (typeof LISTS)[number];
type TextName = Exclude<CorrectableName, ListName | 'isReprint'>;
const isText = (name: CorrectableName): name is TextName =>
  name !== 'breadcrumb' && name !== 'authors' && name !== 'isReprint';
const TEXTS = CORRECTABLE.filter(isText);

/** Null, or an empty list, says that the article never had it. */
export type CorrectionValue = string | string[] | boolean | null;

const absentOr = z.exactOptional(z.nullable(z.string()));
const list = z.exactOptional(z.array(z.string()));
const correctionsSchema = z.object({
  title: z.exactOptional(z.string()),
  category: absentOr,
  breadcrumb: list,
  authors: list,
  editor: absentOr,
  isReprint: z.exactOptional(z.nullable(z.boolean())),
  source: absentOr,
  publishedAt: absentOr,
  updatedAt: absentOr,
  summary: absentOr,
  siteName: absentOr,
  language: absentOr,
  leadImage: absentOr,
});
export type Corrections = z.infer<typeof correctionsSchema>;

/** Whether an absent value of this field is an empty list. */
export const isListField = (name: CorrectableName): name is ListName => LISTS.some((list) => list === name);

/** One named value as a change of the article. Null where the field can't take such a value: a title can't be absent. */
export function correctionOf(name: CorrectableName, value: CorrectionValue): Corrections | null {
  const { data } = correctionsSchema.safeParse({ [name]: value });
  return data ?? null;
}

/** What was corrected on a page before it was saved: kept on this device, under the address the page is saved by. */
export async function readCorrections(library: Library, address: string): Promise<Corrections> {
  const kept = await library.draft(keyOf(address));
  return parseJson(kept, correctionsSchema) ?? {};
}

/** Adds to them; what the page says itself needs no correction. Gives all there are now, once they are on disk. */
export async function keepCorrections(
  library: Library,
  address: string,
  changes: Corrections,
  page: ReadingFields,
): Promise<Corrections> {
  const all = { ...(await readCorrections(library, address)), ...changes };
  for (const name of CORRECTABLE) {
    if (JSON.stringify(all[name] ?? []) === JSON.stringify(page[name].value ?? [])) delete all[name];
  }
  await library.setDraft(keyOf(address), Object.keys(all).length > 0 ? JSON.stringify(all) : null);
  return all;
}

/** Writes what waits for this article into the library; it waits on if that fails. */
export async function applyCorrections(library: Library, article: Article): Promise<Article> {
  const waiting = await readCorrections(library, article.address);
  if (Object.keys(waiting).length === 0) return article;
  const corrected = await library.editArticle(article.id, waiting);
  await library.setDraft(keyOf(article.address), null);
  return corrected;
}

/** The reading as the reader corrected it. */
export function correctReading(reading: Reading, corrections: Corrections): Reading {
  const fields = { ...reading.fields };
  for (const name of TEXTS) fields[name] = corrected(fields[name], corrections[name]);
  for (const name of LISTS) fields[name] = corrected(fields[name], corrections[name]);
  fields.isReprint = corrected(fields.isReprint, corrections.isReprint);
  return { ...reading, fields };
}

/** The fields as they are kept, with what the page offers for each; `reading` is null until the page was read. */
export function fieldsOfArticle(article: Article, reading: Reading | null): CorrectableFields {
  const page = reading?.fields;
  const text = (name: TextName) => kept(article, name, article[name], page?.[name]);
  const all = (name: ListName) =>
    kept(article, name, article[name].length > 0 ? article[name] : null, page?.[name]);
  return {
    title: text('title'),
    category: text('category'),
    breadcrumb: all('breadcrumb'),
    authors: all('authors'),
    editor: text('editor'),
    isReprint: kept(article, 'isReprint', article.isReprint, page?.isReprint),
    source: text('source'),
    publishedAt: text('publishedAt'),
    updatedAt: text('updatedAt'),
    summary: text('summary'),
    siteName: text('siteName'),
    language: text('language'),
    leadImage: text('leadImage'),
  };
}

const BY_HAND: Evidence = { source: 'reader', text: '', selector: null };

/** A list without entries is an absent one, as the page's would be. */
function corrected<T>(field: Field<T>, value: T | null | undefined): Field<T> {
  if (value === undefined) return field;
  const isEmpty = Array.isArray(value) && value.length === 0;
  return { ...field, value: isEmpty ? null : value, confidence: 1, evidence: BY_HAND };
}

function kept<T>(article: Article, name: string, value: T | null, page: Field<T> | undefined): Field<T> {
  const candidates: Candidate<T>[] = page?.candidates ?? [];
  const same = candidates.find((found) => JSON.stringify(found.value) === JSON.stringify(value));
  const evidence = article.corrected.includes(name) ? BY_HAND : (same?.evidence ?? null);
  const isRuled = page?.rule !== undefined && JSON.stringify(page.value) === JSON.stringify(value);
  return {
    value,
    confidence: value === null ? 0 : 1,
    evidence,
    candidates,
    ...(isRuled && page.rule && { rule: page.rule }),
  };
}

const keyOf = (address: string) => `corrections ${address}`;
