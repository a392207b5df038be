import type { LucideIcon } from 'lucide-preact';
import type { AnchorHTMLAttributes, ButtonHTMLAttributes, ComponentChildren, Ref } from 'preact';
import { controlsTexts } from '../../locales/controls.ts';
import { textsOf } from '../../utils/appearance.ts';
import styles from './Button.module.css';
import { classes } from './classes.ts';
import { Icon } from './Icon.tsx';

interface Look {
  /** `primary` is ink, one per view; `quiet` has no edge; `danger` is outlined and comes with an icon and a verb. */
  kind?: 'plain' | 'primary' | 'quiet' | 'danger';
  /** Heights 26, 32, 40 px. */
  size?: 's' | 'm' | 'l';
  icon?: LucideIcon;
  /** Shows the icon alone; this is its name, for the tooltip and for a screen reader. */
  name?: string;
  /** A shortcut that works here, printed on the button: `Alt+Shift+S`. */
  keyHint?: string;
  /** Takes the width there is. */
  isWide?: boolean;
  class?: string;
  children?: ComponentChildren;
}

type Native = Omit<
  ButtonHTMLAttributes<HTMLButtonElement>,
  'icon' | 'name' | 'size' | 'class' | 'children' | 'ref'
>;

interface ButtonProps extends Look, Native {
  /** Work goes on: the button keeps the focus and its place, and does nothing when pressed. */
  isBusy?: boolean;
  ref?: Ref<HTMLButtonElement>;
}

export function Button(props: ButtonProps) {
  const {
    kind,
    size,
    icon,
    name,
    keyHint,
    isWide,
    class: className,
    children,
    isBusy,
    onClick,
    ...native
  } = props;
  return (
    <button
      type="button"
      {...native}
      class={lookOf(props)}
      aria-label={name ?? native['aria-label']}
      title={native.title ?? name}
      aria-keyshortcuts={keyHint || undefined}
      aria-busy={isBusy || undefined}
      aria-disabled={isBusy || undefined}
      onClick={isBusy ? swallow : onClick}
    >
      <Content {...props} />
      {isBusy && <span class="visually-hidden">{textsOf(controlsTexts).busy}</span>}
    </button>
  );
}

type Anchor = Omit<
  AnchorHTMLAttributes<HTMLAnchorElement>,
  'icon' | 'name' | 'size' | 'class' | 'children' | 'role'
>;

/** A link that stands among buttons. */
export function ButtonLink(props: Look & Anchor & { href: string }) {
  const { kind, size, icon, name, keyHint, isWide, class: className, children, ...native } = props;
  return (
    <a {...native} class={lookOf(props)} title={name} aria-keyshortcuts={keyHint || undefined}>
      <Content {...props} />
      {name && <span class="visually-hidden">{name}</span>}
    </a>
  );
}

function Content({ icon, name, keyHint, children }: Look) {
  return (
    <>
      {icon && <Icon of={icon} />}
      {name === undefined && children}
      {keyHint && <kbd class={styles.key}>{keyHint}</kbd>}
    </>
  );
}

function lookOf({ kind = 'plain', size = 'm', name, isWide, class: className }: Look): string {
  return classes(
    styles.button,
    styles[kind],
    styles[size],
    name !== undefined && styles.alone,
    isWide && styles.wide,
    className,
  );
}

function swallow(event: Event): void {
  event.preventDefault();
  event.stopPropagation();
}
