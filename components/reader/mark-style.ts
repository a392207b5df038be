import { signal } from '@preact/signals';
import type { MarkColour, MarkStyle } from '../../utils/library/library.ts';

/** What the next mark looks like: as the last one, as long as the page is open. */
export const markStyle = signal<MarkStyle>('ground');
/** The colour of a mark that is made for its note. */
export const lastColour = signal<MarkColour>(1);
