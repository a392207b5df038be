import { defineTexts } from './define-texts.ts';

/** The toolbar button's tooltip and the items of the right-click menu. */
export const toolbarTexts = defineTexts({
  'zh-CN': {
    notLookedAt: '观察伴读：看看这一页',
    notAnArticle: '观察伴读：这一页不是文章',
    article: '观察伴读：这是一篇文章，还没有收藏',
    saved: '观察伴读：已收藏',
    savedWithMarks: (marks: number) => `观察伴读：已收藏，${marks} 处标注`,
    menuSave: '收藏本页',
    menuMark: '标注选中的文字',
    menuReader: '在书库里阅读本页',
  },
  en: {
    notLookedAt: 'Observation Companion: look at this page',
    notAnArticle: 'Observation Companion: this page is not an article',
    article: 'Observation Companion: an article, not saved yet',
    saved: 'Observation Companion: saved',
    savedWithMarks: (marks: number) =>
      `Observation Companion: saved, ${marks} ${marks === 1 ? 'mark' : 'marks'}`,
    menuSave: 'Save this page',
    menuMark: 'Mark the selection',
    menuReader: 'Read this page in the library',
  },
});
