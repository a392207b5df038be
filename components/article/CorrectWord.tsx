import type { ComponentChildren } from 'preact';
import { correctionTexts } from '../../locales/correction.ts';
import { textsOf } from '../../utils/appearance.ts';
import { classes } from '../controls/classes.ts';
import styles from './CorrectWord.module.css';
import { fieldLabel } from './correction-words.ts';
import type { CorrectableName } from './corrections.ts';

interface CorrectWordProps {
  name: CorrectableName;
  isAbsent: boolean;
  /** The element that shows the value: read aloud after the word, so that a correction is heard when the focus comes back. */
  valueId: string;
  /** Beside the place, without waiting to be pointed at. */
  isShown?: boolean;
  onCorrect: (name: CorrectableName) => void;
  /** Where the value was found. */
  children?: ComponentChildren;
}

/**
 * The place a value was found in, and 更正 before it when the row is pointed at or the word has the focus, over the end of the value; where
 * nothing can hover both stand side by side. The row carries `data-correctable`. What is absent has 补上, always.
 */
export function CorrectWord({ name, isAbsent, valueId, isShown, onCorrect, children }: CorrectWordProps) {
  const texts = textsOf(correctionTexts);
  const label = fieldLabel(name);
  return (
    <span class={styles.cell}>
      {children}
      <button
        type="button"
        class={classes(styles.word, !isAbsent && !isShown && styles.quiet)}
        data-corrects={name}
        aria-describedby={valueId}
        aria-label={isAbsent ? texts.addField(label) : texts.correctField(label)}
        onClick={() => onCorrect(name)}
      >
        {isAbsent ? texts.add : texts.correct}
      </button>
    </span>
  );
}

/** The way to all fields of a saved article. */
export function CorrectArticleWord({ onCorrect }: { onCorrect: () => void }) {
  const texts = textsOf(correctionTexts);
  return (
    <button
      type="button"
      class={styles.word}
      data-corrects="list"
      title={texts.correctArticle}
      aria-label={texts.correctArticle}
      onClick={onCorrect}
    >
      {texts.correct}
    </button>
  );
}
