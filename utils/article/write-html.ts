import type { Pen } from './build-body.ts';
import { escapeText, inlineHtml } from './inline-html.ts';
import { nearest } from './nearest.ts';
import type { ReadingImage } from './reading.ts';
import { tableHtml } from './table-html.ts';
import type { Line } from './visible-text.ts';

/** Writes a body anew with an allow-list of elements: markup of the page is never copied. `base`: where relative addresses start. */
export function htmlPen(base: string): Pen {
  const writing: Writing = { html: [], group: null };
  const set = (html: string) => {
    closeGroup(writing);
    writing.html.push(html);
  };
  return {
    *heading({ level, id }, lines) {
      const tag = `h${Math.min(level + 1, 6)}`;
      const parts: string[] = [];
      for (const line of lines) parts.push(yield* inlineHtml(line, base));
      set(`<${tag} id="${id}">${parts.join('').replace(/<\/?strong>/g, '')}</${tag}>`);
    },
    code: (text) => set(`<pre><code>${escapeText(text)}</code></pre>`),
    *table(table, lines) {
      set(yield* tableHtml(table, lines, base));
    },
    *line(line) {
      openGroup(writing, line);
      const inner = yield* inlineHtml(line, base);
      const { group } = writing;
      writing.html.push(group && group.tag !== 'blockquote' ? inner : `<p>${inner}</p>`);
    },
    picture: (picture) => set(figureHtml(picture)),
    html() {
      closeGroup(writing);
      return writing.html.join('');
    },
  };
}

/** What is written so far, and the list or quotation that is still open. */
interface Writing {
  html: string[];
  group: { element: Element; tag: string; item: Element | null } | null;
}

/** Opens the list, its item, or the quotation that the line stands in, and closes what it has left. Nested lists become one. */
function openGroup(writing: Writing, line: Line): void {
  const element = nearest(line.element, /^(?:ul|ol|blockquote)$/);
  if (writing.group?.element !== element) closeGroup(writing);
  if (!element) return;
  const tag = element.localName;
  const item = tag === 'blockquote' ? null : nearest(line.element, /^li$/);
  if (!writing.group) {
    writing.html.push(`<${tag}>${tag === 'blockquote' ? '' : '<li>'}`);
    writing.group = { element, tag, item };
  } else if (tag !== 'blockquote') {
    writing.html.push(item !== null && item === writing.group.item ? '<br>' : '</li><li>');
    writing.group.item = item;
  }
}

function closeGroup(writing: Writing): void {
  if (writing.group)
    writing.html.push(writing.group.tag === 'blockquote' ? '</blockquote>' : `</li></${writing.group.tag}>`);
  writing.group = null;
}

function figureHtml({ address, alternative, caption }: ReadingImage): string {
  const shown = caption ? `<figcaption>${escapeText(caption)}</figcaption>` : '';
  return `<figure><img src="${escapeText(address)}" alt="${escapeText(alternative)}">${shown}</figure>`;
}
