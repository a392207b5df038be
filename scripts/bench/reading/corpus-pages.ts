import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import * as z from 'zod/mini';
import { corpusFolder } from '../../../tests/corpus.ts';

/** A text, or several of which each is right. */
const oneOrMore = z.union([z.string(), z.array(z.string())]);

const labelSchema = z.object({
  url: z.string(),
  lang: z.string(),
  isArticle: z.boolean(),
  title: z.optional(z.string()),
  author: z.optional(oneOrMore),
  source: z.optional(oneOrMore),
  publishedAt: z.optional(z.string()),
  category: z.optional(oneOrMore),
  text: z.optional(z.string()),
});

/** What a person found on the page. A field that is absent was not looked for; an empty one is not on the page. */
export type Label = z.infer<typeof labelSchema>;

export interface CorpusPage {
  /** `set/file.html`. */
  name: string;
  set: string;
  html: string;
  label: Label;
}

/** The labelled pages in `folder` (the corpus, or its `reading`), by default where tests look for them; null where there are none. */
export function readCorpusPages(folder: string | undefined): CorpusPage[] | null {
  const place = folder === undefined ? corpusFolder('reading') : readingFolder(resolve(folder));
  if (place === null) return null;
  const labels = z
    .record(z.string(), labelSchema)
    .parse(JSON.parse(readFileSync(join(place, 'labels.json'), 'utf8')));
  return Object.entries(labels).map(([name, label]) => ({
    name,
    set: name.split('/')[0] ?? name,
    html: readFileSync(join(place, name), 'utf8'),
    label,
  }));
}

function readingFolder(folder: string): string | null {
  const places = [folder, join(folder, 'reading')];
  const found = places.find((place) => existsSync(join(place, 'labels.json')));
  if (found === undefined) console.log(`No labels.json in ${places.join(' or ')}.`);
  return found ?? null;
}

/** One of two halves of each set, told by the page's name: what was learnt on one can be tried on the other. */
export function inHalf(half: 'a' | 'b'): (page: CorpusPage) => boolean {
  return ({ name }) => {
    let sum = 0;
    for (const letter of name) sum = (sum * 31 + letter.charCodeAt(0)) % 65_521;
    return sum % 2 === (half === 'a' ? 0 : 1);
  };
}
