import { defineTexts } from './define-texts.ts';

/** Two versions of an article side by side. */
export const versionTexts = defineTexts({
  'zh-CN': {
    backToArticle: '回到文章',
    compare: '比较版本',
    summary: (versions: number, places: number) =>
      places === 0
        ? `${versions === 2 ? '两个版本' : `${versions} 个版本，这两版的`}文字没有不同。都留着，谁也不覆盖谁。`
        : `${versions === 2 ? '两个版本，' : `${versions} 个版本，这两版有 `}${places} 处不同。都留着，谁也不覆盖谁。`,
    layout: '怎样排',
    sideBySide: '并排',
    oneColumn: '合成一栏',
    previous: '上一处不同',
    next: '下一处不同',
    place: (at: number, all: number) => `${at} / ${all}`,
    older: '旧的一版',
    newer: '新的一版',
    version: (number: number) => `第 ${number} 版`,
    savedAt: (moment: string) => `${moment} 收藏`,
    characters: (count: string) => `${count} 字`,
    marks: (count: number) => `${count} 条标注`,
    comparing: '正在比较两个版本',
    one: '这篇文章只有一个版本。再收藏一次，文字不同的话，这里就能比较。',
    absent: (number: number) => `第 ${number} 版的正文还没有取到这台设备，连上网会自己取来。`,
    gone: '书库里没有这篇文章。',
    toLibrary: '回书库',
    added: '新加：',
    removed: '删去：',
    text: '两个版本的正文',
    updated: '文章已更新：页面上的文字和收藏的不同。',
    keepNew: '收成新版',
  },
  en: {
    backToArticle: 'Back to the article',
    compare: 'Compare versions',
    summary: (versions: number, places: number) =>
      places === 0
        ? `${versions} versions; the words of these two are the same. All are kept; none replaces another.`
        : `${versions} versions; these two differ in ${places} ${places === 1 ? 'place' : 'places'}. All are kept; none replaces another.`,
    layout: 'Layout',
    sideBySide: 'Side by side',
    oneColumn: 'One column',
    previous: 'Previous difference',
    next: 'Next difference',
    place: (at: number, all: number) => `${at} / ${all}`,
    older: 'Older version',
    newer: 'Newer version',
    version: (number: number) => `Version ${number}`,
    savedAt: (moment: string) => `saved ${moment}`,
    characters: (count: string) => `${count} characters`,
    marks: (count: number) => (count === 1 ? '1 mark' : `${count} marks`),
    comparing: 'Comparing the versions',
    one: 'This article has one version. Save it again, and if its words have changed they can be compared here.',
    absent: (number: number) =>
      `The text of version ${number} is not on this device yet; it comes by itself with a network.`,
    gone: 'This article is not in the library.',
    toLibrary: 'Back to the library',
    added: 'Added: ',
    removed: 'Removed: ',
    text: 'The text of both versions',
    updated: 'Updated: the page says something else than what is saved.',
    keepNew: 'Save new version',
  },
});
