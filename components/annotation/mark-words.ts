import type { MarkTexts } from '../../locales/marks.ts';
import type { Mark } from '../../utils/library/library.ts';

/** What a mark is of: its passage, or the picture or table, with its words. */
export function markWords(texts: MarkTexts, { quote, whole }: Mark): string {
  return whole === null ? quote : [texts[whole], quote].filter(Boolean).join(' · ');
}
