import type { Body } from './body.ts';
import { imageAddress, isScanCode } from './images.ts';
import { nearest } from './nearest.ts';
import type { Heading } from './outline.ts';
import type { OutlineItem, ReadingImage } from './reading.ts';
import { ITEMS_A_STEP, type Steps } from './steps.ts';
import { dataTables } from './tables.ts';
import { cleanText, type Line } from './visible-text.ts';

/** Writes the body's HTML while it is gone through; see write-html.ts. */
export interface Pen {
  heading: (item: OutlineItem, lines: readonly Line[]) => Steps<void>;
  code: (text: string) => void;
  table: (table: Element, lines: readonly Line[]) => Steps<void>;
  /** A line of a paragraph, a list or a quotation. */
  line: (line: Line) => Steps<void>;
  picture: (picture: ReadingImage) => void;
  /** What was written. */
  html: () => string;
}

export interface BuiltBody {
  /** Empty without a pen. */
  html: string;
  text: string;
  outline: OutlineItem[];
  images: ReadingImage[];
}

/** Goes through the body's lines for its text, its outline and its pictures, and has them written. */
export function* buildBody(
  { lines, captions }: Pick<Body, 'lines' | 'captions'>,
  headings: readonly Heading[],
  base: string,
  pen: Pen | null,
): Steps<BuiltBody> {
  const body: Building = { texts: [], outline: [], images: [], captions, pen };
  const headingAt = new Map(headings.map((heading) => [heading.from, heading]));
  const tableOf = dataTables();
  let index = 0;
  for (let count = 0; index < lines.length; count++) {
    if (count % ITEMS_A_STEP === 0) yield;
    const line = lines[index];
    if (!line) break;
    const heading = headingAt.get(index);
    const whole = tableOf(line.element) ?? nearest(line.element, /^pre$/);
    if (heading) {
      yield* addHeading(body, heading, lines);
      index = heading.to;
    } else if (whole) {
      const to = endOf(lines, index, whole);
      yield* addWhole(body, whole, lines.slice(index, to));
      index = to;
    } else {
      index += yield* addLine(body, lines, index, base);
    }
  }
  const { texts, outline, images } = body;
  return { html: pen?.html() ?? '', text: texts.join('\n'), outline, images };
}

/** What is gathered so far. */
interface Building {
  texts: string[];
  outline: OutlineItem[];
  images: ReadingImage[];
  captions: ReadonlySet<Line>;
  pen: Pen | null;
}

/** The index after the last line in the element. */
function endOf(lines: readonly Line[], from: number, element: Element): number {
  let to = from + 1;
  for (let next = lines[to]; next && element.contains(next.element); next = lines[to]) to++;
  return to;
}

function* addHeading(
  { outline, texts, pen }: Building,
  { level, text, from, to }: Heading,
  lines: readonly Line[],
): Steps<void> {
  const item = { level, text, id: `section-${outline.length + 1}` };
  outline.push(item);
  texts.push(text);
  if (pen) yield* pen.heading(item, lines.slice(from, to));
}

/** Tables of data and preformatted text stay in one piece. */
function* addWhole({ texts, pen }: Building, element: Element, lines: readonly Line[]): Steps<void> {
  if (element.localName === 'pre') {
    const code = (element.textContent ?? '').replace(/^\n|\s+$/g, '');
    texts.push(code);
    pen?.code(code);
  } else {
    texts.push(...lines.map(({ text }) => text).filter(Boolean));
    if (pen) yield* pen.table(element, lines);
  }
}

/**
 * Adds pictures and text of one line; gives how many lines that took, since captions may be the next. What the markup sets apart as a caption stands with
 * its picture alone, and not among the paragraphs.
 */
function* addLine(body: Building, lines: readonly Line[], index: number, base: string): Steps<number> {
  const line = lines[index];
  if (!line) return 1;
  const pictures = picturesOf(line, base);
  const set = captionsFrom(body, lines, index);
  if (set.length > 0) {
    addPictures(
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
  addPictures(body, pictures, caption);
  if (caption) body.texts.push(caption);
  else if (line.text) {
    body.texts.push(line.text);
    if (body.pen) yield* body.pen.line(line);
  }
  return isCaptionNext ? 2 : 1;
}

/** This line and the following ones, as far as they are one picture's captions; none where this is a picture between paragraphs. */
function captionsFrom({ captions }: Building, lines: readonly Line[], from: number): Line[] {
  const isPart = (line: Line | undefined) => line !== undefined && captions.has(line);
  let to = from;
  while (isPart(lines[to]) && (to === from || !hasPicture(lines[to]))) to++;
  return lines.slice(from, to);
}

const hasPicture = (line: Line | undefined) => line?.nodes.some(({ nodeType }) => nodeType === 1) ?? false;

function addPictures(
  { images, pen }: Building,
  pictures: readonly Omit<ReadingImage, 'caption'>[],
  caption: string,
): void {
  pictures.forEach((picture, at) => {
    const image = { ...picture, caption: (at === pictures.length - 1 && caption) || null };
    images.push(image);
    pen?.picture(image);
  });
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
  if (nearest(element, /^figcaption$/) || isCaptionText(text)) return true;
  if (picture && picture.alternative.length > 3 && text.startsWith(picture.alternative)) return true;
  return nearest(line.element, /^figure$/)?.contains(element) ?? false;
}
