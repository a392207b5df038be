export interface DiffPart {
  kind: 'same' | 'removed' | 'added';
  text: string;
}

/** Beyond this many characters a side the two are shown whole: a table of both would be large, and a reader compares them no more. */
const LONGEST = 600;

/** What turns the old wording into the new, character by character (longest common subsequence), for a reader to compare. */
export function diffText(before: string, after: string): DiffPart[] {
  if (before === after) return [{ kind: 'same', text: before }];
  const [old, now] = [[...before], [...after]];
  if (old.length > LONGEST || now.length > LONGEST)
    return joinParts([part('removed', before), part('added', after)]);
  const common = commonLengths(old, now);
  const parts: DiffPart[] = [];
  let [row, column] = [0, 0];
  while (row < old.length || column < now.length) {
    const [left, right] = [old[row], now[column]];
    if (left !== undefined && left === right) {
      parts.push(part('same', left));
      row += 1;
      column += 1;
    } else if (
      right === undefined ||
      (left !== undefined && lengthAt(common, row + 1, column) >= lengthAt(common, row, column + 1))
    ) {
      parts.push(part('removed', left ?? ''));
      row += 1;
    } else {
      parts.push(part('added', right));
      column += 1;
    }
  }
  return joinParts(parts);
}

/** Longest common subsequence of the two tails that begin at (row, column). */
function commonLengths(old: string[], now: string[]): number[][] {
  const table: number[][] = Array.from({ length: old.length + 1 }, () =>
    new Array<number>(now.length + 1).fill(0),
  );
  for (let row = old.length - 1; row >= 0; row -= 1) {
    const line = table[row] ?? [];
    for (let column = now.length - 1; column >= 0; column -= 1) {
      const skipped = Math.max(lengthAt(table, row + 1, column), line[column + 1] ?? 0);
      line[column] = old[row] === now[column] ? lengthAt(table, row + 1, column + 1) + 1 : skipped;
    }
  }
  return table;
}

function lengthAt(table: number[][], row: number, column: number): number {
  return table[row]?.[column] ?? 0;
}

/** Neighbours of one kind become one part; what was removed stands before what was added. */
function joinParts(parts: DiffPart[]): DiffPart[] {
  const joined: DiffPart[] = [];
  for (const { kind, text } of parts) {
    const last = joined.at(-1);
    if (last?.kind === kind) last.text += text;
    else joined.push({ kind, text });
  }
  return joined.filter(({ text }) => text !== '');
}

function part(kind: DiffPart['kind'], text: string): DiffPart {
  return { kind, text };
}
