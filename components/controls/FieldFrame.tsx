import { CircleAlert } from 'lucide-preact';
import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { classes } from './classes.ts';
import styles from './Field.module.css';
import { Icon } from './Icon.tsx';

export interface FieldWords {
  label: string;
  /** The label is read aloud but not seen, because a heading beside the field says it. */
  isLabelHidden?: boolean;
  help?: ComponentChildren;
  /** What is wrong and what to do; also marks the field as bad. */
  error?: string | null | undefined;
}

/** What the input inside a frame must carry, so that its words are read with it. */
export interface FieldLinks {
  id: string;
  'aria-describedby': string | undefined;
  'aria-invalid': true | undefined;
}

interface FieldFrameProps extends FieldWords {
  children: (links: FieldLinks) => ComponentChildren;
}

/** Label above, the field, help and error below. */
export function FieldFrame({ label, isLabelHidden, help, error, children }: FieldFrameProps) {
  const id = useId();
  const described = [help ? `${id}-help` : null, error ? `${id}-error` : null].filter(Boolean).join(' ');
  return (
    <div class={styles.field}>
      <label for={id} class={classes(styles.label, isLabelHidden && 'visually-hidden')}>
        {label}
      </label>
      {children({ id, 'aria-describedby': described || undefined, 'aria-invalid': error ? true : undefined })}
      {help && (
        <div id={`${id}-help`} class={styles.help}>
          {help}
        </div>
      )}
      <div id={`${id}-error`} class={styles.error} role="alert" hidden={!error}>
        {error && <Icon of={CircleAlert} size={14} />}
        <span>{error}</span>
      </div>
    </div>
  );
}
