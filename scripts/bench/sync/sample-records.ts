import { createHash } from 'node:crypto';
import type { SyncRecord } from '../../../protocol/records.ts';
import { randomFrom } from '../../../tests/simulation/random.ts';

/**
 * `library`: of five records one is an article, two are marks and two taggings, but for a tag now and then: what a reader's library is made of, about 870 bytes
 * of JSON a record. `taggings`: what a bulk edit of tags writes, about 280 bytes each.
 */
export type Mixture = 'library' | 'taggings';
const KINDS = ['article', 'mark', 'mark', 'tagging', 'tagging'] as const;

/** Records as the extension writes them, the same for the same seed. `at` is the time of their stamps in milliseconds since 1970. */
export function sampleRecords(
  count: number,
  { seed, at, mixture = 'library' }: { seed: number; at: number; mixture?: Mixture },
): SyncRecord[] {
  const random = randomFrom(seed);
  const stampOf = (index: number) =>
    `${at + Math.floor(index / 1000)}-${(index % 1000).toString(36).padStart(4, '0')}-bench${String(seed % 1000).padStart(3, '0')}`;
  const text = (length: number) =>
    Array.from({ length }, () => LETTERS[random.below(LETTERS.length)] ?? '').join('');
  const idOf = (kind: string, index: number) => hashOf(`${kind} ${seed} ${index}`).slice(0, 32);
  return Array.from({ length: count }, (_, index) => {
    const kind =
      mixture === 'taggings'
        ? 'tagging'
        : index % 20 === 19
          ? 'tag'
          : (KINDS[index % KINDS.length] ?? 'tagging');
    const stamp = stampOf(index);
    const article = idOf('article', index - (index % KINDS.length));
    return {
      kind,
      id: idOf(kind, index),
      fields: Object.fromEntries(
        Object.entries(FIELDS[kind]({ text, article, index })).map(([name, value]) => [name, [stamp, value]]),
      ),
      notes: kind === 'mark' && index % 4 === 1 ? { note: [{ stamp, text: text(40), seen: {} }] } : {},
    };
  });
}

interface Draw {
  text: (length: number) => string;
  article: string;
  index: number;
}

const FIELDS: Record<'article' | 'mark' | 'tagging' | 'tag', (draw: Draw) => Record<string, Value>> = {
  article: ({ text, index }) => ({
    address: `https://observer.example/articles/${index}.html`,
    title: text(24),
    category: text(4),
    breadcrumb: [text(2), text(2), text(4)],
    authors: [text(3)],
    source: text(6),
    publishedAt: '2026-11-02T09:30+08:00',
    summary: text(90),
    siteName: text(5),
    outline: [
      { level: 1, text: text(10), id: 'h1' },
      { level: 1, text: text(12), id: 'h2' },
      { level: 2, text: text(9), id: 'h3' },
    ],
    lengths: { characters: 3200, minutes: 8 },
    state: 'unread',
    savedAt: 1_762_000_000_000 + index,
    deleted: false,
    [`snapshot:${hashOf(`snapshot ${index}`)}`]: { savedAt: 1_762_000_000_000, characters: 3200, images: [] },
  }),
  mark: ({ text, article, index }) => ({
    article,
    snapshot: hashOf(`snapshot ${index - (index % KINDS.length)}`),
    quote: text(30),
    pageSelectors: [
      { type: 'TextQuoteSelector', exact: text(30), prefix: text(32), suffix: text(32) },
      { type: 'TextPositionSelector', start: 120 + index, end: 150 + index },
    ],
    colour: 1 + (index % 5),
    style: 'ground',
    createdAt: 1_762_000_000_000 + index,
    deleted: false,
  }),
  tagging: ({ article, index }) => ({
    owner: `article:${article}`,
    tag: hashOf(`tag ${index % 40}`).slice(0, 32),
    present: true,
  }),
  tag: ({ text }) => ({ name: text(4), colour: 2, deleted: false }),
};

type Value = SyncRecord['fields'][string][1];

const LETTERS = [
  ...'的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经',
];

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
