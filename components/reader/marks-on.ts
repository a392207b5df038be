import type { Mark } from '../../utils/library/library.ts';
import type { PlacedMark } from './use-marks-in-frame.ts';

/** The other marks of which some words are words of this one, in the order of the text. */
export function marksOn({ mark, range }: PlacedMark, all: readonly PlacedMark[]): Mark[] {
  if (!range) return [];
  return all.flatMap(({ mark: other, range: its }) => {
    if (!its || other.id === mark.id) return [];
    const beginsBefore = range.compareBoundaryPoints(Range.END_TO_START, its) < 0;
    const endsAfter = range.compareBoundaryPoints(Range.START_TO_END, its) > 0;
    return beginsBefore && endsAfter ? [other] : [];
  });
}
