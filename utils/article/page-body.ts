import type { Reading } from './reading.ts';
import { foldText } from './title.ts';

/** The body of one page, taken apart. */
export interface PageBody {
  reading: Reading;
  blocks: PageBlock[];
  /** The lines of the reading's text that the blocks hold. */
  lines: string[];
}

export interface PageBlock {
  element: Element;
  /** Its letters and digits, as `foldText` gives them. */
  letters: string;
  /** Addresses of its pictures. */
  pictures: string[];
  /** Letters and pictures: what blocks are compared by. */
  key: string;
}

export function openBody(reading: Reading, document: Document): PageBody {
  const holder = document.implementation.createHTMLDocument('').body;
  // HTML that a reading built from its allow-list, in a document that fetches and runs nothing.
  holder.innerHTML = reading.html;
  const lines = reading.text === '' ? [] : reading.text.split('\n');
  const blocks = [...holder.children].map((element) => {
    const text = element.textContent ?? '';
    // A caption stands with its picture, and among the lines only where the page gave it as a paragraph.
    const letters = element.localName === 'figure' && !lines.includes(text) ? '' : foldText(text);
    const images = element.localName === 'img' ? [element] : [...element.querySelectorAll('img')];
    const pictures = images.map((image) => image.getAttribute('src') ?? '');
    return { element, letters, pictures, key: [letters, ...pictures].join(' ') };
  });
  return { reading, blocks, lines };
}

/** The body with the blocks from `from` to before `to` alone, and their lines. */
export function withBlocks(body: PageBody, from: number, to: number): PageBody {
  const { blocks, lines } = body;
  const before = blocks.slice(0, from).map(({ letters }) => letters);
  const after = blocks.slice(to).map(({ letters }) => letters);
  const start = linesOf(before.join(''), lines);
  const end = linesOf(reversed(after.join('')), lines.map(reversed).reverse());
  return {
    ...body,
    blocks: blocks.slice(from, to),
    lines: lines.slice(start, Math.max(start, lines.length - end)),
  };
}

/** How many lines, from the first, these letters fill. */
function linesOf(letters: string, lines: readonly string[]): number {
  let rest = letters;
  let count = 0;
  for (const line of lines) {
    const folded = foldText(line);
    if (rest === '' || !rest.startsWith(folded)) break;
    rest = rest.slice(folded.length);
    count++;
  }
  return count;
}

const reversed = (text: string) => [...text].reverse().join('');
