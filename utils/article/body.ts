import { BYLINE, END, FOREIGN_END, FOREIGN_JUNK, JUNK, STAMP } from './body-ends.ts';
import { findDate } from './dates.ts';
import { type Flow, findFlow, type Place } from './flow.ts';
import { isScanCode } from './images.ts';
import { type Label, labelsOfLine } from './labels.ts';
import { nearest } from './nearest.ts';
import { findProse } from './prose.ts';
import { foldText } from './title.ts';
import { isWide, type Line } from './visible-text.ts';

/** The article's own lines. */
export interface Body {
  lines: Line[];
  /** Those of the lines that are captions of pictures by their markup. */
  captions: ReadonlySet<Line>;
  /** Indexes into the page's lines: the first of the body, and the line after its last. */
  from: number;
  to: number;
}

/** A tail this large, measured in running text, means that the end was no end. */
const MAX_TAIL_SHARE = 0.4;
/** The same where markup already tells the text from what stands around it. */
const MAX_FOREIGN_TAIL_SHARE = 0.1;
/** Running text of this many units is the article's; shorter pieces before it are subtitles and tools. */
const FIRST_TEXT = 24;
/** Between the first paragraph and the rest stand at most an advertisement and a few tools. */
const LINES_BACK = 8;
/** So many lines of links in a row are a list of other articles. */
const MAX_LINKS_IN_A_ROW = 3;
/** Between a standfirst and the text stand at most this many lines of who and when. */
const LINES_OF_METADATA = 6;

/** In UTF-16 units. */
const MAX_CAPTION = 300;
const CREDIT =
  /©|\b(?:getty images|photo(?:graph)? by|image (?:via|courtesy)|courtesy of|reuters|afp|ap photo)\b/i;

/** What the steps below share. */
interface Page {
  lines: readonly Line[];
  /** Where the text of each line of the gathering element stands. */
  places: ReadonlyMap<Line, Place>;
  flow: Flow;
  /** In a script without spaces; its pages are pasted from editors, and their markup says less. */
  isWide: boolean;
  metadata: ReadonlySet<number>;
  title: string;
  now: number;
}

/** The lines of the article's body: the element where running text is gathered, without what stands before and after and between. */
export function findBody(
  lines: readonly Line[],
  root: Element,
  titleLine: number,
  title: string | null,
  labels: readonly Label[],
  now: number,
): Body {
  const after = lines.slice(titleLine + 1);
  const hasText = after.some((line) => line.weight > 0);
  const start = hasText ? titleLine + 1 : 0;
  const { element, isAside } = findProse(hasText ? after : lines, root);
  let from = lines.findIndex((line, index) => index >= start && element.contains(line.element));
  let to = lines.findLastIndex((line) => element.contains(line.element)) + 1;
  if (from < 0 || to <= from) return { lines: [], captions: new Set(), from: lines.length, to: lines.length };
  const within = lines.slice(from, to).filter((line) => !isAside(line.element));
  const flow = findFlow(within, element);
  const places = new Map(within.map((line) => [line, flow.placeOf(line)]));
  const text = within.reduce(
    (all, line) => (line.weight > 0 && all.length < 2000 ? all + line.text : all),
    '',
  );
  const page: Page = {
    lines,
    places,
    flow,
    isWide: isWide(text),
    metadata: new Set(labels.flatMap(({ line, valueLine }) => [line, valueLine])),
    title: foldText(title ?? ''),
    now,
  };
  from = firstLine(page, start, from);
  from = skipHead(page, from, to);
  to = nextPost(page, from, to);
  to = cutTail(page, from, to);
  const own = lines.slice(from, to).filter((line) => !isAside(line.element) && isText(page, line));
  const kept = own.filter((line, index) => isOwn(page, line, own[index - 1], own[index + 1]));
  const body = withoutLinkLists(page, kept);
  return { lines: body, captions: page.isWide ? new Set() : captionsIn(page, body), from, to };
}

