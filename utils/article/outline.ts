import { bylinesOfLine } from './bylines.ts';
import { HAN, TWO_LETTERS } from './characters.ts';
import { nearest, nearestOf } from './nearest.ts';
import { filterInSteps, ITEMS_A_STEP, type Steps } from './steps.ts';
import { dataTables } from './tables.ts';
import type { Line } from './visible-text.ts';

/** A heading of the body and the lines it stands in: two where its number is a block of its own. */
export interface Heading {
  /** From 1. */
  level: number;
  text: string;
  from: number;
  to: number;
}

/** A way of numbering. `weak` ones also number lists and sentences: they need more to be headings. */
interface Numbering {
  kind: string;
  pattern: RegExp;
  weak?: boolean;
}

const CHINESE = '[一二三四五六七八九十]{1,3}';
/** What makes a number an amount or a date: 08年, 3.5亿, 1.2倍. */
const UNIT = '年月日号时点分秒个次倍万亿千百%％℃元米吨';
/** From the widest to the narrowest, as official and academic writing nests them (一、（一）1.（1）①). */
const NUMBERINGS: Numbering[] = [
  {
    kind: 'chapter',
    pattern: new RegExp(
      `^第(${CHINESE}|\\d{1,2})(?:章|节|部分|篇|幕|回|讲|课|步)(?:[\\s：:、.|丨]|$|(?!是|的|中|里|，))`,
    ),
  },
  {
    kind: 'part',
    pattern:
      /^(?:part|chapter|step|section|no\.?)\s*\.?\s*(\d{1,2}|one|two|three|four|five|six)(?![\da-zÀ-ɏ])[\s.:：、|丨—-]*/i,
  },
  { kind: '01', pattern: new RegExp(`^(0[1-9])(?![\\d.:：${UNIT}-])[\\s.、／/|丨]*`) },
  {
    kind: 'Ⅰ',
    pattern: new RegExp(`^([Ⅰ-Ⅻ]|(?:I{1,3}|IV|VI{0,3}|IX|X)(?=[.、．]\\s*[${HAN}]))[\\s.、．]*`),
  },
  { kind: '一、', pattern: new RegExp(`^(${CHINESE})[、.．：]`) },
  { kind: '一', pattern: new RegExp(`^(${CHINESE})(?:\\s+(?=\\S)|$)`), weak: true },
  { kind: '（一）', pattern: new RegExp(`^[（(]\\s*(${CHINESE})\\s*[)）]`) },
  { kind: '1.', pattern: /^(\d{1,2})[、.．](?!\d)\s*/, weak: true },
  {
    kind: '1',
    pattern: new RegExp(`^(\\d{1,2})(?:\\s*[|丨／/]\\s*|\\s+(?=[${HAN}])|$)(?![${UNIT}])`),
    weak: true,
  },
  { kind: '1.1.1', pattern: /^(\d{1,2}\.\d{1,2}\.\d{1,2})(?![\d.])[\s、.]*/, weak: true },
  { kind: '1.1', pattern: new RegExp(`^(\\d{1,2}\\.\\d{1,2})(?![\\d.${UNIT}])[\\s、.]*`) },
  { kind: '（1）', pattern: /^(?:[（(](\d{1,2})[)）]|(\d{1,2})[)）])/, weak: true },
  { kind: '①', pattern: /^([①-⑳])/, weak: true },
  { kind: '第一', pattern: new RegExp(`^(?:第|其)(${CHINESE})[，,、：:是]`), weak: true },
];
const RANKS = new Map(NUMBERINGS.map(({ kind }, index) => [kind, index]));

