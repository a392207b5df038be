/** As they travel; their names are in the reader's language. */
export const MARK_COLOURS = [1, 2, 3, 4, 5] as const;
export type MarkColour = (typeof MARK_COLOURS)[number];
export const MARK_STYLES = ['ground', 'underline', 'wavy'] as const;
export type MarkStyle = (typeof MARK_STYLES)[number];
