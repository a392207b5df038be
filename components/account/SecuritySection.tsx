import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import styles from './SecurityView.module.css';

/** One subject of 账号安全: its name beside what belongs to it. */
export function SecuritySection({
  title,
  id,
  children,
}: {
  title: string;
  id?: string;
  children: ComponentChildren;
}) {
  const heading = useId();
  return (
    <section class={styles.section} aria-labelledby={heading} id={id}>
      <h2 id={heading} class={styles.heading}>
        {title}
      </h2>
      <div class={styles.content}>{children}</div>
    </section>
  );
}
