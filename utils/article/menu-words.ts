import { nearest } from './nearest.ts';
import { cleanText, type Line } from './visible-text.ts';

/** Without a title: so many lines above the text are not its menu's. */
const HEAD_LINES = 12;
const MAX_HEAD_LENGTH = 100;
/** Menus stand at the top. */
const MENU_LINES = 1_000;
/** In UTF-16 units: what is longer names no channel. */
const MAX_WORD = 8;

/** The words of links above the title that also stand between it and the text: those of menus, which name channels there as well. */
export function menuWords(lines: readonly Line[], titleLine: number, from: number): string[] {
  const start = titleLine < 0 ? Math.max(0, from - HEAD_LINES) : titleLine;
  const head = lines.slice(start, from).filter(({ text }) => text.length <= MAX_HEAD_LENGTH);
  const shown = head.map(({ text }) => text).join('\n');
  const linked = lines.slice(0, Math.min(start, MENU_LINES)).filter((line) => line.linked > 0);
  const words = linked.flatMap(({ nodes }) => nodes.map(wordOfLink));
  return [...new Set(words)].filter((word) => word.length > 1 && shown.includes(word));
}

function wordOfLink(node: Text | Element): string {
  const isLinked = node.nodeType === 3 && nearest(node.parentElement, /^a$/) !== null;
  const word = isLinked ? cleanText((node as Text).data) : '';
  return word.length <= MAX_WORD ? word : '';
}
