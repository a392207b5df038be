import { inlineHtml } from './inline-html.ts';
import { nearest } from './nearest.ts';
import type { Line } from './visible-text.ts';

const MAX_CELL_LENGTH = 400;

/**
 * Finds the table an element stands in, if it holds data; a table around whole texts is layout. Remembers each table, since old pages put
 * thousands of lines into one.
 */
export function dataTables(): (element: Element) => Element | null {
  const known = new Map<Element, boolean>();
  return (element) => {
    const table = nearest(element, /^TABLE$/);
    if (!table) return null;
    const answer = known.get(table) ?? isDataTable(table);
    known.set(table, answer);
    return answer ? table : null;
  };
}

/** The table's rows and cells, with the text of those lines that stand in it. */
export function tableHtml(table: Element, lines: readonly Line[], base: string): string {
  const inCell = new Map<Element, string[]>();
  for (const line of lines) {
    const cell = nearest(line.element, /^(?:TD|TH|CAPTION)$/);
    if (cell) inCell.set(cell, [...(inCell.get(cell) ?? []), inlineHtml(line, base)]);
  }
  const contentOf = (cell: Element) => (inCell.get(cell) ?? []).filter(Boolean).join('<br>');
  const caption = table.querySelector('caption');
  const rows = [...table.querySelectorAll('tr')].map((row) => {
    const cells = [...row.children].filter((cell) => /^T[DH]$/.test(cell.nodeName));
    return `<tr>${cells.map((cell) => cellHtml(cell, contentOf(cell))).join('')}</tr>`;
  });
  return `<table>${caption ? `<caption>${contentOf(caption)}</caption>` : ''}<tbody>${rows.join('')}</tbody></table>`;
}

function isDataTable(table: Element): boolean {
  if (table.querySelector('table')) return false;
  const cells = [...table.querySelectorAll('td,th')];
  const rows = table.querySelectorAll('tr').length;
  return (
    cells.length > 3 && rows > 1 && cells.every((cell) => (cell.textContent ?? '').length < MAX_CELL_LENGTH)
  );
}

function cellHtml(cell: Element, content: string): string {
  const tag = cell.nodeName.toLowerCase();
  const spans = ['colspan', 'rowspan'].map((name) => {
    const span = Number.parseInt(cell.getAttribute(name) ?? '', 10);
    return span > 1 && span <= 100 ? ` ${name}="${span}"` : '';
  });
  return `<${tag}${spans.join('')}>${content}</${tag}>`;
}
