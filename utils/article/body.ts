import { ASKS, BYLINE, JUNK, PROMPT, STAMP } from './body-ends.ts';
import { findDate } from './dates.ts';
import type { ReadSpacedText } from './further-rules.ts';
import { isScanCode } from './images.ts';
import { type Label, labelsOfLine } from './labels.ts';
import { linkOf } from './line-makeup.ts';
import { nearest } from './nearest.ts';
import { findProse } from './prose.ts';
import { filterInSteps, ITEMS_A_STEP, type Steps } from './steps.ts';
import { dataTables } from './tables.ts';
import { cutTail, isLink, isMetadata, isText, mostBehind, type TextPage } from './text-end.ts';
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

/** Running text of this many units is the article's; shorter pieces before it are subtitles and tools. */
const FIRST_TEXT = 24;
/** Between the first paragraph and the rest stand at most an advertisement and a few tools. */
const LINES_BACK = 8;
/** So many lines of links in a row are a list of other articles. */
const MAX_LINKS_IN_A_ROW = 3;
/** Between a standfirst and the text stand at most this many lines of who and when. */
const LINES_OF_METADATA = 6;

/** What the steps below share. */
interface Page extends TextPage {
  metadata: ReadonlySet<number>;
  title: string;
  now: number;
}

/** Where a page's running text is gathered, before it is told from what stands around it. */
export interface GatheredText {
  element: Element;
  /** Whether an element is in a part of the page that is never the article's. */
  isAside: (element: Element) => boolean;
  /** The lines in the element, but for those aside. */
  within: Line[];
  /** The first line below the title. */
  start: number;
  /** Indexes of the element's first line, and after its last. */
  from: number;
  to: number;
  /** In a script without spaces. */
  isWide: boolean;
}

/** Goes to where the running text below the title is gathered, or anywhere where none is below it; null where there are no lines. */
export function* gatherText(
  lines: readonly Line[],
  root: Element,
  titleLine: number,
): Steps<GatheredText | null> {
  const after = lines.slice(titleLine + 1);
  const hasText = after.some((line) => line.weight > 0);
  const start = hasText ? titleLine + 1 : 0;
  const { element, isAside } = yield* findProse(hasText ? after : lines, root);
  const from = lines.findIndex((line, index) => index >= start && element.contains(line.element));
  const to = lines.findLastIndex((line) => element.contains(line.element)) + 1;
  if (from < 0 || to <= from) return null;
  const within = yield* filterInSteps(lines.slice(from, to), (line) => !isAside(line.element));
  const text = within.reduce(
    (all, line) => (line.weight > 0 && all.length < 2000 ? all + line.text : all),
    '',
  );
  return { element, isAside, within, start, from, to, isWide: isWide(text.slice(0, 3000)) };
}

/** The lines of the article's body: those of the element where running text is gathered, without what stands before and after and between. */
export function* findBody(
  lines: readonly Line[],
  text: GatheredText | null,
  known: {
    title: string | null;
    labels: readonly Label[];
    now: number;
    readSpaced: ReadSpacedText | undefined;
  },
): Steps<Body> {
  if (!text) return { lines: [], captions: new Set(), from: lines.length, to: lines.length };
  const { title, labels, now, readSpaced } = known;
  const page: Page = {
    lines,
    spaced: text.isWide || !readSpaced ? null : yield* readSpaced(text.within, text.element),
    metadata: new Set(labels.filter(isMetadata).flatMap(({ line, valueLine }) => [line, valueLine])),
    title: foldText(title ?? ''),
    now,
    tableOf: dataTables(),
  };
  let { from, to } = text;
  from = firstLine(page, text.start, from);
  from = yield* skipHead(page, from, to);
  to = yield* nextPost(page, from, to);
  to = yield* cutTail(page, from, to);
  const own = yield* filterInSteps(
    lines.slice(from, to),
    (line) => !text.isAside(line.element) && isText(page, line),
  );
  const numbers = partNumbers(own);
  const kept = yield* filterInSteps(
    own,
    (line, index) => numbers.has(line) || isOwn(page, line, own[index - 1], own[index + 1]),
  );
  const body = yield* withoutLinkLists(page, kept);
  const captions = page.spaced ? yield* page.spaced.captionsIn(body) : [];
  return { lines: body, captions: new Set(captions), from, to };
}

/** The first paragraphs may stand before the element that holds the others: goes back to them, but not past the title. */
function firstLine(page: Page, start: number, from: number): number {
  const { lines, spaced, metadata } = page;
  let first = from;
  let between = 0;
  for (let index = from - 1; index >= start && between < LINES_BACK; index--) {
    const line = lines[index];
    if (line?.text) between++;
    if (!line || line.weight <= 30 || metadata.has(index)) continue;
    if (spaced?.isBefore(line, lines[first]) ?? start > 0) [first, between] = [index, 0];
  }
  return first;
}

