import type { Body } from './body.ts';
import { imageAddress, isScanCode } from './images.ts';
import { escapeText, inlineHtml } from './inline-html.ts';
import { nearest } from './nearest.ts';
import type { Heading } from './outline.ts';
import type { OutlineItem, ReadingImage } from './reading.ts';
import { dataTables, tableHtml } from './tables.ts';
import { cleanText, type Line } from './visible-text.ts';

export interface BuiltBody {
  html: string;
  text: string;
  outline: OutlineItem[];
  images: ReadingImage[];
}

/** Writes the body anew from its lines, with an allow-list of elements: markup of the page is never copied. */
export function buildBody(
  { lines, captions }: Pick<Body, 'lines' | 'captions'>,
  headings: readonly Heading[],
  base: string,
): BuiltBody {
  const body: Writing = { html: [], texts: [], outline: [], images: [], group: null, captions };
  const headingAt = new Map(headings.map((heading) => [heading.from, heading]));
  const tableOf = dataTables();
  let index = 0;
  while (index < lines.length) {
    const line = lines[index];
    if (!line) break;
    const heading = headingAt.get(index);
    const whole = tableOf(line.element) ?? nearest(line.element, /^PRE$/);
    if (heading) {
      writeHeading(body, heading, lines, base);
      index = heading.to;
    } else if (whole) {
      const to = endOf(lines, index, whole);
      writeWhole(body, whole, lines.slice(index, to), base);
      index = to;
    } else {
      index += writeLine(body, lines, index, base);
    }
  }
  closeGroup(body);
  const { html, texts, outline, images } = body;
  return { html: html.join(''), text: texts.join('\n'), outline, images };
}

/** What is written so far, and the list or quotation that is still open. */
interface Writing {
  html: string[];
  texts: string[];
  outline: OutlineItem[];
  images: ReadingImage[];
  group: { element: Element; tag: string; item: Element | null } | null;
  captions: ReadonlySet<Line>;
}

/** The index after the last line in the element. */
function endOf(lines: readonly Line[], from: number, element: Element): number {
  let to = from + 1;
  for (let next = lines[to]; next && element.contains(next.element); next = lines[to]) to++;
  return to;
}

function writeHeading(body: Writing, heading: Heading, lines: readonly Line[], base: string): void {
  closeGroup(body);
  const id = `section-${body.outline.length + 1}`;
  const tag = `h${Math.min(heading.level + 1, 6)}`;
  const parts = lines.slice(heading.from, heading.to).map((line) => inlineHtml(line, base));
  body.html.push(`<${tag} id="${id}">${parts.join('').replace(/<\/?strong>/g, '')}</${tag}>`);
  body.outline.push({ level: heading.level, text: heading.text, id });
  body.texts.push(heading.text);
}

/** Tables of data and preformatted text stay in one piece. */
function writeWhole(body: Writing, element: Element, lines: readonly Line[], base: string): void {
  closeGroup(body);
  if (element.nodeName === 'PRE') {
    const code = (element.textContent ?? '').replace(/^\n|\s+$/g, '');
    body.html.push(`<pre><code>${escapeText(code)}</code></pre>`);
    body.texts.push(code);
  } else {
    body.html.push(tableHtml(element, lines, base));
    body.texts.push(...lines.map(({ text }) => text).filter(Boolean));
  }
}

/**
 * Writes pictures and text of one line; gives how many lines that took, since captions may be the next. What the markup sets apart as a caption stands with
 * its picture alone, and not among the paragraphs.
 */
