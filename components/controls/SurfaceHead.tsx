import type { ComponentChildren } from 'preact';
import { classes } from './classes.ts';
import styles from './SurfaceHead.module.css';
import { Wordmark } from './Wordmark.tsx';

interface SurfaceHeadProps {
  /** At the end of the row: a few quiet buttons or one line of words. */
  children?: ComponentChildren;
  /** The row keeps the surface's own margin (popup, side panel); else it stands flush with the text column below it. */
  isInset?: boolean;
}

/** Head of a surface: the name, and below it 文武线, which stands here and nowhere else. */
export function SurfaceHead({ children, isInset }: SurfaceHeadProps) {
  return (
    <header class={classes(styles.head, isInset && styles.inset)}>
      <div class={styles.row}>
        <Wordmark />
        <div class={styles.end}>{children}</div>
      </div>
      <div class={styles.rules} />
    </header>
  );
}
