import { imageAddress, isScanCode, resolveAddress } from './images.ts';
import type { Heading } from './outline.ts';
import type { OutlineItem, ReadingImage } from './reading.ts';
import { dataTables } from './tables.ts';
import { cleanText, type Line } from './visible-text.ts';

export interface BuiltBody {
  html: string;
  text: string;
  outline: OutlineItem[];
  images: ReadingImage[];
}

/** The inline elements that survive, and what they become. */
const INLINE: Record<string, string> = {
  STRONG: 'strong',
  B: 'strong',
  EM: 'em',
  I: 'em',
  CODE: 'code',
  KBD: 'code',
  TT: 'code',
  SUP: 'sup',
  SUB: 'sub',
  MARK: 'mark',
  DEL: 'del',
  S: 'del',
  STRIKE: 'del',
  U: 'u',
};
const CAPTION =
  /^(?:[▲△↑▼]|[(（]?(?:图|表|照片|资料图|图片|摄影|来源)\s*(?:\d|[一二三四五六七八九十]|[:：|]|片|为|源))/;
const MAX_CAPTION_LENGTH = 90;

/** Writes the body anew from its lines, with an allow-list of elements: markup of the page is never copied. */
export function buildBody(lines: readonly Line[], headings: readonly Heading[], base: string): BuiltBody {
  const html: string[] = [];
  const texts: string[] = [];
  const outline: OutlineItem[] = [];
  const images: ReadingImage[] = [];
  const tableOf = dataTables();
  const headingAt = new Map(headings.map((heading) => [heading.from, heading]));
  let open: { element: Element; tag: string; item: Element | null } | null = null;

  const close = () => {
    if (!open) return;
    html.push(`${open.item ? '</li>' : ''}</${open.tag}>`);
    open = null;
  };
  const openGroup = (line: Line) => {
    const element = line.element.closest('ul,ol,blockquote');
    if (open && open.element !== element) close();
    if (!element) return;
    const tag = element.nodeName.toLowerCase();
    if (!open) {
      open = { element, tag, item: null };
      html.push(`<${tag}>`);
    }
    const item = tag === 'blockquote' ? null : line.element.closest('li');
    if (item !== open.item || (item === null && tag !== 'blockquote')) {
      html.push(`${open.item ? '</li>' : ''}<li>`);
      open.item = item ?? element;
    }
  };

  for (let index = 0; index < lines.length; index++) {
    const line = lines[index];
    if (!line) break;
    const heading = headingAt.get(index);
    if (heading) {
      close();
      const id = `section-${outline.length + 1}`;
      const tag = `h${Math.min(heading.level + 1, 6)}`;
      outline.push({ level: heading.level, text: heading.text, id });
      const inner = lines
        .slice(heading.from, heading.to)
        .map((part) => inlineHtml(part, base))
        .join('');
      html.push(`<${tag} id="${id}">${inner.replace(/<\/?strong>/g, '')}</${tag}>`);
      texts.push(heading.text);
      index = heading.to - 1;
      continue;
    }
    const table = tableOf(line.element);
    if (table) {
      close();
      const rows: Line[] = [];
      for (let at = index; at < lines.length; at++) {
        const row = lines[at];
        if (!row || !table.contains(row.element)) break;
        rows.push(row);
      }
      html.push(tableHtml(table, rows, base));
      texts.push(...rows.map(({ text }) => text).filter(Boolean));
      index += rows.length - 1;
      continue;
    }
    const preformatted = line.element.closest('pre');
    if (preformatted) {
      close();
      const all = lines.slice(index).findIndex((other) => !preformatted.contains(other.element));
      const count = all < 0 ? lines.length - index : all;
      const code = (preformatted.textContent ?? '').replace(/^\n|\s+$/g, '');
      html.push(`<pre><code>${escapeText(code)}</code></pre>`);
      texts.push(code);
      index += count - 1;
      continue;
    }
    const pictures = picturesOf(line, base);
    if (pictures.length > 0) {
      close();
      const next = lines[index + 1];
      const isCaptioned = !line.text && next !== undefined && isCaption(next, line, pictures[0]);
      const caption = isCaptioned ? next.text : line.text && CAPTION.test(line.text) ? line.text : null;
      pictures.forEach((picture, at) => {
        const own = at === pictures.length - 1 ? caption : null;
        images.push({ ...picture, caption: own });
        html.push(figureHtml({ ...picture, caption: own }));
      });
      if (caption !== null) {
        texts.push(caption);
        if (isCaptioned) index++;
        continue;
      }
    }
    if (!line.text) continue;
    openGroup(line);
    const inner = inlineHtml(line, base);
    html.push(
      open && open !== null && (open as { tag: string }).tag !== 'blockquote' ? inner : `<p>${inner}</p>`,
    );
    texts.push(line.text);
  }
  close();
  return { html: html.join(''), text: texts.join('\n'), outline, images };
}

/** The line's text with its inline elements: runs of equal wrapping are written once. */
export function inlineHtml(line: Line, base: string): string {
  const runs: { wraps: string[]; href: string | null; text: string }[] = [];
  for (const node of line.nodes) {
    if (node.nodeType !== 3) continue;
    const text = (node as Text).data
      .replace(/[\u200b\u200c\u2060\ufeff\u00ad\ue000-\uf8ff]+/g, '')
      .replace(/\s+/g, ' ');
    if (!text) continue;
    const wraps = new Set<string>();
    let href: string | null = null;
    for (let at = node.parentElement; at && at !== line.element; at = at.parentElement) {
      const tag = INLINE[at.nodeName];
      if (tag) wraps.add(tag);
      else if (at.nodeName === 'A' && href === null) href = linkAddress(at.getAttribute('href'), base);
    }
    const list = [...wraps].sort();
    const last = runs.at(-1);
    if (last && last.href === href && last.wraps.join() === list.join()) last.text += text;
    else runs.push({ wraps: list, href, text });
  }
  const first = runs[0];
  if (first) first.text = first.text.trimStart();
  const last = runs.at(-1);
  if (last) last.text = last.text.trimEnd();
  return runs
    .map(({ wraps, href, text }) => {
      const inner =
        text.trim() === '' ? text : wraps.reduce((html, tag) => `<${tag}>${html}</${tag}>`, escapeText(text));
      return href ? `<a href="${escapeText(href)}">${inner}</a>` : inner;
    })
    .join('');
}

function linkAddress(value: string | null, base: string): string | null {
  const address = value && !/^\s*(?:#|javascript:)/i.test(value) ? resolveAddress(value, base) : null;
  return address && /^https?:/.test(address) ? address : null;
}

function picturesOf(line: Line, base: string): Omit<ReadingImage, 'caption'>[] {
  return line.nodes.flatMap((node) => {
    if (node.nodeType !== 1) return [];
    const image = node as Element;
    const address = isScanCode(image) ? null : imageAddress(image, base);
    return address ? [{ address, alternative: cleanText(image.getAttribute('alt') ?? '') }] : [];
  });
}

function isCaption(next: Line, line: Line, picture: { alternative: string } | undefined): boolean {
  const { text, element } = next;
  if (!text || text.length > MAX_CAPTION_LENGTH) return false;
  if (element.closest('figcaption') || CAPTION.test(text)) return true;
  if (picture && picture.alternative.length > 3 && text.startsWith(picture.alternative)) return true;
  const figure = line.element.closest('figure');
  return figure?.contains(element) ?? false;
}

function figureHtml({ address, alternative, caption }: ReadingImage): string {
  const shown = caption ? `<figcaption>${escapeText(caption)}</figcaption>` : '';
  return `<figure><img src="${escapeText(address)}" alt="${escapeText(alternative)}">${shown}</figure>`;
}

function tableHtml(table: Element, lines: readonly Line[], base: string): string {
  const inCell = new Map<Element, string[]>();
  for (const line of lines) {
    const cell = line.element.closest('td,th,caption');
    if (cell) inCell.set(cell, [...(inCell.get(cell) ?? []), inlineHtml(line, base)]);
  }
  const contentOf = (cell: Element) => (inCell.get(cell) ?? []).join('<br>');
  const caption = table.querySelector('caption');
  const rows = [...table.querySelectorAll('tr')].map((row) => {
    const cells = [...row.children].filter((cell) => /^T[DH]$/.test(cell.nodeName));
    return `<tr>${cells.map((cell) => cellHtml(cell, contentOf(cell))).join('')}</tr>`;
  });
  return `<table>${caption ? `<caption>${contentOf(caption)}</caption>` : ''}<tbody>${rows.join('')}</tbody></table>`;
}

function cellHtml(cell: Element, content: string): string {
  const tag = cell.nodeName.toLowerCase();
  const spans = ['colspan', 'rowspan'].map((name) => {
    const span = Number.parseInt(cell.getAttribute(name) ?? '', 10);
    return span > 1 && span <= 100 ? ` ${name}="${span}"` : '';
  });
  return `<${tag}${spans.join('')}>${content}</${tag}>`;
}

export function escapeText(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}
