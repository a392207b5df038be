import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import styles from './Choice.module.css';

interface CheckboxProps {
  isChecked: boolean;
  onChange: (isChecked: boolean) => void;
  /** The words beside it; they may hold a link. */
  children: ComponentChildren;
  help?: ComponentChildren;
  error?: string | null | undefined;
  isDisabled?: boolean;
  name?: string;
}

export function Checkbox({ isChecked, onChange, children, help, error, isDisabled, name }: CheckboxProps) {
  const id = useId();
  return (
    <div class={styles.choice}>
      <input
        type="checkbox"
        id={id}
        name={name}
        class={styles.box}
        checked={isChecked}
        disabled={isDisabled}
        aria-invalid={error ? true : undefined}
        aria-describedby={help || error ? `${id}-help` : undefined}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      <div>
        <label for={id}>{children}</label>
        {(help || error) && (
          <div
            id={`${id}-help`}
            class={error ? styles.error : styles.help}
            role={error ? 'alert' : undefined}
          >
            {error ?? help}
          </div>
        )}
      </div>
    </div>
  );
}
