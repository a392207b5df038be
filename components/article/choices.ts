import { correctionTexts } from '../../locales/correction.ts';
import { popupTexts } from '../../locales/popup.ts';
import { textsOf } from '../../utils/appearance.ts';
import type { Evidence, Field } from '../../utils/article/reading.ts';
import { placeWords } from './article-words.ts';
import type { CorrectionValue } from './corrections.ts';
import { typedOf } from './typed-value.ts';

/** More would not fit above the text field. */
const MOST_CHOICES = 5;

export type ChosenField = Field<string> | Field<string[]> | Field<boolean>;

/** A value that can be taken as it is. */
export interface Choice {
  /** As it goes into the text field. */
  text: string;
  /** Null for what the reader typed, which is yet to be read. */
  value: CorrectionValue;
  place: string;
  /** The words on the page, for the tooltip. */
  found: string | null;
  /** Null for what stands nowhere on the page. */
  evidence: Evidence | null;
  /** The reader pointed at it in the page. */
  isPointed?: boolean;
}

/** The value as it is comes first; the page's own follow, the surest first. */
export function choicesOf(field: ChosenField): Choice[] {
  const { foundIn } = textsOf(popupTexts);
  const found: Choice[] = field.candidates.map(({ value, evidence }) => {
    const place = placeWords(evidence.source);
    return { text: typedOf(value), value, place, found: foundIn(place, evidence.text), evidence };
  });
  if (isEmpty(field.value)) return found.slice(0, MOST_CHOICES);
  const text = typedOf(field.value);
  const place = isByHand(field) ? placeWords('reader') : textsOf(correctionTexts).asKept;
  const now = found.find((choice) => choice.text === text) ?? {
    text,
    value: field.value,
    place,
    found: null,
    evidence: null,
  };
  return [now, ...found.filter((choice) => choice.text !== text)].slice(0, MOST_CHOICES);
}

export const isByHand = (field: ChosenField) => field.evidence?.source === 'reader';
export const isEmpty = (value: CorrectionValue) =>
  value === null || (typeof value !== 'boolean' && value.length === 0);
