/** Whether the text from `start` to `end` is this one, white space aside. */
export function isSameBetween(text: string, start: number, end: number, same: string): boolean {
  const at = skipSame(text, start, end, same, 1);
  return at !== null && skipSpace(text, at, end, 1) === end;
}

/** Whether this stands right behind `start`, white space aside. */
export function isSameAfter(text: string, start: number, same: string): boolean {
  return skipSame(text, start, text.length, same, 1) !== null;
}

/** Whether this stands right before `end`, white space aside. */
export function isSameBefore(text: string, end: number, same: string): boolean {
  return skipSame(text, end - 1, -1, same, -1) !== null;
}

/** Walks over both, and gives where in the text the walk ended; null where they differ. */
function skipSame(text: string, from: number, to: number, same: string, step: 1 | -1): number | null {
  let at = from;
  let kept = step === 1 ? 0 : same.length - 1;
  const keptEnd = step === 1 ? same.length : -1;
  while (true) {
    while (kept !== keptEnd && isSpace(same.charCodeAt(kept))) kept += step;
    if (kept === keptEnd) return at;
    at = skipSpace(text, at, to, step);
    if (at === to || text.charCodeAt(at) !== same.charCodeAt(kept)) return null;
    at += step;
    kept += step;
  }
}

function skipSpace(text: string, from: number, to: number, step: 1 | -1): number {
  let at = from;
  while (at !== to && isSpace(text.charCodeAt(at))) at += step;
  return at;
}

/** The white space of HTML, the one that doesn't break, and the Chinese indent. */
function isSpace(code: number): boolean {
  return code === 0x20 || (code >= 0x09 && code <= 0x0d) || code === 0xa0 || code === 0x3000;
}
