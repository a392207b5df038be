/** Drawings of 16 by 16, 1.4 px lines. Our own few rather than an icon library, which a script in a page would carry along. */
const PATHS = {
  note: 'M2.5 3h11v8H8l-3 2.5V11H2.5z',
  edit: 'M10.5 2.5l3 3-7 7-4 1 1-4zM9 4l3 3',
  tag: 'M2.5 2.5h5L13.5 8.5l-5 5-6-6zM5.5 5.5h.01',
  style: 'M1.5 12.5 5 3.5l3.5 9M2.7 9.5h4.6M9.5 12.5l2.3-6 2.3 6M10.3 10.5h3',
  copy: 'M5.5 5.5H13v8H5.5zM10.5 5.5v-3H3v8h2.5',
  more: 'M3.5 8h.01M8 8h.01M12.5 8h.01',
  check: 'm3 8.5 3.5 3.5L13 4.5',
  link: 'M6.5 9.5 9.5 6.5M7.5 4.5 9 3a2.8 2.8 0 0 1 4 4l-1.5 1.5M8.5 11.5 7 13a2.8 2.8 0 0 1-4-4l1.5-1.5',
  remove: 'M3 4.5h10M6.5 4V2.5h3V4M4.5 4.5l.6 9h5.8l.6-9',
  warn: 'M8 2.5 14 13H2zM8 6.5v3M8 11.3h.01',
} as const;

export type MarkIconName = keyof typeof PATHS;

export function MarkIcon({ name, small }: { name: MarkIconName; small?: boolean }) {
  return (
    <svg class={`icon icon-${name} ${small ? 'small' : ''}`} viewBox="0 0 16 16" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}
