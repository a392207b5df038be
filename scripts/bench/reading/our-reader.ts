import { readArticle } from '../../../utils/article/read-article.ts';
import type { Reading, ReadingOptions } from '../../../utils/article/reading.ts';
import type { Extraction } from './extraction.ts';

/** Our reading of a document, as the others' are compared. */
export function readOurs(document: Document, address: string, options: ReadingOptions): Extraction {
  return extractionOf(readArticle(document, address, options));
}

export function extractionOf({ kind, fields, text }: Reading): Extraction {
  return {
    isArticle: kind === 'article',
    title: fields.title.value,
    authors: fields.authors.value,
    source: fields.source.value,
    publishedAt: fields.publishedAt.value,
    category: fields.category.value,
    text,
  };
}
