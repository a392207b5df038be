import { findTerms } from './key-terms.ts';
import { slices } from './pause.ts';
import { summarise } from './summarise.ts';

/** What a text is about, made on this device out of the text alone. Never kept and never sent: the same text gives it again, and a better method a better one. */
export interface Gist {
  /** Sentences of the text; null where it is too short. Always to be marked as made here, for the page's own summary is another thing. */
  summary: string | null;
  /** 5 to 8 terms, the most telling first; fewer of a short text. */
  terms: string[];
}

export interface TextForGist {
  title: string;
  headings: readonly string[];
  /** The body's paragraphs, one a line. */
  text: string;
  /** Source, site and authors: an article is by them, not about them. */
  names: readonly string[];
}

export async function gistOf(
  { title, headings, text, names }: TextForGist,
  signal?: AbortSignal,
): Promise<Gist> {
  const pause = slices(signal);
  const summary = await summarise({ title, headings, text }, pause);
  const terms = await findTerms({ title, headings, lines: text.split('\n'), names }, pause);
  return { summary, terms };
}
