import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { Complaint } from '../../complaint.ts';

export interface SavedPage {
  /** `set/file.html`. */
  name: string;
  set: string;
  isChinese: boolean;
  /** Thresholds may be chosen by the pages of the first half; those of the second say whether they hold. By hash of the name. */
  half: 'first' | 'second';
  html: string;
  articleText: string;
}

const labelsSchema = z.record(
  z.string(),
  z.object({ isArticle: z.boolean(), lang: z.optional(z.string()), text: z.optional(z.string()) }),
);

/** The labelled articles in the folder, at most so many a set, in the order of their hashes. */
export async function readPages(folder: string, perSet: number): Promise<SavedPage[]> {
  if (!existsSync(join(folder, 'labels.json')))
    throw new Complaint(`No labelled pages in ${folder}: --corpus names the folder of the corpus.`);
  const labels = labelsSchema.parse(JSON.parse(await readFile(join(folder, 'labels.json'), 'utf8')));
  const articles = Object.entries(labels)
    .filter(([, { isArticle }]) => isArticle)
    .map(([name, label]) => ({ name, set: name.split('/')[0] ?? '', hash: hashOf(name), ...label }))
    .sort((a, b) => (a.hash < b.hash ? -1 : 1));
  const chosen = Object.values(Object.groupBy(articles, ({ set }) => set)).flatMap(
    (pages) => pages?.slice(0, perSet) ?? [],
  );
  return await Promise.all(
    chosen.map(async ({ name, set, hash, lang, text }) => ({
      name,
      set,
      isChinese: lang === 'zh',
      half: Number.parseInt(hash.slice(-1), 16) % 2 === 0 ? ('first' as const) : ('second' as const),
      html: await readFile(join(folder, name), 'utf8'),
      articleText: text ?? '',
    })),
  );
}

function hashOf(name: string): string {
  return createHash('sha256').update(name).digest('hex');
}