/** Longest heading seen in trade journals is about 45 characters; a sentence of text is longer. */
const MAX_NUMBERED_LENGTH = 70;
const MAX_BOLD_LENGTH = 36;
/** Headings end in nothing, a question or an exclamation mark; commas and full stops end sentences. */
const ENDS_LIKE_TEXT = /[。；;，,、：:…]["”’]?$/;

/** HTML has no deeper headings. */
const MAX_LEVEL = 5;

/** Captions, bylines and notes are bold as well. */
const NO_HEADING =
  /^(?:[图表]\s*\d|[▲△▼注]|(?:作者|来源|编辑|责编|记者|文|图|摄影|撰文|出品|编者按|导读|摘要|关键词)\s*[:：|｜丨/])/;

interface Found extends Omit<Heading, 'level'> {
  kind: string;
  /** The way of numbering within a heading element, else the same as `kind` or empty. */
  numbering: string;
  weak: boolean;
  ordinal: string;
}

/** The body's headings in order, nested by their elements and their ways of numbering. */
export function* findHeadings(lines: readonly Line[]): Steps<Heading[]> {
  const found: Found[] = [];
  const places = {
    tableOf: dataTables(),
    insetOf: nearestOf(/^(?:li|blockquote|figcaption|pre)$/),
    headOf: nearestOf(/^h[1-6]$/),
  };
  for (let index = 0, count = 0; index < lines.length; index++, count++) {
    if (count % ITEMS_A_STEP === 0) yield;
    const heading = headingAt(lines, index, places);
    if (!heading) continue;
    found.push(heading);
    index = heading.to - 1;
  }
  const rows = rowsOf(found);
  const kept = yield* filterInSteps(found, (heading, index) =>
    isPlausible(heading, found[index + 1], rows.get(heading.kind), lines),
  );
  return nest(kept);
}

/** What a line may stand in. */
type LinePlaces = Record<'tableOf' | 'insetOf' | 'headOf', (element: Element) => Element | null>;

function headingAt(
  lines: readonly Line[],
  index: number,
  { tableOf, insetOf, headOf }: LinePlaces,
): Found | null {
  const line = lines[index];
  if (!line?.text || insetOf(line.element) || tableOf(line.element)) return null;
  const tag = headOf(line.element)?.localName;
  const own = numberingOf(line.text);
  const next = lines[index + 1];
  let { text } = line;
  let to = index + 1;
  if (own && own.rest === '' && next && isShort(next.text) && !numberingOf(next.text)) {
    // The number stands alone: the next short line is its text.
    text += next.text;
    to = index + 2;
  }
  if (tag && text.length <= MAX_NUMBERED_LENGTH * 1.5)
    return { kind: tag, numbering: own?.kind ?? '', weak: false, ordinal: '', text, from: index, to };
  const isSentence = own?.kind === '第一' && text.length > MAX_BOLD_LENGTH;
  if (own && isShort(text)) {
    const isWeak = own.weak && !isBold(line);
    if (isWeak && isSentence) return null;
    return { kind: own.kind, numbering: own.kind, weak: isWeak, ordinal: own.ordinal, text, from: index, to };
  }
  const isPlain =
    !own &&
    text.length <= MAX_BOLD_LENGTH &&
    text.length > 1 &&
    TWO_LETTERS.test(text) &&
    !ENDS_LIKE_TEXT.test(text) &&
    !NO_HEADING.test(text) &&
    bylinesOfLine(text).length === 0 &&
    !/[。！；]/.test(text);
  return isPlain && isBold(line)
    ? { kind: 'bold', numbering: '', weak: true, ordinal: '', text, from: index, to }
    : null;
}

const isShort = (text: string) =>
  text.length <= MAX_NUMBERED_LENGTH && text.length > 0 && !ENDS_LIKE_TEXT.test(text) && !/。/.test(text);

function numberingOf(text: string): { kind: string; weak: boolean; ordinal: string; rest: string } | null {
  for (const { kind, pattern, weak } of NUMBERINGS) {
    const match = pattern.exec(text);
    if (match)
      return {
        kind,
        weak: weak === true,
        ordinal: match[1] ?? match[2] ?? '',
        rest: text.slice(match[0].length).trim(),
      };
  }
  return null;
}

/** Whether all of the line's text is bold: by its elements, or by a style of theirs. */
function isBold(line: Line): boolean {
  const texts = line.nodes.filter((node) => node.nodeType === 3 && (node as Text).data.trim() !== '');
  return (
    texts.length > 0 &&
    texts.every((node) => {
      const { parentElement } = node;
      if (nearest(parentElement, /^(?:strong|b|h[1-6])$/)) return true;
      let at = parentElement;
      while (at && !at.getAttribute('style')?.includes('font-weight')) at = at.parentElement;
      return /font-weight\s*:\s*(?:bold|[6-9]00)/i.test(at?.getAttribute('style') ?? '');
    })
  );
}

/** What the headings of one kind have in common. */
interface Row {
  count: number;
  /** The number of the first. */
  first: string;
  /** How many follow directly on one before, without text between. */
  adjacent: number;
}

function rowsOf(found: readonly Found[]): Map<string, Row> {
  const rows = new Map<string, Row>();
  const ends = new Map<string, number>();
  for (const { kind, ordinal, from, to } of found) {
    const row = rows.get(kind) ?? { count: 0, first: ordinal, adjacent: 0 };
    row.count++;
    if (ends.get(kind) === from) row.adjacent++;
    rows.set(kind, row);
    ends.set(kind, to);
  }
  return rows;
}

/** Where more lines are bold than not, bold is the type of the text and divides nothing. */
const MAX_BOLD_SHARE = 0.6;

/** Weak ones are headings only where text follows them (an enumeration follows itself) and, if numbered, where the row begins at one. */
function isPlausible(
  heading: Found,
  next: Found | undefined,
  row: Row | undefined,
  lines: readonly Line[],
): boolean {
  const isLast = !lines.slice(heading.to, heading.to + 3).some(({ text }) => text);
  if (isLast || !row) return false;
  if (heading.kind === 'bold')
    return row.count > 1 && row.count < lines.length * MAX_BOLD_SHARE && next?.from !== heading.to;
  if (/^h\d$/.test(heading.kind)) return true;
  const isEnumeration = row.count > 1 && row.adjacent === row.count - 1;
  // 5.1 alone is a day, 3.5 an amount.
  if (heading.kind === '1.1') return !isEnumeration && (row.count > 1 ? /\.1$/ : /^1\.1$/).test(row.first);
  if (!heading.weak) return !isEnumeration;
  return row.adjacent === 0 && row.count > 1 && /^(?:0?1|一|①|Ⅰ|I|1\.1\.1)$/.test(row.first);
}

/**
 * Each new kind opens a level below the one before it, but closes the kinds that are narrower than itself. Headings of one tag are nested by
 * their numbering where they are numbered in several ways.
 */
function nest(found: readonly Found[]): Heading[] {
  const ways = new Map<string, Set<string>>();
  for (const { kind, numbering } of found)
    if (numbering) ways.set(kind, (ways.get(kind) ?? new Set()).add(numbering));
  const firstWay = (kind: string) => [...(ways.get(kind) ?? [])].toSorted(byRank)[0] ?? '';
  const open: { kind: string; numbering: string }[] = [];
  return found.map(({ kind, numbering: own, text, from, to }) => {
    const numbering = own || firstWay(kind);
    const at = open.findIndex((one) => one.kind === kind && one.numbering === numbering);
    if (at >= 0) open.length = at + 1;
    else {
      for (let last = open.at(-1); last && isNarrower(last, { kind, numbering }); last = open.at(-1))
        open.pop();
      open.push({ kind, numbering });
    }
    return { level: Math.min(open.length, MAX_LEVEL), text, from, to };
  });
}

const rankOf = (numbering: string) => RANKS.get(numbering) ?? RANKS.size;
const byRank = (one: string, other: string) => rankOf(one) - rankOf(other);

/** Of two heading elements the smaller one; of two of the same or none, the one with the narrower numbering. */
function isNarrower(
  one: Pick<Found, 'kind' | 'numbering'>,
  other: Pick<Found, 'kind' | 'numbering'>,
): boolean {
  const [tag, otherTag] = [one.kind, other.kind].map((kind) => (/^h\d$/.test(kind) ? kind : null));
  if (tag && otherTag && tag !== otherTag) return tag > otherTag;
  if ((tag === null) !== (otherTag === null) || !one.numbering || !other.numbering) return false;
  return rankOf(one.numbering) > rankOf(other.numbering);
}
