/** Drawings like those of MarkIcon.tsx, for where a mark stands: apart, because the marks' script itself draws none of them. */
export function DoubtfulIcon() {
  return (
    <svg class="icon small" viewBox="0 0 16 16" aria-hidden="true">
      <path d="M8 2.2a5.8 5.8 0 1 1 0 11.6A5.8 5.8 0 0 1 8 2.2zM6.2 6.4a1.9 1.9 0 1 1 2.6 1.8c-.5.2-.8.5-.8 1M8 11.4h.01" />
    </svg>
  );
}

export function PlaceIcon({ small }: { small?: boolean }) {
  return (
    <svg class={small ? 'icon small' : 'icon'} viewBox="0 0 16 16" aria-hidden="true">
      <path d="M8 3.5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9zM8 1.5v3M8 11.5v3M1.5 8h3M11.5 8h3" />
    </svg>
  );
}
