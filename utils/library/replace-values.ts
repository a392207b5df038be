import { contextOf, isCovered } from '../../protocol/merge.ts';
import type { NoteValue } from '../../protocol/records.ts';
import type { Stamp } from '../../protocol/stamps.ts';

/**
 * What writing `text` over the values named by `seen` adds to a note. A context tells of each device only the latest stamp that was seen. So
 * it would also cover what the same device wrote earlier in another window, and this writer never saw: such a value is written once more,
 * above the context, and stays beside the new one.
 */
export function replaceValues(
  present: NoteValue[],
  { text, seen }: { text: string; seen: readonly Stamp[] },
  next: () => Stamp,
): NoteValue[] {
  const replaced = present.filter((value) => seen.includes(value.stamp));
  const context = contextOf(replaced);
  const unseen = present.filter((value) => !replaced.includes(value) && isCovered(value.stamp, context));
  const again = unseen.map((value) => ({ stamp: next(), text: value.text, seen: contextOf([value]) }));
  return [...again, { stamp: next(), text, seen: contextOf([...replaced, ...unseen]) }];
}
