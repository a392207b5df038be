import { useId } from 'preact/hooks';
import styles from './Choice.module.css';
import { classes } from './classes.ts';

interface RadioGroupProps<T extends string> {
  label: string;
  isLabelHidden?: boolean;
  value: T;
  onChange: (value: T) => void;
  choices: readonly { value: T; label: string; help?: string; isDisabled?: boolean }[];
  /** Side by side instead of one below the other. */
  isRow?: boolean;
}

/** One of a few. Arrow keys move and choose, as in every browser. */
export function RadioGroup<T extends string>(props: RadioGroupProps<T>) {
  const { label, isLabelHidden, value, onChange, choices, isRow } = props;
  const id = useId();
  return (
    <fieldset>
      <legend class={classes(styles.legend, isLabelHidden && 'visually-hidden')}>{label}</legend>
      <div class={isRow ? styles.row : styles.column}>
        {choices.map((choice) => (
          <div class={styles.choice} key={choice.value}>
            <input
              type="radio"
              class={styles.circle}
              id={`${id}-${choice.value}`}
              name={id}
              value={choice.value}
              checked={choice.value === value}
              disabled={choice.isDisabled}
              aria-describedby={choice.help ? `${id}-${choice.value}-help` : undefined}
              onChange={() => onChange(choice.value)}
            />
            <div>
              <label for={`${id}-${choice.value}`}>{choice.label}</label>
              {choice.help && (
                <div id={`${id}-${choice.value}-help`} class={styles.help}>
                  {choice.help}
                </div>
              )}
            </div>
          </div>
        ))}
      </div>
    </fieldset>
  );
}
