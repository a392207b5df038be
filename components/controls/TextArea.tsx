import type { Ref, TextareaHTMLAttributes } from 'preact';
import { classes } from './classes.ts';
import styles from './Field.module.css';
import { FieldFrame, type FieldWords } from './FieldFrame.tsx';

type Native = Omit<
  TextareaHTMLAttributes<HTMLTextAreaElement>,
  'label' | 'value' | 'onInput' | 'class' | 'ref' | 'children'
>;

interface TextAreaProps extends FieldWords, Native {
  value: string;
  /** Every key stroke. */
  onInput: (value: string) => void;
  /** The reader's own words: 楷体 and cinnabar. */
  isHand?: boolean;
  /** Takes the height there is instead of one the reader drags. */
  isFilling?: boolean;
  ref?: Ref<HTMLTextAreaElement>;
}

/** Several lines of text. */
export function TextArea(props: TextAreaProps) {
  const { label, isLabelHidden, help, error, value, onInput, isHand, isFilling, ref, ...native } = props;
  const words: FieldWords = { label, help, error };
  if (isLabelHidden) words.isLabelHidden = true;
  return (
    <FieldFrame {...words}>
      {(links) => (
        <span class={classes(styles.box, isFilling && styles.filling, error && styles.bad)}>
          <textarea
            {...native}
            {...links}
            {...(ref ? { ref } : {})}
            class={classes(styles.area, isHand && styles.hand)}
            value={value}
            onInput={(event) => onInput(event.currentTarget.value)}
          />
        </span>
      )}
    </FieldFrame>
  );
}
