import type { OutlineItem } from '../../utils/article/reading.ts';
import type { Mark } from '../../utils/library/library.ts';
import { quoteOf } from '../../utils/library/mark-view.ts';

/** The text a mark stands in, and its headings in their order. */
export interface SectionedText {
  text: string;
  outline: readonly OutlineItem[];
}

/** The headings above a mark, from the outermost; empty before the first one, null where the text hasn't the passage. `here`: the words there now. */
export function sectionOf(
  mark: Mark,
  here: string | null,
  { text, outline }: SectionedText,
): string[] | null {
  const flat = flatten(text);
  const at = here === null ? placeOf(mark, flat) : flat.indexOf(flatten(here));
  if (at < 0) return null;
  const path: OutlineItem[] = [];
  let from = 0;
  for (const item of outline) {
    const place = flat.indexOf(flatten(item.text), from);
    if (place < 0) continue;
    if (place > at) break;
    from = place + 1;
    while ((path.at(-1)?.level ?? 0) >= item.level) path.pop();
    path.push(item);
  }
  return path.map((item) => item.text);
}

/** With the words before it, since a short passage may stand in many places. */
function placeOf({ quote, pageSelectors }: Mark, flat: string): number {
  const words = flatten(quoteOf(pageSelectors) ?? quote);
  if (words === '') return -1;
  const selector = pageSelectors.find(({ type }) => type === 'TextQuoteSelector');
  const before = selector?.type === 'TextQuoteSelector' ? flatten(selector.prefix).slice(-12) : '';
  const whole = flat.indexOf(before + words);
  return whole < 0 ? flat.indexOf(words) : whole + before.length;
}

const flatten = (text: string) => text.replace(/\s+/g, '');
