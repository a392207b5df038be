import type { ComparedPart } from '../../utils/keeping/compare-texts.ts';
import type { CutPart } from '../../utils/keeping/marks-in-text.ts';

export type MergedPart = CutPart & { kind: 'same' | 'added' | 'removed' };

/** Both versions of a changed paragraph in one: what was removed stands where it stood, right before what came instead. */
export function mergeParts(before: readonly ComparedPart[], after: readonly CutPart[]): MergedPart[] {
  const removed = removedParts(before);
  const merged: MergedPart[] = [];
  let [shared, next] = [0, 0];
  const putRemoved = () => {
    for (let part = removed[next]; part && part.at <= shared; part = removed[next]) {
      merged.push({ text: part.text, differs: true, ids: [], ends: [], kind: 'removed' });
      next += 1;
    }
  };
  for (const part of after) {
    putRemoved();
    if (part.differs) {
      merged.push({ ...part, kind: 'added' });
      continue;
    }
    let from = 0;
    while (from < part.text.length) {
      putRemoved();
      const length = Math.min(part.text.length - from, (removed[next]?.at ?? Infinity) - shared);
      const to = from + length;
      const ends = to === part.text.length ? part.ends : [];
      merged.push({ ...part, text: part.text.slice(from, to), ends, kind: 'same' });
      shared += length;
      from = to;
    }
  }
  putRemoved();
  return merged;
}

/** What was removed, each with how many characters that stayed stand before it. */
function removedParts(before: readonly ComparedPart[]): { at: number; text: string }[] {
  const removed: { at: number; text: string }[] = [];
  let shared = 0;
  for (const { text, differs } of before) {
    if (differs) removed.push({ at: shared, text });
    else shared += text.length;
  }
  return removed;
}
