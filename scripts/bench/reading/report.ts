import type { CorpusPage } from './corpus-pages.ts';
import { BODY_MARKS, costsOf, type FigureName, figuresOf, MARKS, type Mark } from './figures.ts';
import type { PageResult } from './read-all.ts';

/** What a group of pages is called on the screen and in JSON. */
interface Group {
  key: string;
  name: string;
  has(page: CorpusPage): boolean;
}

/** Sets of the corpus, as a reader would call them; another set goes by its own name. */
const SET_NAMES: Record<string, string> = {
  gne: 'Chinese news',
  zhcx: 'Chinese forums and blogs',
  scrapinghub: 'other languages',
  negatives: 'no articles',
};

const WORDS: Record<FigureName, string> = {
  kind: 'kind',
  title: 'title',
  author: 'author',
  authorInvented: 'invented',
  source: 'source',
  day: 'day',
  time: 'time',
  dateInvented: 'no date',
  category: 'category',
  bodyPrecision: 'body P',
  bodyRecall: 'body R',
  bodyF1: 'body F1',
};
const COLUMNS: readonly FigureName[] = [...MARKS, ...BODY_MARKS];
const WIDTH = 12;

/** A table a group: readers down, figures across, each with the number of pages that it is of. */
export function figureTables(results: ReadonlyMap<string, PageResult[]>): string[] {
  return groupsOf(results).flatMap(({ key, name, has }) => {
    const rows = [...results].map(
      ([reader, all]) => [reader, figuresOf(all.filter(({ page }) => has(page)))] as const,
    );
    const columns = COLUMNS.filter((column) => rows.some(([, figures]) => figures.has(column)));
    const count = [...results.values()][0]?.filter(({ page }) => has(page)).length ?? 0;
    return [
      '',
      `${name} (${key}), ${count} pages`,
      `  ${'%, n'.padEnd(WIDTH)}${columns.map((column) => WORDS[column].padStart(WIDTH)).join('')}`,
      ...rows.map(
        ([reader, figures]) =>
          `  ${reader.padEnd(WIDTH)}${columns
            .map((column) => {
              const share = figures.get(column);
              return (share ? `${share.percent.toFixed(1)} ${String(share.n).padStart(3)}` : '-').padStart(
                WIDTH,
              );
            })
            .join('')}`,
      ),
    ];
  });
}

/** Time over all pages, beside Readability's where it ran, and memory. */
export function costTable(results: ReadonlyMap<string, PageResult[]>): string[] {
  const beside = costsOf(results.get('readability') ?? []);
  return [
    '',
    'Time and memory, all pages',
    `  ${''.padEnd(WIDTH)}${['median ms', 'p95 ms', 'median ×', 'p95 ×', 'median MB', 'max MB'].map((word) => word.padStart(WIDTH)).join('')}`,
    ...[...results].map(([reader, all]) => {
      const costs = costsOf(all);
      const ratios = [costs.medianMs / beside.medianMs, costs.p95Ms / beside.p95Ms];
      const cells = [costs.medianMs, costs.p95Ms, ...ratios, costs.medianMb, costs.maxMb];
      return `  ${reader.padEnd(WIDTH)}${cells.map((value) => shown(value).padStart(WIDTH)).join('')}`;
    }),
    '  × is the ratio to Readability on the same documents. Readers that take HTML alone parse it within their time.',
  ];
}

/** Every mark that a reader missed, page by page: what is labelled and what was found. */
export function missList(results: readonly PageResult[]): string[] {
  return results.flatMap(({ page, score, found, failure }) => {
    const { label } = page;
    const says = (mark: string, wanted: unknown, got: unknown) =>
      `  ${page.name} ${mark}: labelled ${JSON.stringify(wanted)}, found ${JSON.stringify(got)}`;
    const wanted: Record<Mark, [wanted: unknown, got: unknown]> = {
      kind: [label.isArticle ? 'article' : 'no article', found.isArticle ? 'article' : 'no article'],
      title: [label.title, found.title],
      author: [label.author, found.authors],
      authorInvented: ['', found.authors],
      source: [label.source, found.source],
      day: [label.publishedAt, found.publishedAt],
      time: [label.publishedAt, found.publishedAt],
      dateInvented: ['', found.publishedAt],
      category: [label.category, found.category],
    };
    const { body } = score;
    return [
      ...(failure === null ? [] : [`  ${page.name} failed: ${failure}`]),
      ...MARKS.filter((mark) => score[mark] === INVENTIONS.has(mark)).map((mark) =>
        says(mark, ...wanted[mark]),
      ),
      ...(body && Math.min(body.precision, body.recall) < POOR
        ? [
            `  ${page.name} body: precision ${shown(100 * body.precision)}, recall ${shown(100 * body.recall)}`,
          ]
        : []),
    ];
  });
}

/** Marks where `true` is the mistake. */
const INVENTIONS: ReadonlySet<Mark> = new Set(['authorInvented', 'dateInvented']);
/** A body below this in precision or recall is listed. */
const POOR = 0.97;

/** All figures as one flat object: `ours_gne_title_percent`, `ours_gne_title_n`, `readability_all_median_ms`. */
export function flatFigures(results: ReadonlyMap<string, PageResult[]>): Record<string, number> {
  const flat: Record<string, number> = {};
  const put = (key: string, value: number) => {
    if (!Number.isNaN(value)) flat[key] = Math.round(value * 100) / 100;
  };
  const beside = costsOf(results.get('readability') ?? []);
  for (const [reader, all] of results) {
    for (const { key, has } of groupsOf(results)) {
      for (const [name, { percent, n }] of figuresOf(all.filter(({ page }) => has(page)))) {
        put(`${reader}_${key}_${snake(name)}_percent`, percent);
        put(`${reader}_${key}_${snake(name)}_n`, n);
      }
    }
    const { medianMs, p95Ms, medianMb, maxMb } = costsOf(all);
    put(`${reader}_all_median_ms`, medianMs);
    put(`${reader}_all_p95_ms`, p95Ms);
    put(`${reader}_all_median_vs_readability`, medianMs / beside.medianMs);
    put(`${reader}_all_p95_vs_readability`, p95Ms / beside.p95Ms);
    put(`${reader}_all_median_mb`, medianMb);
    put(`${reader}_all_max_mb`, maxMb);
  }
  return flat;
}

function groupsOf(results: ReadonlyMap<string, PageResult[]>): Group[] {
  const pages = [...results.values()][0]?.map(({ page }) => page) ?? [];
  const sets = [...new Set(pages.map(({ set }) => set))];
  const groups: Group[] = sets.map((set) => ({
    key: set,
    name: SET_NAMES[set] ?? set,
    has: (page) => page.set === set,
  }));
  const isChinese = ({ label }: CorpusPage) => label.isArticle && label.lang === 'zh';
  return pages.some(isChinese)
    ? [...groups, { key: 'chinese', name: 'Chinese articles together', has: isChinese }]
    : groups;
}

const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

function shown(value: number): string {
  if (Number.isNaN(value)) return '-';
  return value >= 100 ? value.toFixed(0) : value.toFixed(2);
}
