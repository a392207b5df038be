import type { LucideIcon } from 'lucide-preact';
import { CircleAlert, Info, TriangleAlert } from 'lucide-preact';
import type { ComponentChildren } from 'preact';
import { classes } from './classes.ts';
import { Icon } from './Icon.tsx';
import styles from './Notice.module.css';

interface NoticeProps {
  /** `plain` tells, `warn` asks to look, `danger` says what went wrong and is read out at once. */
  kind?: 'plain' | 'warn' | 'danger';
  icon?: LucideIcon;
  children: ComponentChildren;
  /** One or two small buttons or links, at the end. */
  actions?: ComponentChildren;
  /** Stands inside a page instead of across the whole surface. */
  isBlock?: boolean;
  /** Something else of the view says the same aloud. */
  isSilent?: boolean;
}

const ICONS: Record<'plain' | 'warn' | 'danger', LucideIcon> = {
  plain: Info,
  warn: TriangleAlert,
  danger: CircleAlert,
};

/** A strip that says what happened, where the words are, what to do next. */
export function Notice(props: NoticeProps) {
  const { kind = 'plain', icon = ICONS[kind], children, actions, isBlock, isSilent } = props;
  return (
    <div
      class={classes(styles.notice, styles[kind], isBlock && styles.block)}
      role={isSilent ? undefined : kind === 'danger' ? 'alert' : 'status'}
    >
      <Icon of={icon} class={styles.icon} />
      <div class={styles.words}>{children}</div>
      {actions && <div class={styles.actions}>{actions}</div>}
    </div>
  );
}
