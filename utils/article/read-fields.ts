import { readAuthors } from './authors.ts';
import { type FieldSources, readBreadcrumb, readCategory, readEditor, readSummary } from './fields.ts';
import { readReprint, readSource } from './origin.ts';
import { readPublished, readUpdated } from './published.ts';
import type { ReadingFields } from './reading.ts';
import type { Steps } from './steps.ts';

/** The fields that are read from what was gathered of a page, without the page itself. */
export type GatheredFields = Pick<
  ReadingFields,
  | 'category'
  | 'breadcrumb'
  | 'authors'
  | 'editor'
  | 'source'
  | 'isReprint'
  | 'publishedAt'
  | 'updatedAt'
  | 'summary'
>;

/** `text` is that of the body. */
export function* readFields(sources: FieldSources, text: string): Steps<GatheredFields> {
  const source = readSource(sources);
  yield;
  const authors = readAuthors(sources);
  yield;
  const publishedAt = readPublished(sources);
  yield;
  return {
    category: readCategory(sources, sources.crumbs),
    breadcrumb: readBreadcrumb(sources, sources.crumbs),
    authors,
    editor: readEditor(sources),
    source,
    isReprint: readReprint(sources, source, sources.siteName),
    publishedAt,
    updatedAt: readUpdated(sources),
    summary: readSummary(sources, text),
  };
}
