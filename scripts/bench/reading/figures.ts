import type { PageResult } from './read-all.ts';
import type { PageScore } from './score-page.ts';

/** A share of pages, or the mean of a share over pages; `n` pages had something to be right about. */
export interface Share {
  percent: number;
  n: number;
}

export const MARKS = [
  'kind',
  'title',
  'author',
  'authorInvented',
  'source',
  'day',
  'time',
  'dateInvented',
  'category',
] as const satisfies (keyof PageScore)[];
export type Mark = (typeof MARKS)[number];

export const BODY_MARKS = ['bodyPrecision', 'bodyRecall', 'bodyF1'] as const;
export type FigureName = Mark | (typeof BODY_MARKS)[number];

/** What the pages of a set come to; a part of which no label says anything is left out. */
export function figuresOf(results: readonly PageResult[]): Map<FigureName, Share> {
  const figures = new Map<FigureName, Share>();
  for (const mark of MARKS) {
    const marks = results.flatMap(({ score }) => score[mark] ?? []);
    if (marks.length > 0) figures.set(mark, { percent: percentOf(marks.map(Number)), n: marks.length });
  }
  const bodies = results.flatMap(({ score }) => score.body ?? []);
  if (bodies.length === 0) return figures;
  const n = bodies.length;
  const precision = percentOf(bodies.map((body) => body.precision));
  const recall = percentOf(bodies.map((body) => body.recall));
  figures.set('bodyPrecision', { percent: precision, n });
  figures.set('bodyRecall', { percent: recall, n });
  const isNothing = precision + recall === 0;
  figures.set('bodyF1', { percent: isNothing ? 0 : (2 * precision * recall) / (precision + recall), n });
  return figures;
}

export interface Costs {
  medianMs: number;
  p95Ms: number;
  /** Of the pages that were weighed; NaN where none was. */
  medianMb: number;
  maxMb: number;
}

export function costsOf(results: readonly PageResult[]): Costs {
  const times = sorted(results.map(({ milliseconds }) => milliseconds));
  const weights = sorted(results.flatMap(({ megabytes }) => megabytes ?? []));
  return {
    medianMs: quantile(times, 0.5),
    p95Ms: quantile(times, 0.95),
    medianMb: quantile(weights, 0.5),
    maxMb: quantile(weights, 1),
  };
}

export function quantile(sortedValues: readonly number[], share: number): number {
  const at = Math.min(sortedValues.length - 1, Math.floor(sortedValues.length * share));
  return sortedValues[at] ?? Number.NaN;
}

export const sorted = (values: readonly number[]) => values.toSorted((a, b) => a - b);

const percentOf = (shares: readonly number[]) =>
  (100 * shares.reduce((total, share) => total + share, 0)) / shares.length;
