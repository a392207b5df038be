export interface DiffPart {
  kind: 'same' | 'removed' | 'added';
  text: string;
}

/** Beyond this many characters a side the two are shown whole: a table of both would be large, and a reader compares them no more. */
const LONGEST = 600;

/** What turns the old wording into the new, character by character (longest common subsequence), for a reader to compare. */
export function diffText(before: string, after: string): DiffPart[] {
  if (before === after) return [part('same', before)];
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
  return joinParts(absorbCrumbs(joinParts(parts)));
}

/** A single character that both happen to share amid changed words is no help to a reader: it goes to both sides. */
function absorbCrumbs(parts: DiffPart[]): DiffPart[] {
  const isCrumb = ({ kind, text }: DiffPart, at: number) =>
    kind === 'same' &&
    text.length < 2 &&
    (parts[at - 1]?.kind ?? 'same') !== 'same' &&
    (parts[at + 1]?.kind ?? 'same') !== 'same';
  return parts.flatMap((each, at) =>
    isCrumb(each, at) ? [part('removed', each.text), part('added', each.text)] : [each],
  );
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

/** Between two unchanged parts all that was removed becomes one part, and all that was added another behind it. */
function joinParts(parts: DiffPart[]): DiffPart[] {
  const joined: DiffPart[] = [];
  let [removed, added] = ['', ''];
  const close = () => {
    if (removed) joined.push(part('removed', removed));
    if (added) joined.push(part('added', added));
    [removed, added] = ['', ''];
  };
  for (const { kind, text } of parts) {
    if (kind === 'removed') removed += text;
    else if (kind === 'added') added += text;
    else {
      close();
      const last = joined.at(-1);
      if (last?.kind === 'same') last.text += text;
      else joined.push(part('same', text));
    }
  }
  close();
  return joined;
}

function part(kind: DiffPart['kind'], text: string): DiffPart {
  return { kind, text };
}