function writeLine(body: Writing, lines: readonly Line[], index: number, base: string): number {
  const line = lines[index];
  if (!line) return 1;
  const pictures = picturesOf(line, base);
  if (pictures.length > 0) closeGroup(body);
  const set = captionsFrom(body, lines, index);
  if (set.length > 0) {
    writePictures(
      body,
      pictures,
      set
        .map(({ text }) => text)
        .filter(Boolean)
        .join(' '),
    );
    return set.length;
  }
  const next = lines[index + 1];
  const isCaptionNext =
    pictures.length > 0 && !line.text && next !== undefined && isCaption(next, line, pictures[0]);
  const caption = isCaptionNext
    ? next.text
    : pictures.length > 0 && isCaptionText(line.text)
      ? line.text
      : '';
  writePictures(body, pictures, caption);
  if (caption) body.texts.push(caption);
  else if (line.text) {
    openGroup(body, line);
    const inner = inlineHtml(line, base);
    body.html.push(body.group && body.group.tag !== 'blockquote' ? inner : `<p>${inner}</p>`);
    body.texts.push(line.text);
  }
  return isCaptionNext ? 2 : 1;
}

/** This line and the following ones, as far as they are one picture's captions; none where this is a picture between paragraphs. */
function captionsFrom({ captions }: Writing, lines: readonly Line[], from: number): Line[] {
  const isPart = (line: Line | undefined) => line !== undefined && captions.has(line);
  let to = from;
  while (isPart(lines[to]) && (to === from || !hasPicture(lines[to]))) to++;
  return lines.slice(from, to);
}

const hasPicture = (line: Line | undefined) => line?.nodes.some(({ nodeType }) => nodeType === 1) ?? false;

function writePictures(
  body: Writing,
  pictures: readonly Omit<ReadingImage, 'caption'>[],
  caption: string,
): void {
  pictures.forEach((picture, at) => {
    const image = { ...picture, caption: (at === pictures.length - 1 && caption) || null };
    body.images.push(image);
    body.html.push(figureHtml(image));
  });
}

/** Opens the list, its item, or the quotation that the line stands in, and closes what it has left. Nested lists become one. */
function openGroup(body: Writing, line: Line): void {
  const element = nearest(line.element, /^(?:UL|OL|BLOCKQUOTE)$/);
  if (body.group?.element !== element) closeGroup(body);
  if (!element) return;
  const tag = element.nodeName.toLowerCase();
  const item = tag === 'blockquote' ? null : nearest(line.element, /^LI$/);
  if (!body.group) {
    body.html.push(`<${tag}>${tag === 'blockquote' ? '' : '<li>'}`);
    body.group = { element, tag, item };
  } else if (tag !== 'blockquote') {
    body.html.push(item !== null && item === body.group.item ? '<br>' : '</li><li>');
    body.group.item = item;
  }
}

function closeGroup(body: Writing): void {
  if (body.group)
    body.html.push(body.group.tag === 'blockquote' ? '</blockquote>' : `</li></${body.group.tag}>`);
  body.group = null;
}

function picturesOf(line: Line, base: string): Omit<ReadingImage, 'caption'>[] {
  return line.nodes.flatMap((node) => {
    if (node.nodeType !== 1) return [];
    const image = node as Element;
    const address = isScanCode(image) ? null : imageAddress(image, base);
    return address
      ? [{ address, alternative: cleanText(image.getAttribute('alt') ?? '').slice(0, 500) }]
      : [];
  });
}

const CAPTION =
  /^(?:[▲△↑▼]|[(（]?(?:图|表|照片|资料图|图片|摄影|来源)\s*(?:\d|[一二三四五六七八九十]|[:：|]|片|为|源))/;
const MAX_CAPTION_LENGTH = 90;
const isCaptionText = (text: string) =>
  text !== '' && text.length <= MAX_CAPTION_LENGTH && CAPTION.test(text);

function isCaption(next: Line, line: Line, picture: { alternative: string } | undefined): boolean {
  const { text, element } = next;
  if (!text || text.length > MAX_CAPTION_LENGTH) return false;
  if (nearest(element, /^FIGCAPTION$/) || isCaptionText(text)) return true;
  if (picture && picture.alternative.length > 3 && text.startsWith(picture.alternative)) return true;
  return nearest(line.element, /^FIGURE$/)?.contains(element) ?? false;
}

function figureHtml({ address, alternative, caption }: ReadingImage): string {
  const shown = caption ? `<figcaption>${escapeText(caption)}</figcaption>` : '';
  return `<figure><img src="${escapeText(address)}" alt="${escapeText(alternative)}">${shown}</figure>`;
}
