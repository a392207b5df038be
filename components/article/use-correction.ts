import { useEffect, useRef, useState } from 'preact/hooks';
import { correctionTexts } from '../../locales/correction.ts';
import { textsOf } from '../../utils/appearance.ts';
import type { Evidence } from '../../utils/article/reading.ts';
import type { Library } from '../../utils/library/library.ts';
import type { PickedPlace } from '../../utils/messages/page-port.ts';
import { type Choice, type ChosenField, choicesOf, isByHand, isEmpty } from './choices.ts';
import { type CorrectableName, isListField } from './corrections.ts';
import { readTyped, type TypedValue, typedOf } from './typed-value.ts';

export interface CorrectionSubject {
  library: Library;
  /** Of the article, or of the page before it is saved. */
  address: string;
  name: CorrectableName;
  field: ChosenField;
  /** What the reader pointed at in the page last. */
  pointed: PickedPlace | null;
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
  /** Where on the page that was found; null for words of the reader's own. */
  evidence: Evidence | null;
  /** The reader pointed at that place. */
  isPointed: boolean;
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
export function useCorrection({
  library,
  address,
  name,
  field,
  pointed,
}: CorrectionSubject): CorrectionEditing {
  const key = `correcting ${address} ${name}`;
  const own = name === 'isReprint' ? withBoth(choicesOf(field)) : choicesOf(field);
  const found = withPointed(own, name, pointed);
  const [first] = own;
  const startsAbsent = isEmpty(field.value) && isByHand(field);
  // Of 原创 and 转载 neither is likelier.
  const startsBlank = startsAbsent || (name === 'isReprint' && isEmpty(field.value));
  const [text, setText] = useState(startsBlank ? '' : (first?.text ?? ''));
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
    if (pointed) chooseInstead(pointed.text);
  }, [pointed]);

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

  const chosen = isAbsent ? undefined : found.find((choice) => choice.text === text);
  return {
    choices: withTyped(found, aside),
    text,
    isAbsent,
    isRestored,
    isDraftLost,
    evidence: chosen?.evidence ?? null,
    isPointed: chosen?.isPointed ?? false,
    result: isAbsent ? { value: isListField(name) ? [] : null } : resultOf(found, name, text),
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

/** What was pointed at comes first; of the same words the page's own evidence gives way. */
function withPointed(found: Choice[], name: CorrectableName, pointed: PickedPlace | null): Choice[] {
  if (pointed === null) return found;
  const { text, evidence } = pointed;
  const read = readTyped(name, text, Date.now());
  if ('problem' in read) return found;
  const place = textsOf(correctionTexts).pointed;
  const choice = { text, value: read.value, place, found: evidence.text, evidence, isPointed: true };
  return [choice, ...found.filter((other) => other.text !== text)];
}

/** 原创 and 转载, whichever the page says. */
function withBoth(found: Choice[]): Choice[] {
  const place = textsOf(correctionTexts).knownOtherwise;
  const others = [false, true].filter((value) => !found.some((choice) => choice.value === value));
  return [
    ...found,
    ...others.map((value) => ({ text: typedOf(value), value, place, found: null, evidence: null })),
  ];
}

function withTyped(found: Choice[], typed: string): Choice[] {
  if (typed.trim() === '' || found.some((choice) => choice.text === typed)) return found;
  return [
    ...found,
    { text: typed, value: null, place: textsOf(correctionTexts).justTyped, found: null, evidence: null },
  ];
}

/** A value of the page is kept as it is, to the second: only other words are read. */
function resultOf(found: Choice[], name: CorrectableName, text: string): TypedValue {
  const same = found.find((choice) => choice.text === text);
  return same ? { value: same.value } : readTyped(name, text, Date.now());
}
