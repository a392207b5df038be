import * as z from 'zod/mini';
import type { Candidate, Evidence, Field, Reading, ReadingFields } from '../../utils/article/reading.ts';
import type { Article, Library } from '../../utils/library/library.ts';

/** The fields a reader may know better than the page, in the order they are shown. */
export const CORRECTABLE = ['title', 'category', 'authors', 'source', 'publishedAt', 'summary'] as const;
export type CorrectableName = (typeof CORRECTABLE)[number];
export type CorrectableFields = Pick<ReadingFields, CorrectableName>;

/** Null, or no authors, says that the article never had it. */
export type CorrectionValue = string | string[] | null;

const absentOr = z.exactOptional(z.nullable(z.string()));
const correctionsSchema = z.object({
  title: z.exactOptional(z.string()),
  category: absentOr,
  authors: z.exactOptional(z.array(z.string())),
  source: absentOr,
  publishedAt: absentOr,
  summary: absentOr,
});
export type Corrections = z.infer<typeof correctionsSchema>;

/** One named value as a change of the article. Null where the field can't take such a value: a title can't be absent. */
export function correctionOf(name: CorrectableName, value: CorrectionValue): Corrections | null {
  const { data } = correctionsSchema.safeParse({ [name]: value });
  return data ?? null;
}

/** What was corrected on a page before it was saved: kept on this device, under the address the page is saved by. */
export async function readCorrections(library: Library, address: string): Promise<Corrections> {
  const kept = await library.draft(keyOf(address));
  return kept === null ? {} : parse(kept);
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
  const { fields } = reading;
  const { title, category, authors, source, publishedAt, summary } = corrections;
  return {
    ...reading,
    fields: {
      ...fields,
      title: corrected(fields.title, title),
      category: corrected(fields.category, category),
      authors: corrected(fields.authors, authors),
      source: corrected(fields.source, source),
      publishedAt: corrected(fields.publishedAt, publishedAt),
      summary: corrected(fields.summary, summary),
    },
  };
}

/** The fields as they are kept, with what the page offers for each; `reading` is null until the page was read. */
export function fieldsOfArticle(article: Article, reading: Reading | null): CorrectableFields {
  const page = reading?.fields;
  return {
    title: kept(article.title, page?.title),
    category: kept(article.category, page?.category),
    authors: kept(article.authors.length > 0 ? article.authors : null, page?.authors),
    source: kept(article.source, page?.source),
    publishedAt: kept(article.publishedAt, page?.publishedAt),
    summary: kept(article.summary, page?.summary),
  };
}

const BY_HAND: Evidence = { source: 'reader', text: '', selector: null };

function corrected<T>(field: Field<T>, value: T | null | undefined): Field<T> {
  return value === undefined ? field : { ...field, value, confidence: 1, evidence: BY_HAND };
}

function kept<T>(value: T | null, page: Field<T> | undefined): Field<T> {
  const candidates: Candidate<T>[] = page?.candidates ?? [];
  const same = candidates.find((found) => JSON.stringify(found.value) === JSON.stringify(value));
  return { value, confidence: value === null ? 0 : 1, evidence: same?.evidence ?? null, candidates };
}

function parse(text: string): Corrections {
  try {
    return correctionsSchema.safeParse(JSON.parse(text)).data ?? {};
  } catch {
    return {};
  }
}

const keyOf = (address: string) => `corrections ${address}`;