/** Steps over title, breadcrumb, metadata and tools between the element's start and the first running text. */
function* skipHead(page: Page, from: number, to: number): Steps<number> {
  const { lines } = page;
  const first = lines.slice(from, to).find(({ weight }) => weight >= FIRST_TEXT);
  const isBesideFirst = (line: Line) =>
    line.element.localName === 'p' && line.element.parentElement === first?.element.parentElement;
  let start = from;
  let hasMetadata = [1, 2, 3, 4].some((back) => page.metadata.has(from - back));
  for (let index = from; index < to; index++) {
    if (index % ITEMS_A_STEP === 0) yield;
    const line = lines[index];
    if (!line) break;
    // A title that stands once more behind the metadata, as a paragraph among the others, is the text's own.
    const isRepeated = hasMetadata && isBesideFirst(line) && isTitle(page, line);
    if (isHead(page, line, index) && !isRepeated) {
      start = index + 1;
      hasMetadata ||= !isTitle(page, line);
    } else if (line.weight >= FIRST_TEXT && !page.spaced?.isSetApart(line)) {
      const behind = page.spaced ? metadataBehind(page, index, to) : -1;
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

/** Signs and spaces, which are left out of a comparison, are at most so many times the letters. */
const MAX_UNFOLDED = 3;

const isTitle = ({ title }: Page, { text }: Line): boolean =>
  title !== '' && text.length < 60 + title.length * MAX_UNFOLDED && foldText(text) === title;

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
  return path.map((at) => (at ? `${at.localName} ${at.getAttribute('class') ?? ''}` : '')).join('>');
}

function isDate({ text }: Line, now: number): boolean {
  const date = text.length < 60 && !/[，。]/.test(text) ? findDate(text, now) : null;
  return date !== null && text.length - (date.to - date.from) < 30;
}

/**
 * Where the next post of a page of several begins: at the title and the day that stand in elements of the same kinds as those of the first. Days in a
 * chronicle have no such title.
 */
function* nextPost(page: Page, from: number, to: number): Steps<number> {
  const { lines, now } = page;
  const isStamp = (line: Line) => line.weight === 0 && isDate(line, now);
  const kindAt = (index: number) => {
    const title = lines.slice(Math.max(0, index - LINES_OF_METADATA), index).findLast(({ text }) => text);
    const stamp = lines[index];
    return title?.weight === 0 && stamp ? `${pathKind(title.element)} ${pathKind(stamp.element)}` : null;
  };
  const start = Math.max(0, from - LINES_OF_METADATA);
  const first = start + lines.slice(start, from).findLastIndex(isStamp);
  const kind = first < start ? null : kindAt(first);
  if (kind === null) return to;
  let read = 0;
  for (let index = from; index < to; index++) {
    if (index % ITEMS_A_STEP === 0) yield;
    const line = lines[index];
    if (!line) break;
    if (read > 0 && isStamp(line) && kindAt(index) === kind)
      return lines.slice(0, index).findLastIndex(({ text }) => text);
    read += line.weight;
  }
  return to;
}

/** Elsewhere a counter or the row of a page's numbers, in a table of data what the table is about. */
const FIGURE = /^(?:(?=.*\d)[\d\s,.:/|·…万亿次人+%-]+|[大中小])$/;

/** Numbers alone in their lines, with a title and the text of a part behind each: 1 and 2 at least, in order. */
function partNumbers(lines: readonly Line[]): ReadonlySet<Line> {
  const told = lines.filter(({ text }) => text);
  const found = told.filter(
    ({ text }, index) =>
      /^0?\d{1,2}$/.test(text) && [1, 2].some((ahead) => (told[index + ahead]?.weight ?? 0) > 0),
  );
  return new Set(
    found.length > 1 && found.every(({ text }, index) => Number(text) === index + 1) ? found : [],
  );
}

/** A whole sentence may tell of what others ask for: 客户扫描二维码即可进入小程序。 */
const isJunk = (text: string): boolean =>
  JUNK.test(text) || (PROMPT.test(text) && (!text.endsWith('。') || ASKS.test(text)));

function isOwn(page: Page, line: Line, before: Line | undefined, next: Line | undefined): boolean {
  const { text, nodes } = line;
  if (text && text.length < 60 && isJunk(text))
    return FIGURE.test(text) && page.tableOf(line.element) !== null;
  if (text && text.length < 120 && page.spaced && (page.spaced.isJunk(text) || mostBehind(page, line) >= 0))
    return false;
  const images = nodes.filter((node): node is Element => node.nodeType === 1);
  if (!text) return images.some((image) => !isScanCode(image)) && !isPrompt(next) && !isPrompt(before, 20);
  return true;

  function isPrompt(other: Line | undefined, limit = 60): boolean {
    return other !== undefined && other.text.length < limit && /二维码|扫一?扫|扫码/.test(other.text);
  }
}

/** A link alone between two paragraphs, or in a cell, may be the text's own; several in a row, or at the end, name other articles. */
function* withoutLinkLists(page: Page, lines: readonly Line[]): Steps<Line[]> {
  const last = lines.findLastIndex((line) => line.weight > 0);
  const inRow = linksInRow(lines);
  return yield* filterInSteps(lines, (line, index) => {
    if (!isLink(line) || isFile(line) || isLinkedHeading(line, lines[index + 1])) return true;
    if (page.spaced ? index > last : !nearest(line.element, /^(?:blockquote|td)$/)) return false;
    return (inRow[index] ?? 0) < MAX_LINKS_IN_A_ROW;
  });
}

const isFile = (line: Line): boolean =>
  /\.(?:pdf|docx?|xlsx?|pptx?|wps|ofd|zip|rar)(?:[?#]|$)/i.test(linkOf(line) ?? '');

/** A heading that leads to itself, or has its text behind it. */
const isLinkedHeading = (line: Line, next: Line | undefined): boolean =>
  nearest(line.element, /^h[2-6]$/) !== null && (/^#/.test(linkOf(line) ?? '') || (next?.weight ?? 0) > 0);

/** For each line, how many links there are in its row: between two lines that are neither links nor empty. */
function linksInRow(lines: readonly Line[]): number[] {
  const counts: number[] = [];
  for (let from = 0; from < lines.length; ) {
    let to = from;
    while (isLinkOrEmpty(lines[to])) to++;
    const count = lines.slice(from, to).filter(isLink).length;
    while (from <= to) counts[from++] = count;
  }
  return counts;
}

const isLinkOrEmpty = (line: Line | undefined): boolean =>
  line !== undefined && (line.text === '' || isLink(line));
