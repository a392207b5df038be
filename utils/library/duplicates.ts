import type { ListRow } from './article-types.ts';

/** The newest first. */
export type Duplicates = [ListRow, ListRow, ...ListRow[]];

/** Looked at between two interruptions. */
const ARTICLES_A_STEP = 64;
/** Shorter titles are those of columns. UTF-16 units, without punctuation. */
const MIN_TITLE = 4;

/**
 * Kept articles that are one, as far as that can be told: their addresses lead to the same page of the same site (http or https, www or m, with or without
 * `index.html`, parameters in another order) and their titles agree, or they hold the very same text on the same site.
 */
export function findDuplicates(articles: readonly ListRow[]): Duplicates[] {
  const steps = duplicatesInSteps(articles);
  let step = steps.next();
  while (!step.done) step = steps.next();
  return step.value;
}

/** The same with interruptions: ten thousand articles take a moment. */
export function* duplicatesInSteps(articles: readonly ListRow[]): Generator<undefined, Duplicates[]> {
  const groups = new Groups();
  for (const [at, article] of articles.entries()) {
    if (at % ARTICLES_A_STEP === 0) yield;
    const page = pageOf(article.address);
    const title = titleOf(article);
    if (page === null) continue;
    if (title.length >= MIN_TITLE) groups.add(`${page.site}${page.rest} ${title}`, article.id);
    for (const { hash } of article.snapshots) groups.add(`${page.site} ${hash}`, article.id);
  }
  yield;
  const byRoot = Map.groupBy(articles, ({ id }) => groups.rootOf(id));
  return [...byRoot.values()].flatMap((group): Duplicates[] => {
    const [first, second, ...others] = group.toSorted(
      (a, b) => b.savedAt - a.savedAt || (a.id < b.id ? -1 : 1),
    );
    return first && second ? [[first, second, ...others]] : [];
  });
}

/** The one to keep: what is marked and noted most, then the secure address without `m.`, then the older. */
export function likelyToStay(articles: Duplicates, marksOf: (id: string) => number): ListRow {
  const weight = (article: ListRow) =>
    marksOf(article.id) * 1000 +
    (article.isNoted ? 500 : 0) +
    article.tags.length * 10 +
    (article.address.startsWith('https:') ? 2 : 0) +
    (/^https?:\/\/(?:m|wap)\./.test(article.address) ? 0 : 1);
  return articles.reduce((best, one) =>
    weight(one) > weight(best) || (weight(one) === weight(best) && one.savedAt < best.savedAt) ? one : best,
  );
}

/** What is in one group with one is in one group with all of it. */
class Groups {
  readonly #parents = new Map<string, string>();
  readonly #first = new Map<string, string>();

  add(key: string, id: string): void {
    const first = this.#first.get(key);
    if (first === undefined) this.#first.set(key, id);
    else this.#parents.set(this.rootOf(id), this.rootOf(first));
  }

  rootOf(id: string): string {
    let root = id;
    for (
      let parent = this.#parents.get(root);
      parent !== undefined && parent !== root;
      parent = this.#parents.get(root)
    )
      root = parent;
    return root;
  }
}

function pageOf(address: string): { site: string; rest: string } | null {
  const url = URL.parse(address);
  if (!url || !/^https?:$/.test(url.protocol)) return null;
  const path = url.pathname
    .replace(/\/(?:index|default)\.(?:html?|php|aspx?|jsp)$/i, '/')
    .replace(/\/+$/, '');
  const parameters = [...url.searchParams].map(([name, value]) => `${name}=${value}`).sort();
  // The root is no article, whatever it was kept as.
  if (path === '' && parameters.length === 0 && url.hash === '') return { site: siteOf(url), rest: address };
  return { site: siteOf(url), rest: `${path}?${parameters.join('&')}${url.hash}` };
}

/** `www.` and `m.` show the same articles as the bare host. */
function siteOf(url: URL): string {
  return url.host.replace(/^(?:www|m|wap|3g)\./, '');
}

function titleOf({ title }: ListRow): string {
  return title
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\p{P}]+/gu, '');
}
