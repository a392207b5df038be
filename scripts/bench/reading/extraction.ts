/** What a reader found on a page, ours or another's; null where it has no such field or left it empty. */
export interface Extraction {
  isArticle: boolean | null;
  title: string | null;
  authors: readonly string[] | null;
  source: string | null;
  /** As the reader writes times. */
  publishedAt: string | null;
  category: string | null;
  text: string;
}

/** What a reader that failed has found. */
export const NOTHING: Extraction = {
  isArticle: null,
  title: null,
  authors: null,
  source: null,
  publishedAt: null,
  category: null,
  text: '',
};
