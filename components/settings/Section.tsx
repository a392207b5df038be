import type { ComponentChildren } from 'preact';
import styles from './Settings.module.css';

interface SectionProps {
  /** The hash that leads here. */
  id: string;
  title: string;
  words?: string;
  children: ComponentChildren;
}

/** Heading on the left, what belongs to it on the right. */
export function Section({ id, title, words, children }: SectionProps) {
  return (
    <section class={styles.section} id={id} aria-labelledby={`${id}-title`} tabIndex={-1}>
      <h2 id={`${id}-title`} class={styles.heading}>
        {title}
      </h2>
      <div class={styles.content}>
        {words && <p class={styles.muted}>{words}</p>}
        {children}
      </div>
    </section>
  );
}
