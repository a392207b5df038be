import type { ComponentChildren, PartialInputHTMLAttributes, Ref, TargetedInputEvent } from 'preact';
import { classes } from './classes.ts';
import styles from './Field.module.css';
import { FieldFrame, type FieldLinks, type FieldWords } from './FieldFrame.tsx';

type Native = Omit<
  PartialInputHTMLAttributes<HTMLInputElement>,
  'role' | 'type' | 'list' | 'label' | 'size' | 'value' | 'onInput' | 'prefix' | 'class' | 'ref' | 'children'
>;

export interface TextFieldProps extends FieldWords, Native {
  value: string;
  /** Every key stroke. */
  onInput: (value: string) => void;
  /** Dots instead of letters. For numbers and addresses give `inputMode` and `autocomplete`. */
  isSecret?: boolean;
  /** Heights 32, 40 px. */
  size?: 'm' | 'l';
  /** Bad without words of its own, because a sentence above speaks for several fields. */
  isBad?: boolean;
  /** Stands inside the box, before or after what is typed. */
  prefix?: ComponentChildren;
  suffix?: ComponentChildren;
  ref?: Ref<HTMLInputElement>;
}

/** One line of text. Everything an `<input>` takes may be given too: `autocomplete`, `inputMode`, `required`… */
export function TextField(props: TextFieldProps) {
  const {
    label,
    isLabelHidden,
    help,
    error,
    value,
    onInput,
    size,
    isBad,
    isSecret,
    prefix,
    suffix,
    ref,
    ...native
  } = props;
  const words: FieldWords = { label, help, error };
  if (isLabelHidden) words.isLabelHidden = true;
  const shared = (links: FieldLinks) => ({
    ...native,
    ...links,
    ...(ref ? { ref } : {}),
    ...(isBad || error ? { 'aria-invalid': true } : {}),
    class: styles.input,
    value,
    onInput: (event: TargetedInputEvent<HTMLInputElement>) => onInput(event.currentTarget.value),
  });
  return (
    <FieldFrame {...words}>
      {(links) => (
        <span class={classes(styles.box, size === 'l' && styles.l, (isBad || error) && styles.bad)}>
          {prefix && <span class={styles.affix}>{prefix}</span>}
          {isSecret ? <input {...shared(links)} type="password" /> : <input {...shared(links)} type="text" />}
          {suffix && <span class={styles.affix}>{suffix}</span>}
        </span>
      )}
    </FieldFrame>
  );
}
