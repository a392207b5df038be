import type { LucideIcon } from 'lucide-preact';
import { classes } from './classes.ts';
import styles from './Icon.module.css';

/** 1.4 px on a grid of 16, in units of lucide's grid of 24. */
const STROKE = (1.4 * 24) / 16;

interface IconProps {
  /** One of lucide's icons: `<Icon of={Search} />`. */
  of: LucideIcon;
  /** Side in px: 16, or 14 beside a small word. */
  size?: number;
  class?: string | undefined;
}

/** A line drawing in the colour of the text around it. Never the only bearer of a meaning: the name stands on the control. */
export function Icon({ of: Drawing, size = 16, class: className }: IconProps) {
  return (
    <Drawing
      size={size}
      strokeWidth={STROKE}
      class={classes(styles.icon, className)}
      aria-hidden="true"
      focusable="false"
    />
  );
}
