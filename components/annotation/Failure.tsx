import type { ComponentChildren } from 'preact';
import { MarkIcon } from './MarkIcon.tsx';

/** What went wrong, and what to do. */
export function Failure({
  class: look = 'failure',
  children,
}: {
  class?: string;
  children: ComponentChildren;
}) {
  return (
    <p class={look} role="alert">
      <MarkIcon name="warn" small />
      {children}
    </p>
  );
}
