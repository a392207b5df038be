import { defineTexts } from './define-texts.ts';

/** In a page that says something else than what is kept of it. Few words: they are loaded into the page. */
export const updatedTexts = defineTexts({
  'zh-CN': {
    updated: '文章已更新，和收藏的不同',
    howToKeep: '点工具栏上的按钮收成新版',
  },
  en: {
    updated: 'This article has changed since you kept it',
    howToKeep: 'the toolbar button keeps the new version',
  },
});
