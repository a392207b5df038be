import type { LucideIcon } from 'lucide-preact';
import { Ellipsis } from 'lucide-preact';
import type { ComponentChildren } from 'preact';
import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { controlsTexts } from '../../locales/controls.ts';
import { textsOf } from '../../utils/appearance.ts';
import { Button } from './Button.tsx';
import { classes } from './classes.ts';
import { Icon } from './Icon.tsx';
import styles from './MenuButton.module.css';
import { usePlaceBeside } from './place-beside.ts';

export interface MenuItem {
  label: string;
  icon?: LucideIcon;
  keyHint?: string;
  isDanger?: boolean;
  isDisabled?: boolean;
  onChoose: () => void;
}

interface MenuButtonProps {
  items: readonly MenuItem[];
  /** Name of the button where it shows its icon alone. */
  name?: string;
  icon?: LucideIcon;
  kind?: 'plain' | 'quiet';
  size?: 's' | 'm' | 'l';
  children?: ComponentChildren;
}

/** A button that opens a short list of actions. Arrows move, Enter chooses, Esc goes back to the button. */
export function MenuButton({
  items,
  name,
  icon = Ellipsis,
  kind = 'quiet',
  size = 's',
  children,
}: MenuButtonProps) {
  const id = useId();
  const anchor = useRef<HTMLSpanElement>(null);
  const menu = useRef<HTMLDivElement>(null);
  const [isOpen, setOpen] = useState(false);
  usePlaceBeside(anchor, menu, isOpen, 'end');
  useLayoutEffect(() => {
    if (isOpen) enabledItems(menu.current)[0]?.focus();
  }, [isOpen]);

  const close = () => {
    setOpen(false);
    anchor.current?.querySelector('button')?.focus();
  };
  const press = (event: KeyboardEvent) => {
    const buttons = enabledItems(menu.current);
    const next = placeAfter(
      event.key,
      buttons.findIndex((button) => button.contains(document.activeElement)),
      buttons.length,
    );
    if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      close();
    } else if (event.key === 'Tab') setOpen(false);
    else if (next !== null) {
      event.preventDefault();
      buttons[next]?.focus();
    }
  };
  const leave = (event: FocusEvent) => {
    const to = event.relatedTarget;
    if (!(to instanceof Node) || !(menu.current?.contains(to) || anchor.current?.contains(to)))
      setOpen(false);
  };

  return (
    <>
      <span ref={anchor} class={styles.anchor}>
        <Button
          kind={kind}
          size={size}
          icon={icon}
          {...(children === undefined ? { name: name ?? textsOf(controlsTexts).menu } : {})}
          aria-haspopup="menu"
          aria-expanded={isOpen}
          aria-controls={`${id}-menu`}
          onClick={() => setOpen(!isOpen)}
        >
          {children}
        </Button>
      </span>
      <div
        ref={menu}
        id={`${id}-menu`}
        role="menu"
        tabIndex={-1}
        aria-label={name ?? textsOf(controlsTexts).menu}
        class={styles.menu}
        hidden={!isOpen}
        onKeyDown={press}
        onFocusOut={leave}
      >
        {items.map((item) => (
          <button
            key={item.label}
            type="button"
            role="menuitem"
            tabIndex={-1}
            disabled={item.isDisabled}
            class={classes(styles.item, item.isDanger && styles.danger)}
            onClick={() => {
              close();
              item.onChoose();
            }}
          >
            {item.icon && <Icon of={item.icon} size={14} />}
            <span class={styles.label}>{item.label}</span>
            {item.keyHint && <kbd class={styles.key}>{item.keyHint}</kbd>}
          </button>
        ))}
      </div>
    </>
  );
}

function enabledItems(menu: HTMLElement | null): HTMLButtonElement[] {
  return [...(menu?.querySelectorAll<HTMLButtonElement>('[role=menuitem]:not(:disabled)') ?? [])];
}

function placeAfter(key: string, current: number, count: number): number | null {
  if (count === 0) return null;
  if (key === 'ArrowDown') return (current + 1) % count;
  if (key === 'ArrowUp') return (current + count - 1) % count;
  if (key === 'Home') return 0;
  if (key === 'End') return count - 1;
  return null;
}
