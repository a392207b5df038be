import { latestFirst, orderByNumber } from '../sort-by-number.ts';
import { holds, type SearchDocument } from './document.ts';
import { FIELDS, type Field, rankOf } from './fields.ts';
import { findWord, NOWHERE } from './find-words.ts';
import type { Query } from './query.ts';
import { idAt, type SegmentTable, sizeOf } from './segment.ts';

/**
 * Articles that were found in one place: numbers alone, as a page that has just opened makes ten thousand objects in more time than it takes to find them.
 */
export interface Found {
  in: Pick<SegmentTable, 'ids' | 'idEnds' | 'savedAt'>;
  /** Their numbers there. */
  documents: Uint32Array;
  /** Of each the place of the field in `FIELDS`: of several words, that of the one which stands in the least place. */
  ranks: Uint8Array;
}

export interface Hit {
  id: string;
  /** Null where no words were looked for. */
  field: Field | null;
}

/** The articles of a segment for which everything in the query holds. `lists` has the list of each key of its words. */
export function findInSegment(
  table: SegmentTable,
  query: Query,
  lists: ReadonlyMap<number, Uint8Array>,
  { dead, isHidden }: { dead?: Uint8Array | undefined; isHidden?: ((document: number) => boolean) | null },
): Found {
  const ranks = rankAll(table, query, lists);
  const documents = new Uint32Array(ranks.length);
  let size = 0;
  for (let document = 0; document < ranks.length; document += 1) {
    const rank = ranks[document] ?? NOWHERE;
    if (rank === NOWHERE) continue;
    if (query.facts.length > 0) {
      const facts = { day: table.day[document] ?? 0, flags: table.flags[document] ?? 0 };
      if (!query.facts.every((fact) => holds(fact, facts))) continue;
    }
    if (dead?.[document] === 1 || isHidden?.(document)) continue;
    documents[size] = document;
    ranks[size] = rank;
    size += 1;
  }
  return { in: table, documents: documents.subarray(0, size), ranks: ranks.subarray(0, size) };
}

/**
 * Nothing is left out for initials: 好人 does not say "HR". They come last of the fields, so that an article whose best place they are has the word nowhere as
 * it was typed.
 */
const INITIALS = rankOf('initials');

/**
 * Per article the place of the word that stands in the least place, or `NOWHERE`. Plain loops over numbers: in a page that has just opened everything else
 * costs a multiple.
 */
function rankAll(table: SegmentTable, query: Query, lists: ReadonlyMap<number, Uint8Array>): Uint8Array {
  const [first, ...others] = query.words;
  const ranks = first && !first.isExcluded ? findWord(table, first, lists) : new Uint8Array(sizeOf(table));
  for (const word of first && !first.isExcluded ? others : query.words) {
    const best = findWord(table, word, lists);
    for (let document = 0; document < ranks.length; document += 1) {
      const place = best[document] ?? NOWHERE;
      if (word.isExcluded ? place < INITIALS : place > (ranks[document] ?? 0))
        ranks[document] = word.isExcluded ? NOWHERE : place;
    }
  }
  return ranks;
}

/** The same for articles that no segment holds yet, from their texts. */
export function findInDocuments(all: readonly SearchDocument[], query: Query): Found {
  const found = all.flatMap((document) => {
    const rank = rankIn(document, query);
    return rank === null ? [] : [{ document, rank }];
  });
  let end = 0;
  return {
    in: {
      ids: found.map(({ document }) => document.id).join(''),
      idEnds: Uint32Array.from(found, ({ document }) => {
        end += document.id.length;
        return end;
      }),
      savedAt: Float64Array.from(found, ({ document }) => document.savedAt),
    },
    documents: Uint32Array.from(found, (_, index) => index),
    ranks: Uint8Array.from(found, ({ rank }) => rank),
  };
}

function rankIn(document: SearchDocument, query: Query): number | null {
  if (document.runs.length === 0 || !query.facts.every((fact) => holds(fact, document))) return null;
  let rank = 0;
  for (const word of query.words) {
    const field = word.field === null ? null : rankOf(word.field);
    const places = document.runs.filter(
      (run) => (field === null || run.field === field) && stands(run.text, word.text, word.field),
    );
    const best = Math.min(NOWHERE, ...places.map((run) => run.field));
    if (word.isExcluded ? best < INITIALS : best === NOWHERE) return null;
    if (!word.isExcluded) rank = Math.max(rank, best);
  }
  return rank;
}

function stands(text: string, wanted: string, field: Field | null): boolean {
  return field === 'tag' ? text === wanted : text.includes(wanted);
}

/** Title before mark before note before text; where that is the same the newest first. */
export function inOrder(parts: readonly Found[], query: Query): Hit[] {
  const hasWords = query.words.some((word) => !word.isExcluded);
  const count = parts.reduce((sum, { documents }) => sum + documents.length, 0);
  const [partOf, documentOf] = [new Uint16Array(count), new Uint32Array(count)];
  const [ranks, savedAt, numbers] = [new Uint8Array(count), new Float64Array(count), new Float64Array(count)];
  let place = 0;
  for (const [index, part] of parts.entries()) {
    documentOf.set(part.documents, place);
    ranks.set(part.ranks, place);
    partOf.fill(index, place, place + part.documents.length);
    for (let at = 0; at < part.documents.length; at += 1, place += 1) {
      const time = part.in.savedAt[part.documents[at] ?? 0] ?? 0;
      savedAt[place] = time;
      numbers[place] = (part.ranks[at] ?? 0) * 2 ** 32 + latestFirst(time);
    }
  }
  const idOf = (at: number) => {
    const part = parts[partOf[at] ?? 0];
    return part ? idAt(part.in, documentOf[at] ?? 0) : '';
  };
  const order = orderByNumber(
    numbers,
    (left, right) => (savedAt[right] ?? 0) - (savedAt[left] ?? 0) || (idOf(left) < idOf(right) ? -1 : 1),
  );
  const hits: Hit[] = [];
  for (let index = 0; index < count; index += 1) {
    const at = order[index] ?? 0;
    const part = parts[partOf[at] ?? 0];
    if (part)
      hits.push({
        id: idAt(part.in, documentOf[at] ?? 0),
        field: hasWords ? (FIELDS[ranks[at] ?? 0] ?? null) : null,
      });
  }
  return hits;
}
