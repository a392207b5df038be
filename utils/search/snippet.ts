import { type FoldedText, unfoldSpan } from '../fold-text.ts';
import { foldForSearch } from './fold-search.ts';

/** A piece of a text as it was written. */
export interface Piece {
  text: string;
  isHit: boolean;
}

/** The whole text in pieces, each place of one of the folded words a piece of its own. */
export function markWords(text: string, words: readonly string[]): Piece[] {
  const spans = unfoldAll(foldForSearch(text), words);
  return piecesOf(text, spans, { start: 0, end: text.length });
}

/** UTF-16 code units of a snippet, and how far before the first hit it may begin. */
const LENGTH = 120;
const BEFORE = 16;
/** Hits that are looked at for the place where most words stand together. */
const LOOKED_AT = 200;

/** A line of the text around the place where most of the folded words stand together; null where none does. */
export function cutSnippet(text: string, words: readonly string[]): Piece[] | null {
  const cut = cutAsWritten(text, words) ?? cutFolded(text, words);
  if (!cut) return null;
  const { start, end } = cut;
  const pieces = onOneLine(piecesOf(text, cut.spans, cut));
  if (start > 0) pieces.unshift({ text: '…', isHit: false });
  if (end < text.length) pieces.push({ text: '…', isHit: false });
  return pieces;
}

/** White space as one space, also where a hit begins or ends within it. */
function onOneLine(pieces: readonly Piece[]): Piece[] {
  let isSpaced = false;
  return pieces.map(({ text, isHit }) => {
    const short = text.replace(/\s+/g, ' ');
    const rest = isSpaced ? short.trimStart() : short;
    isSpaced = rest === '' ? isSpaced : rest.endsWith(' ');
    return { text: rest, isHit };
  });
}

/** A part of a text, and the places of words in it. */
interface Cut {
  start: number;
  end: number;
  spans: Span[];
}

function cutFolded(text: string, words: readonly string[]): Cut | null {
  const spans = unfoldAll(foldForSearch(text), words);
  const best = densest(spans, words.length);
  return best ? { ...around(text, best), spans } : null;
}

/**
 * Where all words stand in the text as they are folded, which is so in most texts, only what is shown has to be folded: a twentieth of the work. Null where the text
 * has to be folded whole.
 */
function cutAsWritten(text: string, words: readonly string[]): Cut | null {
  const most = words.length === 1 ? 1 : LOOKED_AT;
  const written = words.map((word, index) => placesOf(text, { word, index }, most));
  if (written.some((places) => places.length === 0)) return null;
  const best = densest(written.flat().sort(byPlace), words.length);
  if (!best) return null;
  const { start, end } = around(text, best);
  // Room for a word that reaches over an edge, and for a character that combines with what stands there.
  const room = 16 + 2 * Math.max(...words.map((word) => word.length));
  const from = Math.max(0, start - room);
  const near = unfoldAll(foldForSearch(text.slice(from, end + room)), words);
  const spans = near.map((span) => ({ ...span, start: span.start + from, end: span.end + from }));
  // With what follows it a letter may be another one: é, written as two.
  return spans.some((span) => span.start === best.start) ? { start, end, spans } : null;
}

function placesOf(
  text: string,
  { word: wanted, index: word }: { word: string; index: number },
  most: number,
): Span[] {
  const places: Span[] = [];
  if (wanted === '') return places;
  for (
    let at = text.indexOf(wanted);
    at !== -1 && places.length < most;
    at = text.indexOf(wanted, at + wanted.length)
  )
    places.push({ start: at, end: at + wanted.length, word });
  return places;
}

function around(text: string, hit: Span): { start: number; end: number } {
  const start = startBefore(text, hit.start);
  const end = wholeCharacter(text, Math.min(Math.max(start + LENGTH, hit.end), text.length));
  return { start, end };
}

function byPlace(a: Span, b: Span): number {
  return a.start - b.start || a.end - b.end;
}

interface Span {
  start: number;
  end: number;
  /** Which of the words. */
  word: number;
}

/** Every place of every word, in the order of the text. */
function unfoldAll(folded: FoldedText, words: readonly string[]): Span[] {
  const spans: Span[] = [];
  for (const [word, wanted] of words.entries()) {
    if (wanted === '') continue;
    for (
      let at = folded.text.indexOf(wanted);
      at !== -1;
      at = folded.text.indexOf(wanted, at + wanted.length)
    )
      spans.push({ ...unfoldSpan(folded, at, at + wanted.length), word });
  }
  return spans.sort(byPlace);
}

function densest(spans: readonly Span[], words: number): Span | undefined {
  if (words === 1) return spans[0];
  let [best, most] = [spans[0], 0];
  for (const [index, span] of spans.slice(0, LOOKED_AT).entries()) {
    const together = new Set<number>();
    for (let next = index; next < spans.length; next += 1) {
      const other = spans[next];
      if (!other || other.end > span.start + LENGTH - BEFORE) break;
      together.add(other.word);
    }
    if (together.size > most) [best, most] = [span, together.size];
  }
  return best;
}

/** The beginning of the sentence where it is near, else some characters before. */
function startBefore(text: string, hit: number): number {
  const near = text.slice(Math.max(0, hit - BEFORE), hit);
  const end = Math.max(...['。', '！', '？', '；', '\n'].map((mark) => near.lastIndexOf(mark)));
  const start = end === -1 ? Math.max(0, hit - BEFORE) : hit - near.length + end + 1;
  const isCut = /[\uDC00-\uDFFF]/.test(text.charAt(start)) && /[\uD800-\uDBFF]/.test(text.charAt(start - 1));
  return isCut ? start - 1 : start;
}

function wholeCharacter(text: string, end: number): number {
  return /[\uD800-\uDBFF]/.test(text.charAt(end - 1)) && end < text.length ? end + 1 : end;
}

function piecesOf(text: string, spans: readonly Span[], { start, end }: Omit<Span, 'word'>): Piece[] {
  const pieces: Piece[] = [];
  let at = start;
  for (const span of spans) {
    const [from, to] = [Math.max(span.start, at), Math.min(span.end, end)];
    if (to <= from) continue;
    if (from > at) pieces.push({ text: text.slice(at, from), isHit: false });
    const last = pieces.at(-1);
    if (last?.isHit && from === at) last.text += text.slice(from, to);
    else pieces.push({ text: text.slice(from, to), isHit: true });
    at = to;
  }
  if (at < end) pieces.push({ text: text.slice(at, end), isHit: false });
  return pieces;
}
