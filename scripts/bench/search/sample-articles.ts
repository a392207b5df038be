import { type Random, randomFrom } from '../../../tests/simulation/random.ts';
import { foldWords } from '../../../utils/search/fold-search.ts';

/** An article of no meaning: what is measured is how characters are spread, not what they say. */
export interface SampleArticle {
  title: string;
  author: string;
  source: string;
  channel: string;
  note: string | null;
  marks: string[];
  body: string;
}

export const CHARACTERS = 2_000;
/** The frequency of the character of rank r is in proportion to (r + OFFSET)^-EXPONENT: the first one is 4.6 % of a text, as 的 is. */
export const EXPONENT = 1;
export const OFFSET = 2;
/** A comma or full stop after so many characters, on average. */
const CLAUSE = 12;

/** The first level of GB 2312, shuffled: the characters are drawn independently, so that there are more different pairs than in any real text. */
export function alphabet(): string[] {
  const bytes: number[] = [];
  for (let row = 0xb0; row <= 0xd7; row += 1)
    for (let cell = 0xa1; cell <= 0xfe; cell += 1) bytes.push(row, cell);
  const all = [...new TextDecoder('gbk').decode(Uint8Array.from(bytes))].filter(
    (character) => character >= '\u4e00' && character <= '\u9fff' && foldWords(character) === character,
  );
  const random = randomFrom(1);
  for (let at = all.length - 1; at > 0; at -= 1) {
    const other = random.below(at + 1);
    [all[at], all[other]] = [all[other] ?? '', all[at] ?? ''];
  }
  return all;
}

/** The same number gives the same article, on every machine. */
export function articleMaker(): (number: number) => SampleArticle {
  const characters = alphabet();
  const upTo = new Float64Array(characters.length);
  let sum = 0;
  for (let rank = 1; rank <= characters.length; rank += 1) {
    sum += (rank + OFFSET) ** -EXPONENT;
    upTo[rank - 1] = sum;
  }
  const draw = (random: Random) => characters[firstAbove(upTo, random.next() * sum)] ?? '';
  const line = (random: Random, length: number) => Array.from({ length }, () => draw(random)).join('');
  return (number) => {
    const random = randomFrom(number * 7919 + 17);
    const body = text(random, CHARACTERS, draw);
    const isNoted = number % 5 === 0;
    return {
      title: line(random, 12 + random.below(16)),
      author: line(randomFrom(random.below(300)), 3),
      source: line(randomFrom(1000 + random.below(60)), 5),
      channel: line(randomFrom(2000 + random.below(12)), 4),
      note: isNoted ? line(random, 60) : null,
      marks: isNoted ? [body.slice(100, 130), body.slice(1200, 1260)] : [],
      body,
    };
  };
}

/** Everything of it that can be found, folded. */
export function foldedTexts({ title, author, source, channel, note, marks, body }: SampleArticle): string[] {
  return [title, author, source, channel, note ?? '', ...marks, body].map(foldWords);
}

export function sampleDay(number: number): string {
  return new Date(Date.UTC(2015, 0, 1 + (number % 4000))).toISOString().slice(0, 10);
}

/** Parts of 1 to 8 characters of the bodies; in every fourth one character is another, so that it may stand nowhere. */
export function sampleQueries(count: number, articles: number): string[] {
  const make = articleMaker();
  const random = randomFrom(99);
  const characters = alphabet();
  return Array.from({ length: count }, (_, index) => {
    const length = 1 + (index % 8);
    const body = foldWords(make(random.below(articles)).body);
    const start = random.below(body.length - length);
    const part = body.slice(start, start + length);
    if (index % 4 !== 3) return part;
    const at = random.below(length);
    return part.slice(0, at) + characters[random.below(characters.length)] + part.slice(at + 1);
  });
}

function text(random: Random, length: number, draw: (random: Random) => string): string {
  let all = '';
  while (all.length < length) {
    all += draw(random);
    if (random.next() < 1 / CLAUSE) all += random.chance(0.25) ? '。' : '，';
  }
  return all.slice(0, length);
}

function firstAbove(ascending: Float64Array, wanted: number): number {
  let [low, high] = [0, ascending.length - 1];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ascending[middle] ?? 0) > wanted) high = middle;
    else low = middle + 1;
  }
  return low;
}
