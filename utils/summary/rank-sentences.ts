import type { Pause } from './pause.ts';

/** Damping of PageRank: in one step of seven the walk begins anew. */
const DAMPING = 0.85;
const MAX_ROUNDS = 40;
const SETTLED = 1e-4;
/** Less alike than that is chance [1, §3.2]. */
const MIN_LIKENESS = 0.1;
/** A feature of more sentences tells them apart no better, and comparing them all with each other takes the square of their number. */
const MAX_SHARED = 60;

/** How much two sentences have in common, 0 to 1, by their places. */
export interface Likeness {
  edges: ReadonlyMap<number, number>[];
  /** The worth of each sentence to all others, 1 on average. */
  centrality: Float64Array;
}

/**
 * The centrality of sentences: a sentence is central when central sentences are like it. This is continuous LexRank [1], the walk of TextRank [2] over
 * cosines of tf·idf vectors. Of Chinese the vectors are made of pairs of characters, which in retrieval do as well as words [3] and need no
 * dictionary.
 *
 * [1] Erkan & Radev, LexRank: Graph-based Lexical Centrality as Salience in Text Summarization, JAIR 22, 2004, §3.2–3.3
 * [2] Mihalcea & Tarau, TextRank: Bringing Order into Texts, EMNLP 2004
 * [3] Nie, Gao, Zhang & Zhou, On the Use of Words and N-grams for Chinese Information Retrieval, IRAL 2000
 */
export async function rankSentences(
  features: readonly ReadonlyMap<string, number>[],
  pause: Pause,
): Promise<Likeness> {
  const edges = await compare(features, pause);
  const totals = edges.map((near) => [...near.values()].reduce((sum, weight) => sum + weight, 0));
  let ranks = new Float64Array(features.length).fill(1);
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const next = new Float64Array(features.length).fill(1 - DAMPING);
    for (const [from, near] of edges.entries()) {
      const share = (DAMPING * (ranks[from] ?? 0)) / (totals[from] || 1);
      for (const [to, weight] of near) next[to] = (next[to] ?? 0) + share * weight;
      if (pause.isDue()) await pause.rest();
    }
    const moved = next.reduce((most, rank, at) => Math.max(most, Math.abs(rank - (ranks[at] ?? 0))), 0);
    ranks = next;
    if (moved < SETTLED) break;
  }
  return { edges, centrality: ranks };
}

/** Cosines of tf·idf between all sentences that share a feature. */
async function compare(
  features: readonly ReadonlyMap<string, number>[],
  pause: Pause,
): Promise<Map<number, number>[]> {
  const holders = new Map<string, number[]>();
  for (const [at, own] of features.entries()) {
    for (const name of own.keys()) {
      const known = holders.get(name);
      if (known) known.push(at);
      else holders.set(name, [at]);
    }
    if (pause.isDue()) await pause.rest();
  }
  const idf = (name: string) => Math.log(1 + features.length / (holders.get(name)?.length ?? 1));
  const norms: number[] = [];
  for (const own of features) {
    let sum = 0;
    for (const [name, count] of own) sum += (count * idf(name)) ** 2;
    norms.push(Math.sqrt(sum) || 1);
    if (pause.isDue()) await pause.rest();
  }
  const edges: Map<number, number>[] = [];
  for (const [at, own] of features.entries()) {
    const products = new Map<number, number>();
    for (const [name, count] of own) {
      const near = holders.get(name) ?? [];
      if (near.length > MAX_SHARED) continue;
      const weight = idf(name) ** 2 * count;
      for (const other of near)
        if (other !== at)
          products.set(other, (products.get(other) ?? 0) + weight * (features[other]?.get(name) ?? 0));
    }
    const row = new Map<number, number>();
    for (const [other, product] of products) {
      const likeness = product / ((norms[at] ?? 1) * (norms[other] ?? 1));
      if (likeness >= MIN_LIKENESS) row.set(other, likeness);
    }
    edges.push(row);
    if (pause.isDue()) await pause.rest();
  }
  return edges;
}
