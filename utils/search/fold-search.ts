import { type FoldedText, foldText } from '../fold-text.ts';

/**
 * Makes what a search takes for equal compare as equal: as `foldText` does, and without case. White space between two letters or figures of a script that
 * parts its words stays, as one blank; next to Chinese it means nothing and goes.
 */
export function foldForSearch(text: string): FoldedText {
  const folded = foldText(text);
  const parted = SPACE.test(text) ? withBlanks(text, folded) : folded;
  return { ...parted, text: lowerCase(parted.text) };
}

/** The words of a query, folded. Empty where nothing is left that could be looked for. */
export function foldWords(text: string): string {
  return foldForSearch(text).text;
}

const SPACE = /\s/;
/** Letters and figures of scripts that part their words. */
const PARTED = /[\p{L}\p{N}]/u;
const UNPARTED = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\u3000-\u303f]/u;

function withBlanks(text: string, { text: folded, from, ends }: FoldedText): FoldedText {
  const places: number[] = [];
  for (let at = 1; at < from.length; at += 1) {
    const before = from[at - 1] ?? 0;
    const end = ends.get(at - 1) ?? before + 1;
    const begin = from[at] ?? 0;
    if (begin <= end) continue;
    if (!isParted(folded, at - 1) || !isParted(folded, at)) continue;
    if (SPACE.test(text.slice(end, begin))) places.push(at);
  }
  if (places.length === 0) return { text: folded, from, ends };
  const moved = new Uint32Array(from.length + places.length);
  const movedEnds = new Map<number, number>();
  const pieces: string[] = [];
  let [put, last] = [0, 0];
  for (const place of [...places, from.length]) {
    pieces.push(folded.slice(last, place));
    for (let at = last; at < place; at += 1, put += 1) {
      moved[put] = from[at] ?? 0;
      const end = ends.get(at);
      if (end !== undefined) movedEnds.set(put, end);
    }
    if (place === from.length) break;
    pieces.push(' ');
    const begin = ends.get(place - 1) ?? (from[place - 1] ?? 0) + 1;
    moved[put] = begin;
    movedEnds.set(put, from[place] ?? begin + 1);
    put += 1;
    last = place;
  }
  return { text: pieces.join(''), from: moved, ends: movedEnds };
}

function isParted(folded: string, at: number): boolean {
  const unit = folded.charAt(at);
  return PARTED.test(unit) && !UNPARTED.test(unit);
}

/** Unit by unit, so that each stays where it is: a form that would change the length stays as well. */
function lowerCase(text: string): string {
  return text.replace(/[A-Z\u00c0-\u2e7f]/g, (unit) => {
    const lower = unit.toLowerCase();
    return lower.length === 1 ? lower : unit;
  });
}
