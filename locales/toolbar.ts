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
    menuNote: '标注选中的文字，写笔记',
    menuMarkImage: '标注这张图片',
    menuReader: '在书库里阅读本页',
    menuPanel: '打开侧边栏',
    menuLink: '收藏这个链接',
    menuImage: '收藏这张图片',
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
    menuNote: 'Mark the selection, with a note',
    menuMarkImage: 'Mark this picture',
    menuReader: 'Read this page in the library',
    menuPanel: 'Open the side panel',
    menuLink: 'Save this link',
    menuImage: 'Save this image',
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
    'image-not-had': '这张图片没有取到，没有收藏。先前收藏的都在。',
    'link-not-saved': '那个链接没有收藏成。先前收藏的都在，可以再试一次。',
    'link-not-article': '那个链接打开来不是文章，没有收藏。',
    'not-marked': '浏览器不让扩展在这一页上标注。',
    'in-frame': '选的地方在页面嵌的另一个网页里，标注记不到那里，没有标。把那个网页单独打开，就能标。',
  },
  en: {
    'page-changed': 'The page has just changed, so nothing was saved. Press again to save what is there now.',
    'no-permission': 'Not saved: the browser lets no extension read this page.',
    'no-text': 'Not saved: there is no text on this page.',
    'too-large': 'Not saved: this page is too large.',
    'storage-full': 'Not saved: the disk is full. Everything saved before is still here.',
    'not-saved': 'Not saved. Everything saved before is still here; it can be tried again.',
    'image-not-had':
      'This image could not be fetched and was not saved. Everything saved before is still here.',
    'link-not-saved':
      'That link was not saved. Everything saved before is still here; it can be tried again.',
    'link-not-article': 'What that link leads to is not an article; nothing was saved.',
    'not-marked': 'The browser lets no extension mark this page.',
    'in-frame':
      'Nothing was marked: this place belongs to another page that is shown inside this one. Open that page by itself to mark it.',
  },
});
