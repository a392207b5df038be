import type { ButtonHTMLAttributes } from 'preact';
import { MarkIcon, type MarkIconName } from './MarkIcon.tsx';

interface IconButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'icon' | 'name' | 'class'> {
  icon: MarkIconName;
  name: string;
  class?: string;
}

/** A drawing alone, with its name. */
export function IconButton({ icon, name, class: look = '', ...native }: IconButtonProps) {
  return (
    <button type="button" class={`button quiet square ${look}`} aria-label={name} {...native}>
      <MarkIcon name={icon} />
    </button>
  );
}
