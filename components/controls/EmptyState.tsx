import type { ComponentChildren } from 'preact';
import styles from './EmptyState.module.css';

interface EmptyStateProps {
  /** Left out where one sentence says all. */
  title?: string;
  /** What would be here, and how it gets here. */
  children: ComponentChildren;
  actions?: ComponentChildren;
}

export function EmptyState({ title, children, actions }: EmptyStateProps) {
  return (
    <div class={styles.empty}>
      {title && <h2>{title}</h2>}
      <div class={styles.words}>{children}</div>
      {actions && <div class={styles.actions}>{actions}</div>}
    </div>
  );
}
