/** As they travel; their names are in the reader's language. */
export const MARK_COLOURS = [1, 2, 3, 4, 5] as const;
export type MarkColour = (typeof MARK_COLOURS)[number];
export const MARK_STYLES = ['ground', 'underline', 'wavy'] as const;
export type MarkStyle = (typeof MARK_STYLES)[number];

/** Where `browser.storage.local` has colour and style of the last mark, which the next one takes: on any page, and in the reader. */
export const LOOK_KEY = 'mark-look';

/** Read by hand, as a schema library is too much for a script in a page. */
export function lookIn(kept: unknown): [MarkColour, MarkStyle] {
  const [colour, style]: unknown[] = Array.isArray(kept) ? kept : [];
  return [
    MARK_COLOURS.find((each) => each === colour) ?? 1,
    MARK_STYLES.find((each) => each === style) ?? 'ground',
  ];
}
