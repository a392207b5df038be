import type { Mark } from '../../utils/library/library.ts';
import type { PlacedMark, PlacedMarks } from '../../utils/messages/page-port.ts';

/** `elsewhere`: the page is one of several of its article, and the mark is not on it; `unplaced`: nobody has looked yet. */
export type MarkGroupKind = 'doubtful' | 'lost' | 'elsewhere' | 'found' | 'unplaced';

export interface MarkGroup {
  kind: MarkGroupKind;
  marks: { mark: Mark; here: string | null }[];
}

/** In the order in which they need a person: doubtful and lost ones first, then those in place, as the page has them. */
export function groupMarks(marks: readonly Mark[], places: PlacedMarks | null): MarkGroup[] {
  const order = new Map((places?.marks ?? []).map((place, at) => [place.id, { place, at }]));
  const groups = new Map<MarkGroupKind, MarkGroup>();
  const kinds: MarkGroupKind[] = ['doubtful', 'lost', 'unplaced', 'found', 'elsewhere'];
  for (const kind of kinds) groups.set(kind, { kind, marks: [] });
  const sorted = [...marks].sort((a, b) => (order.get(a.id)?.at ?? 0) - (order.get(b.id)?.at ?? 0));
  for (const mark of sorted) {
    const place = order.get(mark.id)?.place;
    const kind = kindOf(place, places?.isSplit ?? false);
    groups.get(kind)?.marks.push({ mark, here: place?.here ?? null });
  }
  return [...groups.values()].filter((group) => group.marks.length > 0);
}

function kindOf(place: PlacedMark | undefined, isSplit: boolean): MarkGroupKind {
  if (place === undefined) return 'unplaced';
  return place.status === 'lost' && isSplit ? 'elsewhere' : place.status;
}
