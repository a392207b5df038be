import { syncPageTexts } from '../../locales/sync-page.ts';
import { textsOf } from '../../utils/appearance.ts';
import type { RecordWords } from '../../utils/library/library.ts';

/** 文章, 笔记, 标注: what a reader calls this kind of record. */
export function kindName(what: string): string {
  const texts = textsOf(syncPageTexts);
  const names: Record<string, string> = {
    article: texts.article,
    note: texts.note,
    mark: texts.mark,
    tag: texts.tag,
    tagging: texts.tagging,
    site: texts.site,
    'site-rule': texts.siteRule,
    preference: texts.preference,
    'saved-search': texts.savedSearch,
    review: texts.review,
    'reading-time': texts.readingTime,
    text: texts.text,
    image: texts.image,
    blob: texts.blob,
  };
  return Object.hasOwn(names, what) ? (names[what] ?? texts.record) : texts.record;
}

/** A word on what happened to it, where it isn't that it was written. */
export function fateWord({ what, words, isDeleted }: RecordWords): string | null {
  const texts = textsOf(syncPageTexts);
  if (isDeleted) return what === 'tagging' ? texts.takenOff : texts.deleted;
  return what === 'note' && words === '' ? texts.emptied : null;
}
