import { useEffect, useRef, useState } from 'preact/hooks';
import { correctionTexts } from '../../locales/correction.ts';
import { popupTexts } from '../../locales/popup.ts';
import { textsOf } from '../../utils/appearance.ts';
import type { Field } from '../../utils/article/reading.ts';
import type { Library } from '../../utils/library/library.ts';
import { placeWords } from './article-words.ts';
import type { CorrectableName, CorrectionValue } from './corrections.ts';
import { readTyped, type TypedValue, typedOf } from './typed-value.ts';

/** More would not fit above the text field. */
const MOST_CHOICES = 5;

/** A value that can be taken as it is. */
export interface Choice {
  /** As it goes into the text field. */
  text: string;
  /** Null for what the reader typed, which is yet to be read. */
  value: CorrectionValue;
  place: string;
  /** The words on the page, for the tooltip. */
  found: string | null;
}

export interface CorrectionSubject {
  library: Library;
  /** Of the article, or of the page before it is saved. */
  address: string;
  name: CorrectableName;
  field: Field<string> | Field<string[]>;
}

export interface CorrectionEditing {
  choices: Choice[];
  text: string;
  /** The article never had it. */
  isAbsent: boolean;
  /** A draft of an earlier time was taken up. */
  isRestored: boolean;
  /** The last key stroke is not on disk. */
  isDraftLost: boolean;
  /** What will be kept, or why it can't be. */
  result: TypedValue;
  type: (text: string) => void;
  choose: (choice: Choice) => void;
  chooseAbsent: () => void;
  /** What was typed is kept, or no longer wanted. */
  dropDraft: () => Promise<void>;
}

/**
 * Chooses or types one value. What is typed is a draft at every key stroke, on this device, until it is kept or given up; choosing
 * something else leaves it as a choice of its own.
 */
export function useCorrection({ library, address, name, field }: CorrectionSubject): CorrectionEditing {
  const key = `correcting ${address} ${name}`;
  const found = choicesOf(field);
  const [first] = found;
  const startsAbsent = isEmpty(field.value) && isByHand(field);
  const [text, setText] = useState(startsAbsent ? '' : (first?.text ?? ''));
  const [typed, setTyped] = useState('');
  /** What was typed, while something else is chosen. */
  const [aside, setAside] = useState('');
  const [isAbsent, setAbsent] = useState(startsAbsent);
  const [isRestored, setRestored] = useState(false);
  const [isDraftLost, setDraftLost] = useState(false);
  const isTouched = useRef(false);

  const take = (value: string, absent = false) => {
    isTouched.current = true;
    setText(value);
    setAbsent(absent);
    setRestored(false);
  };
  const chooseInstead = (value: string, absent = false) => {
    setAside(typed);
    take(value, absent);
  };

  useEffect(() => {
    const takeUp = (draft: string | null) => {
      if (draft === null || isTouched.current) return;
      setText(draft);
      setTyped(draft);
      setAbsent(false);
      setRestored(true);
    };
    library.draft(key).then(takeUp, (error: unknown) => console.warn('draft', error));
  }, [key]);

  return {
    choices: withTyped(found, aside),
    text,
    isAbsent,
    isRestored,
    isDraftLost,
    result: isAbsent ? { value: name === 'authors' ? [] : null } : resultOf(found, name, text),
    type: (value) => {
      take(value);
      setTyped(value);
      setAside('');
      const draft = value.trim() === '' ? null : value;
      library.setDraft(key, draft).then(
        () => setDraftLost(false),
        () => setDraftLost(true),
      );
    },
    choose: (choice) => chooseInstead(choice.text),
    chooseAbsent: () => chooseInstead('', true),
    dropDraft: () => library.setDraft(key, null),
  };
}

/** The value as it is comes first; the page's own follow, the surest first. */
function choicesOf(field: CorrectionSubject['field']): Choice[] {
  const { foundIn } = textsOf(popupTexts);
  const found: Choice[] = field.candidates.map(({ value, evidence }) => {
    const place = placeWords(evidence.source);
    return { text: typedOf(value), value, place, found: foundIn(place, evidence.text) };
  });
  if (isEmpty(field.value)) return found.slice(0, MOST_CHOICES);
  const text = typedOf(field.value);
  const place = isByHand(field) ? placeWords('reader') : textsOf(correctionTexts).asKept;
  const now = found.find((choice) => choice.text === text) ?? {
    text,
    value: field.value,
    place,
    found: null,
  };
  return [now, ...found.filter((choice) => choice.text !== text)].slice(0, MOST_CHOICES);
}

function withTyped(found: Choice[], typed: string): Choice[] {
  if (typed.trim() === '' || found.some((choice) => choice.text === typed)) return found;
  return [...found, { text: typed, value: null, place: textsOf(correctionTexts).justTyped, found: null }];
}

/** A value of the page is kept as it is, to the second: only other words are read. */
function resultOf(found: Choice[], name: CorrectableName, text: string): TypedValue {
  const same = found.find((choice) => choice.text === text);
  return same ? { value: same.value } : readTyped(name, text, Date.now());
}

const isByHand = (field: CorrectionSubject['field']) => field.evidence?.source === 'reader';
const isEmpty = (value: CorrectionValue) => value === null || value.length === 0;
