import { inlineHtml } from './inline-html.ts';
import { nearest } from './nearest.ts';
import type { Steps } from './steps.ts';
import type { Line } from './visible-text.ts';

/** The table's rows and cells, with the text of those lines that stand in it. */
export function* tableHtml(table: Element, lines: readonly Line[], base: string): Steps<string> {
  const inCell = new Map<Element, string[]>();
  for (const line of lines) {
    const cell = nearest(line.element, /^(?:td|th|caption)$/);
    if (!cell) continue;
    const parts = inCell.get(cell) ?? [];
    inCell.set(cell, parts);
    parts.push(yield* inlineHtml(line, base));
  }
  const contentOf = (cell: Element) => (inCell.get(cell) ?? []).filter(Boolean).join('<br>');
  const caption = table.querySelector('caption');
  const rows = [...table.querySelectorAll('tr')].map((row) => {
    const cells = [...row.children].filter((cell) => /^t[dh]$/.test(cell.localName));
    return `<tr>${cells.map((cell) => cellHtml(cell, contentOf(cell))).join('')}</tr>`;
  });
  return `<table>${caption ? `<caption>${contentOf(caption)}</caption>` : ''}<tbody>${rows.join('')}</tbody></table>`;
}

function cellHtml(cell: Element, content: string): string {
  const tag = cell.localName;
  const spans = ['colspan', 'rowspan'].map((name) => {
    const span = Number.parseInt(cell.getAttribute(name) ?? '', 10);
    return span > 1 && span <= 100 ? ` ${name}="${span}"` : '';
  });
  return `<${tag}${spans.join('')}>${content}</${tag}>`;
}
