import type { Reading } from '../article/reading.ts';
import { foldText } from '../article/title.ts';
import { type IsVisible, type Line, readLines } from '../article/visible-text.ts';

/** A page as rules see it: its document, and what the reading made of it. */
export interface RulePage {
  document: Document;
  address: string;
  reading: Reading;
  isVisible: IsVisible;
  /** For relative times, milliseconds since 1970. */
  now: number;
}

const read = new WeakMap<RulePage, Line[]>();

/** The lines of the page; read once, and only if a rule asks. */
export function linesOf(page: RulePage): Line[] {
  const known = read.get(page);
  if (known) return known;
  const { document } = page;
  const lines = readLines(document.body ?? document.documentElement, page.isVisible);
  read.set(page, lines);
  return lines;
}

/** The line the title stands in; −1 where the title was found elsewhere. */
export function titleLineOf(page: RulePage): number {
  const title = foldText(page.reading.fields.title.value ?? '');
  return title === '' ? -1 : linesOf(page).findIndex(({ text }) => foldText(text) === title);
}
