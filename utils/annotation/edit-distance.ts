/** Edits that turn one text into the other (Levenshtein). Plain dynamic programming: both are at most some hundred characters. */
export function editDistance(a: string, b: string): number {
  return lastRow(a, b)[b.length] ?? a.length;
}

/** Edits that turn the whole pattern into each beginning of `text`, by the beginning's length. */
export function lastRow(pattern: string, text: string): Uint32Array {
  const row = new Uint32Array(text.length + 1);
  for (let column = 1; column <= text.length; column += 1) row[column] = column;
  for (let line = 1; line <= pattern.length; line += 1) {
    const letter = pattern.charCodeAt(line - 1);
    let diagonal = row[0] ?? 0;
    let left = line;
    row[0] = line;
    for (let column = 1; column <= text.length; column += 1) {
      const above = row[column] ?? 0;
      const replaced = diagonal + (letter === text.charCodeAt(column - 1) ? 0 : 1);
      left =
        replaced < above ? (replaced < left + 1 ? replaced : left + 1) : above < left ? above + 1 : left + 1;
      row[column] = left;
      diagonal = above;
    }
  }
  return row;
}
