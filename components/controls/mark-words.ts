import { controlsTexts } from '../../locales/controls.ts';
import { textsOf } from '../../utils/appearance.ts';
import type { Mark } from '../../utils/library/library.ts';

/** What a mark is of, in words: its passage; of a picture, table or other block which it is, since its caption alone would pass for a passage. */
export function markWords({ quote, whole }: Pick<Mark, 'quote' | 'whole'>): string {
  return whole === null ? quote : textsOf(controlsTexts)[whole](quote);
}
