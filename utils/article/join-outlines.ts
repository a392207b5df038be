import type { PageBody } from './page-body.ts';
import type { OutlineItem } from './reading.ts';

/** HTML has no deeper headings than h6, and a heading of level 1 is an h2. */
const MAX_LEVEL = 5;

/**
 * The headings of all pages, numbered anew, with their elements. Each page was nested by itself: a row that began on an earlier page (（一） there,
 * （三） here) goes on at its level.
 */
export function joinOutlines(bodies: readonly PageBody[]): OutlineItem[] {
  const levels = new Map<string, number>();
  const outline: OutlineItem[] = [];
  for (const { reading, blocks } of bodies) {
    const here = new Map(reading.outline.map((item) => [item.id, item]));
    let shift = 0;
    for (const block of blocks) {
      const item = here.get(block.element.id);
      if (!item) continue;
      const row = rowOf(item.text);
      const known = row === null ? undefined : levels.get(row);
      if (known !== undefined) shift = known - item.level;
      const level = Math.min(Math.max(1, known ?? item.level + shift), MAX_LEVEL);
      if (row !== null && known === undefined) levels.set(row, level);
      const id = `section-${outline.length + 1}`;
      block.element = renamed(block.element, `h${level + 1}`, id);
      outline.push({ level, text: item.text, id });
    }
  }
  return outline;
}

/** How a heading is numbered: the sign before and after its number. Null for one without. */
function rowOf(text: string): string | null {
  const [, before, number, after] =
    /^([第(（]?)\s*([一二三四五六七八九十]{1,3}|0\d|\d{1,2}(?:\.\d{1,2})?|[①-⑳])\s*([)）、.．章节部篇]?)/.exec(
      text,
    ) ?? [];
  if (number === undefined) return null;
  const kind = /^0/.test(number)
    ? '01'
    : number
        .replace(/\d+/g, '1')
        .replace(/[一-十]+/, '一')
        .replace(/[①-⑳]/, '①');
  return before || after || kind === '01' || kind === '①' ? `${before}${kind}${after}` : null;
}

/** The same element with another name and id. */
function renamed(element: Element, name: string, id: string): Element {
  const other = element.ownerDocument.createElement(name);
  other.id = id;
  other.append(...element.childNodes);
  element.replaceWith(other);
  return other;
}
