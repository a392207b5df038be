import type { ComparedParagraph } from '../../utils/keeping/compare-texts.ts';
import { type PlaceInParagraph, placePassages } from '../../utils/keeping/marks-in-text.ts';
import type { Mark } from '../../utils/library/library.ts';

type Side = 'before' | 'after';

/** The index of the first row of each stretch that differs: a paragraph that was written anew, removed here and added there, is one place. */
export function placesOfDifference(compared: readonly ComparedParagraph[]): number[] {
  return compared.flatMap(({ kind }, at) => {
    const previous = compared[at - 1]?.kind ?? 'same';
    const goesOn = kind !== 'changed' && previous !== 'changed' && previous !== 'same';
    return kind === 'same' || goesOn ? [] : [at];
  });
}

export interface MarksOnSide {
  /** How many marks stand in this version. */
  size: number;
  /** By row. */
  places: Map<number, PlaceInParagraph[]>;
}

/** Where the marks stand in each version, by row. */
export function marksOnSides(
  compared: readonly ComparedParagraph[],
  marks: readonly Mark[],
): Record<Side, MarksOnSide> {
  return { before: marksOn(compared, marks, 'before'), after: marksOn(compared, marks, 'after') };
}

function marksOn(compared: readonly ComparedParagraph[], marks: readonly Mark[], side: Side): MarksOnSide {
  if (marks.length === 0) return { size: 0, places: new Map() };
  const rows = compared.flatMap((row, at) => (row[side] === null ? [] : [at]));
  const paragraphs = rows.map((at) => (compared[at]?.[side] ?? []).map(({ text }) => text).join(''));
  const placed = placePassages(paragraphs, marks.filter(({ whole }) => whole !== 'image').map(passageOf));
  const places = new Map([...placed].map(([index, found]) => [rows[index] ?? 0, found]));
  const found = new Set([...placed.values()].flatMap((all) => all.map(({ id }) => id)));
  return { size: found.size, places };
}

function passageOf({ id, quote, pageSelectors, snapshotSelectors }: Mark) {
  const selectors = [...snapshotSelectors, ...pageSelectors];
  const context = selectors.find((selector) => selector.type === 'TextQuoteSelector');
  return { id, quote: context?.exact ?? quote, prefix: context?.prefix ?? '' };
}
