/** HTML of a text that travels with it: markup and, in place of words of the text, from where to where they stand there (UTF-16 units, the end not counted). */
export type WovenHtml = (string | [start: number, end: number])[];

/** Shorter words are sooner sent than named. */
const WORTH_NAMING = /([^<>]{16,})/;
/** In UTF-16 units, how far ahead of the last words the next ones are looked for: both are in the same order, and what is written otherwise in HTML is passed over. */
const LOOKED_AHEAD = 2_000;

/** So that what the browser copies several times over holds each word once. */
export function weaveHtml(html: string, text: string): WovenHtml {
  let cursor = 0;
  return html.split(WORTH_NAMING).map((part, index) => {
    const at = index % 2 ? text.slice(cursor, cursor + part.length + LOOKED_AHEAD).indexOf(part) : -1;
    if (at < 0) return part;
    const start = cursor + at;
    cursor = start + part.length;
    return [start, cursor];
  });
}

/** The HTML as it was; null where it would be longer than `most`: a few words named often enough fill any memory. */
export function unweaveHtml(woven: WovenHtml, text: string, most: number): string | null {
  const lengthOf = (part: WovenHtml[number]) => (typeof part === 'string' ? part.length : part[1] - part[0]);
  if (woven.reduce((sum, part) => sum + Math.max(0, lengthOf(part)), 0) > most) return null;
  return woven.map((part) => (typeof part === 'string' ? part : text.slice(...part))).join('');
}
