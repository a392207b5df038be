import { classes } from '../controls/classes.ts';
import styles from './PickBox.module.css';

interface PickBoxProps {
  name: string;
  isPicked: boolean;
  /** Others are picked. */
  isPicking: boolean;
  tabIndex: 0 | -1;
  onToggle: () => void;
}

/** The box in a row's margin: seen while the pointer or the focus is there, and while anything is picked. */
export function PickBox({ name, isPicked, isPicking, tabIndex, onToggle }: PickBoxProps) {
  return (
    <input
      type="checkbox"
      class={classes(styles.box, isPicking && styles.shown)}
      aria-label={name}
      title={name}
      checked={isPicked}
      tabIndex={tabIndex}
      onChange={onToggle}
    />
  );
}
