/**
 * Edits that turn `pattern` into some beginning of `text`: what stands right of the place is compared as far as it reaches, and
 * what follows doesn't count. Plain dynamic programming: both are at most some hundred characters.
 */
export function distanceToBeginning(pattern: string, text: string): number {
  return Math.min(...lastRow(pattern, text));
}

/** Edits that turn one text into the other (Levenshtein). */
export function editDistance(a: string, b: string): number {
  return lastRow(a, b).at(-1) ?? a.length;
}

function lastRow(pattern: string, text: string): number[] {
  let row = Array.from({ length: text.length + 1 }, (_, column) => column);
  for (let line = 1; line <= pattern.length; line += 1) {
    const next = [line];
    for (let column = 1; column <= text.length; column += 1) {
      const isSame = pattern.charCodeAt(line - 1) === text.charCodeAt(column - 1);
      const replaced = (row[column - 1] ?? 0) + (isSame ? 0 : 1);
      next.push(Math.min(replaced, (row[column] ?? 0) + 1, (next[column - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row;
}
