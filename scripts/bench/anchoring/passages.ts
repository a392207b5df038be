import type { Selector } from '../../../protocol/selectors.ts';
import type { Random } from '../../../tests/simulation/random.ts';
import { describeIn } from '../../../utils/annotation/describe.ts';
import { rangeOf } from '../../../utils/annotation/text-index.ts';
import type { Page } from './page.ts';

/** A passage that a reader marked on the page as it was. */
export interface Passage {
  /** Ids of its characters, see `FollowedText`. White space is none of them. */
  ids: number[];
  /** Its characters that are not white space. */
  length: number;
  range: Range;
  selectors: Selector[];
}

const SHORTEST = 4;
const LONGEST = 200;
/** Seven of ten lie within one paragraph. */
const WITHIN_ONE = 0.7;

/** Passages that don't overlap, of lengths spread evenly over the logarithm. Fewer where the page is too short. */
export function choosePassages(page: Page, count: number, random: Random): Passage[] {
  const text = articleCharacters(page);
  const taken = new Set<number>();
  const passages: Passage[] = [];
  for (let tries = 0; tries < count * 40 && passages.length < count; tries += 1) {
    const length = Math.round(SHORTEST * (LONGEST / SHORTEST) ** random.next());
    const first = random.below(text.length);
    const last = lastOf(text, first, length, random.chance(WITHIN_ONE));
    if (last === null) continue;
    const covered = text.slice(first, last + 1);
    if (covered.some(({ id }) => taken.has(id))) continue;
    const passage = describe(page, covered);
    if (!passage) continue;
    for (const { id } of covered) taken.add(id);
    passages.push(passage);
  }
  return passages;
}

interface Character {
  id: number;
  node: Text;
  offset: number;
  paragraph: number;
}

/** All but white space, in the order of the page. */
function articleCharacters({ paragraphs, followed }: Page): Character[] {
  return paragraphs.flatMap(({ texts }, paragraph) =>
    texts.flatMap((node) => {
      const ids = followed.idsOf(node);
      return [...ids].flatMap((id, offset) =>
        /\s/.test(node.data[offset] ?? ' ') ? [] : [{ id, node, offset, paragraph }],
      );
    }),
  );
}

function lastOf(text: Character[], first: number, length: number, isWithinOne: boolean): number | null {
  const last = first + length - 1;
  const [begin, end] = [text[first], text[last]];
  if (!begin || !end) return null;
  const isWithin = begin.paragraph === end.paragraph;
  if (isWithin !== isWithinOne) return null;
  return last;
}

function describe(page: Page, covered: Character[]): Passage | null {
  const [first, last] = [covered[0], covered.at(-1)];
  if (!first || !last) return null;
  const { index } = page;
  const begin = offsetOf(page, first);
  const end = offsetOf(page, last) + 1;
  // Between two paragraphs of the article stands something else: the passage would be longer than was asked for.
  if (index.text.slice(begin, end).replace(/\s/g, '').length > covered.length * 1.2 + 4) return null;
  const range = rangeOf(index, begin, end);
  if (!range) return null;
  const selectors = describeIn(index, range);
  if (selectors.length === 0) return null;
  return { ids: covered.map(({ id }) => id), length: covered.length, range, selectors };
}

function offsetOf({ index }: Page, { node, offset }: Character): number {
  return (index.starts[index.nodes.indexOf(node)] ?? 0) + offset;
}
