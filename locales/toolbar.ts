import { defineTexts } from './define-texts.ts';

/** The toolbar button's tooltip and the items of the right-click menu. */
export const toolbarTexts = defineTexts({
  'zh-CN': {
    notLookedAt: '观察伴读：看看这一页',
    notAnArticle: '观察伴读：这一页不是文章',
    article: '观察伴读：这是一篇文章，还没有收藏',
    saved: '观察伴读：已收藏',
    savedWithMarks: (marks: number) => `观察伴读：已收藏，${marks} 处标注`,
    readingPage: (page: number, total: number) => `观察伴读：正在收藏，读到第 ${page} 页，共 ${total} 页`,
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
    readingPage: (page: number, total: number) => `Observation Companion: saving, page ${page} of ${total}`,
    menuSave: 'Save this page',
    menuMark: 'Mark the selection',
    menuReader: 'Read this page in the library',
  },
});

/** Why a shortcut or menu item did not do its work, in the button's tooltip: there is no page of ours to say it on. */
export const toolbarProblems = defineTexts({
  'zh-CN': {
    'page-changed': '这一页刚刚换了内容，没有收藏。再按一次，收藏现在这一页。',
    'no-permission': '浏览器不让扩展读这一页，没有收藏。',
    'no-text': '这一页没有可以收藏的正文。',
    'too-large': '这一页太大，没有收藏。',
    'storage-full': '磁盘满了，没有收藏。先前收藏的都在。',
    'not-saved': '没有收藏成。先前收藏的都在，可以再试一次。',
    'not-marked': '浏览器不让扩展在这一页上标注。',
  },
  en: {
    'page-changed': 'The page has just changed, so nothing was saved. Press again to save what is there now.',
    'no-permission': 'Not saved: the browser lets no extension read this page.',
    'no-text': 'Not saved: there is no text on this page.',
    'too-large': 'Not saved: this page is too large.',
    'storage-full': 'Not saved: the disk is full. Everything saved before is still here.',
    'not-saved': 'Not saved. Everything saved before is still here; it can be tried again.',
    'not-marked': 'The browser lets no extension mark this page.',
  },
});