/** Lines that the markup calls captions, and those behind a picture that are no sentence or say whose picture it is. */
function captionsIn(page: Page, body: readonly Line[]): Set<Line> {
  return new Set(
    body.filter((line, index) => {
      if (hasRules(page) && page.places.get(line) === 'caption') return true;
      const before = body[index - 1];
      const isBehindPicture = before?.text === '' && before.nodes.some(({ nodeType }) => nodeType === 1);
      if (!isBehindPicture || !line.text || line.text.length > MAX_CAPTION) return false;
      if (CREDIT.test(line.text)) return true;
      return line.weight === 0 && !/[.!?:…"”]$/.test(line.text) && !isHeading(line);
    }),
  );
}

const isHeading = ({ element, nodes, text }: Line): boolean =>
  nearest(element, /^H[1-6]$/) !== null ||
  nodes.some(
    ({ parentElement, textContent }) =>
      /^(?:STRONG|B)$/.test(parentElement?.nodeName ?? '') && textContent?.trim() === text,
  );

/** The first paragraphs may stand before the element that holds the others: goes back to them, but not past the title. */
function firstLine(page: Page, start: number, from: number): number {
  const { lines, flow, metadata } = page;
  let first = from;
  let between = 0;
  for (let index = from - 1; index >= start && between < LINES_BACK; index--) {
    const line = lines[index];
    if (line?.text) between++;
    if (!line || line.weight <= 30 || metadata.has(index)) continue;
    const isBefore = hasRules(page) ? flow.isAlike(line) || isBesideFlow(line, lines[first]) : start > 0;
    if (isBefore) [first, between] = [index, 0];
  }
  return first;
}

/** Whether the page's markup is so regular that a line elsewhere says something. Pages in scripts without spaces are pasted together from editors. */
const hasRules = ({ isWide, flow }: Page): boolean => !isWide && flow.isRegular;

/** Whether a paragraph is the child of an element in which the other line's element stands as well. */
const isBesideFlow = (line: Line, other: Line | undefined): boolean =>
  other !== undefined && line.element.parentElement?.contains(other.element) === true;

/** Steps over title, breadcrumb, metadata and tools between the element's start and the first running text. */
function skipHead(page: Page, from: number, to: number): number {
  const { lines } = page;
  const first = lines.slice(from, to).find(({ weight }) => weight >= FIRST_TEXT);
  const isBesideFirst = (line: Line) =>
    line.element.nodeName === 'P' && line.element.parentElement === first?.element.parentElement;
  let start = from;
  let hasMetadata = [1, 2, 3, 4].some((back) => page.metadata.has(from - back));
  for (let index = from; index < to; index++) {
    const line = lines[index];
    if (!line) break;
    // A title that stands once more behind the metadata, as a paragraph among the others, is the text's own.
    const isRepeated = hasMetadata && isBesideFirst(line) && isTitle(page, line);
    if (isHead(page, line, index) && !isRepeated) {
      start = index + 1;
      hasMetadata ||= !isTitle(page, line);
    } else if (line.weight >= FIRST_TEXT && !isSetApart(page, line)) {
      const behind = page.isWide ? -1 : metadataBehind(page, index, to);
      if (behind < 0) break;
      start = behind + 1;
      index = behind;
    }
  }
  return start;
}

/** Where who and when follow the first paragraph, that was a standfirst: gives the last line of them, or −1. */
function metadataBehind(page: Page, index: number, to: number): number {
  let last = -1;
  for (let at = index + 1; at < Math.min(to, index + LINES_OF_METADATA); at++) {
    const line = page.lines[at];
    if (!line) break;
    if (BYLINE.test(line.text) || STAMP.test(line.text) || isDate(line, page.now)) last = at;
    else if (line.weight >= FIRST_TEXT) break;
  }
  return last;
}

const isTitle = (page: Page, { text }: Line): boolean => page.title !== '' && foldText(text) === page.title;

/** When a law or a decision was passed stands in its text. */
const PASSED = /^[(（].*(?:通过|批准|公布|施行|修正|修订)[)）]$/;

function isHead(page: Page, line: Line, index: number): boolean {
  const { text } = line;
  if (isTitle(page, line)) return true;
  if (PASSED.test(text)) return false;
  if (page.metadata.has(index)) return text.length < 100 || labelsOfLine(text)[0]?.name === 'summary';
  return isDate(line, page.now) || BYLINE.test(text) || STAMP.test(text);
}

/** Names and classes of an element and the two around it. */
function pathKind(element: Element): string {
  const path = [element, element.parentElement, element.parentElement?.parentElement];
  return path.map((at) => (at ? `${at.nodeName} ${at.getAttribute('class') ?? ''}` : '')).join('>');
}

function isDate({ text }: Line, now: number): boolean {
  const date = text.length < 60 && !/[，。]/.test(text) ? findDate(text, now) : null;
  return date !== null && text.length - (date.to - date.from) < 30;
}

/** Where the next post of a page of several begins: at the title and the day that stand in elements of the same kinds as those of the first. */
function nextPost(page: Page, from: number, to: number): number {
  const { lines, now } = page;
  const isStamp = (line: Line | undefined) => line !== undefined && line.weight === 0 && isDate(line, now);
  const first = lines.slice(Math.max(0, from - LINES_OF_METADATA), from).findLast(isStamp);
  if (!first) return to;
  const kind = pathKind(first.element);
  let read = 0;
  for (let index = from; index < to; index++) {
    const line = lines[index];
    if (!line) break;
    if (read > 0 && isStamp(line) && pathKind(line.element) === kind) {
      const before = lines[index - 1];
      return before && before.weight === 0 && before.text ? index - 1 : index;
    }
    read += line.weight;
  }
  return to;
}

function cutTail(page: Page, from: number, to: number): number {
  const own = page.lines.slice(from, to);
  const most = hasRules(page) ? MAX_FOREIGN_TAIL_SHARE : MAX_TAIL_SHARE;
  const weights = own.map((line) => (isText(page, line) ? line.weight : 0));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let read = 0;
  for (let index = from; index < to; index++) {
    const line = page.lines[index];
    if (!line) break;
    const weight = weights[index - from] ?? 0;
    if (read > 0 && isEnd(page, line) && total - read - weight <= total * most) return index;
    read += weight;
  }
  return to;
}

function isEnd(page: Page, { text }: Line): boolean {
  return text.length < 200 && (END.test(text) || (!page.isWide && FOREIGN_END.test(text)));
}

/** Whether the page's markup makes the line part of the text. */
function isText(page: Page, line: Line): boolean {
  if (!hasRules(page)) return true;
  const place = page.places.get(line);
  return place === 'flow' || place === 'caption' || (place === undefined && page.flow.isAlike(line));
}

const isSetApart = (page: Page, line: Line): boolean => {
  const place = page.places.get(line);
  return hasRules(page) && place !== undefined && place !== 'flow';
};

function isOwn(page: Page, line: Line, before: Line | undefined, next: Line | undefined): boolean {
  const { text, nodes } = line;
  if (text && text.length < 60 && JUNK.test(text)) return false;
  if (text && !page.isWide && text.length < 120 && (FOREIGN_JUNK.test(text) || isEnd(page, line)))
    return false;
  const images = nodes.filter((node): node is Element => node.nodeType === 1);
  if (!text) return images.some((image) => !isScanCode(image)) && !isPrompt(next) && !isPrompt(before, 20);
  return true;

  function isPrompt(other: Line | undefined, limit = 60): boolean {
    return other !== undefined && other.text.length < limit && /二维码|扫一?扫|扫码/.test(other.text);
  }
}

const isLink = ({ text, linked }: Line): boolean => text !== '' && linked > text.length * 0.8;

/** A link alone between two paragraphs, or in a cell, may be the text's own; several in a row, or at the end, name other articles. */
function withoutLinkLists(page: Page, lines: readonly Line[]): Line[] {
  const last = lines.findLastIndex((line) => line.weight > 0);
  return lines.filter((line, index) => {
    if (!isLink(line)) return true;
    if (page.isWide ? !nearest(line.element, /^(?:BLOCKQUOTE|TD)$/) : index > last) return false;
    let [from, to] = [index, index + 1];
    while (isLinkOrEmpty(lines[from - 1])) from--;
    while (isLinkOrEmpty(lines[to])) to++;
    return lines.slice(from, to).filter(isLink).length < MAX_LINKS_IN_A_ROW;
  });
}

const isLinkOrEmpty = (line: Line | undefined): boolean =>
  line !== undefined && (line.text === '' || isLink(line));
