import { fullDate } from './article-words.ts';

export interface Cited {
  title: string;
  authors: string[];
  source: string | null;
  publishedAt: string | null;
  address: string;
}

/**
 * A reference to an article on the web in the manner of GB/T 7714-2015 §8.8: author. title[EB/OL]. source, (published)[cited]. address.
 * What the page doesn't say is left out, never made up. `now` in milliseconds since 1970.
 */
export function citationOf(article: Cited, now: number): string {
  const authors = article.authors.length > 0 ? `${article.authors.join('，')}. ` : '';
  const source = article.source ? `${article.source}, ` : '';
  const published = article.publishedAt ? `(${article.publishedAt.slice(0, 10)})` : '';
  return `${authors}${article.title}[EB/OL]. ${source}${published}[${fullDate(now)}]. ${article.address}.`;
}
