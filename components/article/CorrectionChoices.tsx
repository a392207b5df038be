import { useId } from 'preact/hooks';
import { correctionTexts } from '../../locales/correction.ts';
import { textsOf } from '../../utils/appearance.ts';
import styles from './CorrectField.module.css';
import type { CorrectionEditing } from './use-correction.ts';

interface CorrectionChoicesProps {
  editing: Pick<CorrectionEditing, 'choices' | 'text' | 'isAbsent' | 'choose' | 'chooseAbsent'>;
  label: string;
  canBeAbsent: boolean;
}

/** What the page offers, each with its place. None is chosen while other words stand in the text field. */
export function CorrectionChoices({ editing, label, canBeAbsent }: CorrectionChoicesProps) {
  const texts = textsOf(correctionTexts);
  const name = useId();
  const { choices, text, isAbsent, choose, chooseAbsent } = editing;
  if (choices.length === 0 && !canBeAbsent) return null;
  return (
    <fieldset class={styles.choices}>
      <legend class="visually-hidden">{texts.candidates}</legend>
      {choices.map((choice, index) => (
        <label key={index} class={styles.choice} title={choice.found ?? undefined}>
          <input
            type="radio"
            class={styles.circle}
            name={name}
            checked={!isAbsent && choice.text === text}
            onChange={() => choose(choice)}
          />
          <span class={styles.found} lang="zh-CN">
            {choice.text}
          </span>
          <span class={styles.place}>{choice.place}</span>
        </label>
      ))}
      {canBeAbsent && (
        <label class={styles.choice}>
          <input
            type="radio"
            class={styles.circle}
            name={name}
            checked={isAbsent}
            onChange={() => chooseAbsent()}
          />
          {texts.neverHad(label)}
        </label>
      )}
    </fieldset>
  );
}
