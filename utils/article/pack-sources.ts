import { type Positions, selectorTo } from './field.ts';
import type { FieldLine, FieldSources } from './fields.ts';
import type { LineMakeup } from './line-makeup.ts';

/** The sources of an article's fields as plain data, so that these can be read where the page is not: with the lines alone that a field may ask for. */
export interface PackedSources extends Omit<FieldSources, 'lines' | 'makeupOf'> {
  lines: PackedLine[];
  /** How many lines the page has. */
  lineCount: number;
}

interface PackedLine {
  /** Its place among the page's lines. */
  at: number;
  text: string;
  linked: number;
  element: string | null;
  makeup?: LineMakeup;
}

/** Metadata stands at most so many lines around the title, above the text and below it; see `placeOf` and the fields. */
const LINES_AROUND = 50;
const MAX_HEAD_LINES = 400;
/** The first and the last lines of the text, in which its writers and its day may be named. */
const LINES_INTO = 10;
/** Within the text, only shorter lines name who posted it, and only beside a day. */
const MAX_POSTED_LENGTH = 120;
const HAS_DAY = /\d|信区|[前刚年０-９]|[今昨][天日]|today|yesterday|just|ago/i;
const MAX_POSTED = 400;
/** No names stand by themselves in longer lines. */
const MAX_MAKEUP_LENGTH = 100;
/** Elsewhere labels are those of comments and of other articles: as many are enough as a field looks at. */
const MAX_LABELS_AWAY = 500;

export function packSources({ lines, makeupOf, ...sources }: FieldSources): PackedSources {
  const { titleLine, from, to } = sources;
  const start = (titleLine < 0 ? from : Math.min(titleLine, from)) - LINES_AROUND;
  const isHead = (at: number) => at >= start && at <= from;
  const isNear = (at: number) =>
    (isHead(at) && (at < start + MAX_HEAD_LINES || at > from - LINES_AROUND)) ||
    (at > from && at < from + LINES_INTO) ||
    (at >= to - LINES_INTO && at < to + LINES_AROUND);
  let away = 0;
  const labels = sources.labels.filter(({ line }) => isNear(line) || ++away <= MAX_LABELS_AWAY);
  const labelled = new Set(labels.map(({ valueLine }) => valueLine));
  let posted = 0;
  const isPosted = ({ text }: FieldLine, at: number) =>
    at > from && at < to && text.length <= MAX_POSTED_LENGTH && HAS_DAY.test(text) && ++posted <= MAX_POSTED;
  const positions: Positions = new Map();
  const packed: PackedLine[] = [];
  lines.forEach((line, at) => {
    if (!isNear(at) && !labelled.has(at) && !isPosted(line, at)) return;
    const { text, linked } = line;
    const hasMakeup = isHead(at) && text.length <= MAX_MAKEUP_LENGTH;
    const makeup = hasMakeup ? { makeup: packMakeup(makeupOf(at), positions) } : {};
    packed.push({ at, text, linked, element: selectorTo(line.element, positions), ...makeup });
  });
  return { ...sources, labels, lines: packed, lineCount: lines.length };
}

function packMakeup({ pieces, isBold }: LineMakeup, positions: Positions): LineMakeup {
  return {
    pieces: pieces.map((piece) => ({ ...piece, element: selectorTo(piece.element, positions) })),
    isBold,
  };
}

/** The other way; the lines that were not packed are absent. */
export function openSources({ lines: packed, lineCount, ...sources }: PackedSources): FieldSources {
  const lines: FieldLine[] = [];
  lines.length = lineCount;
  const makeups = new Map<number, LineMakeup>();
  for (const { at, makeup, ...line } of packed) {
    lines[at] = line;
    if (makeup) makeups.set(at, makeup);
  }
  return { ...sources, lines, makeupOf: (at) => makeups.get(at) ?? { pieces: [], isBold: false } };
}
