/** Drawings of 16 by 16, 1.4 px lines. Our own few rather than an icon library, which a script in a page would carry along. */
const PATHS = {
  note: 'M2.5 3h11v8H8l-3 2.5V11H2.5z',
  tag: 'M2.5 2.5h5L13.5 8.5l-5 5-6-6zM5.5 5.500h.01',
  style: 'M1.5 12.5 5 3.500l3.5 9M2.7 9.500h4.600M9.5 12.500l2.3-6 2.3 6M10.3 10.500h3',
  copy: 'M5.5 5.500H13v8H5.500zM10.5 5.500v-3H3v8h2.5',
  more: 'M3.5 8h.01M8 8h.01M12.5 8h.01',
  check: 'm3 8.5 3.5 3.500L13 4.5',
  link: 'M6.5 9.5 9.5 6.500M7.5 4.5 9 3a2.8 2.8 0 0 1 4 4l-1.5 1.500M8.5 11.5 7 13a2.8 2.8 0 0 1-4-4l1.5-1.5',
  remove: 'M3 4.500h10M6.5 4V2.500h3V4M4.5 4.500l.6 9h5.800l.6-9',
  doubtful:
    'M8 2.200a5.8 5.8 0 1 1 0 11.600A5.8 5.8 0 0 1 8 2.200zM6.2 6.400a1.9 1.9 0 1 1 2.6 1.800c-.5.2-.8.5-.8 1M8 11.400h.01',
  lost: 'M8 2.500a5.5 5.5 0 1 1 0 11A5.5 5.5 0 0 1 8 2.500z',
  warn: 'M8 2.5 14 13H2zM8 6.500v3M8 11.300h.01',
  place: 'M8 3.500a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9zM8 1.500v3M8 11.500v3M1.5 8h3M11.5 8h3',
} as const;

export type MarkIconName = keyof typeof PATHS;

export function MarkIcon({ name, small }: { name: MarkIconName; small?: boolean }) {
  return (
    <svg class={`icon ${name} ${small ? 'small' : ''}`} viewBox="0 0 16 16" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}
