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
const NUMBERINGS: Numbering[] = [
  { kind: 'chapter', pattern: new RegExp(`^第(${CHINESE}|\\d{1,2})(?:章|节|部分|篇|幕)[\\s：:、.]?`) },
  { kind: 'part', pattern: /^(?:part|chapter|no\.?)\s*\.?\s*(\d{1,2})(?!\d)[\s.:：、]*/i },
  { kind: '01', pattern: /^(0[1-9])(?![\d.:：-])[\s.、／/|丨]*/ },
  { kind: '一、', pattern: new RegExp(`^(${CHINESE})[、.．]`) },
  { kind: '（一）', pattern: new RegExp(`^[（(]\\s*(${CHINESE})\\s*[)）]`) },
  { kind: '1.1', pattern: /^(\d{1,2}\.\d{1,2})(?![\d.%％倍万亿])[\s、.]*/ },
  { kind: '1.', pattern: /^(\d{1,2})[、.．](?!\d)\s*/, weak: true },
  { kind: '（1）', pattern: /^(?:[（(](\d{1,2})[)）]|(\d{1,2})[)）])/, weak: true },
  { kind: '①', pattern: /^([①-⑳])/, weak: true },
  { kind: '第一', pattern: new RegExp(`^(?:第|其)(${CHINESE})[，,、：:是]`), weak: true },
];

/** Longest heading seen in trade journals is about 45 characters; a sentence of text is longer. */
const MAX_NUMBERED_LENGTH = 70;
const MAX_BOLD_LENGTH = 36;
/** Headings end in nothing, a question or an exclamation mark; commas and full stops end sentences. */
const ENDS_LIKE_TEXT = /[。；;，,、：:…]["”’]?$/;

/** HTML has no deeper headings. */
const MAX_LEVEL = 5;

interface Found extends Omit<Heading, 'level'> {
  kind: string;
  weak: boolean;
  ordinal: string;
}

/** The body's headings in order, nested by their way of numbering: each new way opens a level below the one before it. */
export function findHeadings(lines: readonly Line[]): Heading[] {
  const found: Found[] = [];
  const tableOf = dataTables();
  for (let index = 0; index < lines.length; index++) {
    const heading = headingAt(lines, index, tableOf);
    if (!heading) continue;
    found.push(heading);
    index = heading.to - 1;
  }
  const rows = rowsOf(found);
  const kept = found.filter((heading, index) =>
    isPlausible(heading, found[index + 1], rows.get(heading.kind), lines),
  );
  return nest(kept);
}

function headingAt(
  lines: readonly Line[],
  index: number,
  tableOf: ReturnType<typeof dataTables>,
): Found | null {
  const line = lines[index];
  if (!line?.text || line.element.closest('li,blockquote,figcaption,pre') || tableOf(line.element))
    return null;
  const tag = /^H[1-6]$/.exec(line.element.closest('h1,h2,h3,h4,h5,h6')?.nodeName ?? '')?.[0];
  const own = numberingOf(line.text);
  const next = lines[index + 1];
  let { text } = line;
  let to = index + 1;
  if (own && own.rest === '' && next && isShort(next.text) && !numberingOf(next.text)) {
    // The number stands alone: the next short line is its text.
    text += next.text;
    to = index + 2;
  } else if (own?.rest === '') return null;
  if (tag && text.length <= MAX_NUMBERED_LENGTH * 1.5)
    return { kind: tag, weak: false, ordinal: '', text, from: index, to };
  if (own && isShort(text)) {
    const isWeak = own.weak && !isBold(line);
    return { kind: own.kind, weak: isWeak, ordinal: own.ordinal, text, from: index, to };
  }
  const isPlain =
    !own &&
    text.length <= MAX_BOLD_LENGTH &&
    text.length > 1 &&
    /[\p{L}]{2}/u.test(text) &&
    !ENDS_LIKE_TEXT.test(text) &&
    !/[。！；]/.test(text);
  return isPlain && isBold(line) ? { kind: 'bold', weak: true, ordinal: '', text, from: index, to } : null;
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

/** Whether all of the line's text is bold. */
function isBold(line: Line): boolean {
  const texts = line.nodes.filter((node) => node.nodeType === 3 && (node as Text).data.trim() !== '');
  return texts.every((node) =>
    node.parentElement?.closest(
      'strong,b,h1,h2,h3,h4,h5,h6,[style*="font-weight: bold"],[style*="font-weight:bold"],[style*="font-weight:700"]',
    ),
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
  if (heading.kind === 'bold') return row.count < lines.length * MAX_BOLD_SHARE && next?.from !== heading.to;
  if (/^H\d$/.test(heading.kind)) return true;
  const isEnumeration = row.count > 1 && row.adjacent === row.count - 1;
  if (!heading.weak) return !isEnumeration;
  return row.adjacent === 0 && row.count > 1 && /^(?:0?1|一|①)$/.test(row.first);
}

function nest(found: readonly Found[]): Heading[] {
  const open: string[] = [];
  return found.map(({ kind, text, from, to }) => {
    const at = open.indexOf(kind);
    if (at >= 0) open.length = at + 1;
    else {
      // A larger heading tag closes the smaller ones.
      while (/^H\d$/.test(kind) && /^H\d$/.test(open.at(-1) ?? '') && (open.at(-1) ?? '') > kind) open.pop();
      open.push(kind);
    }
    return { level: Math.min(open.length, MAX_LEVEL), text, from, to };
  });
}
