import type { Mark } from '../../utils/library/library.ts';

/** One list for "no marks yet", so that nothing is drawn anew for an empty list that is another. */
export const READING_NOTHING: Mark[] = [];
