import type { Selector } from '../../../protocol/selectors.ts';
import { randomFrom } from '../../../tests/simulation/random.ts';
import { anchorAll } from '../../../utils/annotation/anchor.ts';
import { describeIn } from '../../../utils/annotation/describe.ts';
import { createPainter } from '../../../utils/annotation/paint.ts';
import { indexText, rangeOf } from '../../../utils/annotation/text-index.ts';

/** Runs in the page: what is measured in a real browser. */
const PARAGRAPH = 160;
/** Characters of no meaning, as many kinds as running text has. */
const LETTERS = Array.from({ length: 2000 }, (_, at) => String.fromCharCode(0x4e00 + at * 7));

const COLOURS = { 1: '#fd6', 2: '#9e9', 3: '#9cf', 4: '#fbc', 5: '#ccc' };

const passages: Selector[][] = [];

/** Paragraphs in sections, some words in elements of their own, as a long page is laid out. */
export function makePage(characters: number): void {
  const random = randomFrom(3);
  const paragraphs: string[] = [];
  for (let written = 0; written < characters; written += PARAGRAPH) {
    let text = '';
    while (text.length < PARAGRAPH) {
      text += LETTERS[Math.floor(LETTERS.length * random.next() ** 2)];
      if (random.chance(0.06)) text += '，';
    }
    const middle = 20 + random.below(100);
    paragraphs.push(
      `<p>${text.slice(0, middle)}<b>${text.slice(middle, middle + 6)}</b>${text.slice(middle + 6)}。</p>`,
    );
  }
  const sections: string[] = [];
  for (let at = 0; at < paragraphs.length; at += 20)
    sections.push(`<section>${paragraphs.slice(at, at + 20).join('\n')}</section>`);
  document.body.innerHTML = `<main>${sections.join('\n')}</main>`;
}

export function describe(marks: number): void {
  const index = indexText(document.body);
  const random = randomFrom(4);
  while (passages.length < marks) {
    const length = Math.round(4 * 50 ** random.next());
    const start = random.below(index.text.length - length);
    const range = rangeOf(index, start, start + length);
    const selectors = range ? describeIn(index, range) : [];
    if (selectors.length > 0) passages.push(selectors);
  }
}

/** On a page that is at rest, as it is when a mark's script begins; until the page is at rest again. */
export function run() {
  const painter = createPainter(document, { ground: COLOURS, line: COLOURS, onMark: '#000' });
  settle();
  const start = performance.now();
  const results = anchorAll(document.body, passages);
  const anchored = performance.now();
  painter.paint(
    results.flatMap((result, at) =>
      result.status === 'found'
        ? [{ id: String(at), range: result.range, colour: 1, style: 'ground', look: 'solid' }]
        : [],
    ),
  );
  const painted = performance.now();
  settle();
  const settled = performance.now();
  indexText(document.body);
  const read = performance.now() - settled;
  painter.clear();
  return {
    read,
    anchor: anchored - start,
    paint: painted - anchored,
    settle: settled - painted,
    found: results.filter(({ status }) => status === 'found').length,
  };
}

/** Styles and layout, which a frame would bring up to date. */
function settle(): void {
  document.body.getBoundingClientRect();
}
