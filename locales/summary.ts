import { defineTexts } from './define-texts.ts';

export const summaryTexts = defineTexts({
  'zh-CN': {
    own: '摘要',
    made: '自动摘要',
    madeHint: '页面上没有写摘要。这几句是本机从正文里挑出来的。',
    more: '展开',
    less: '收起',
    offered: '可加的标签',
    offeredHint: '本机从正文里找出来的',
    add: (name: string) => `加标签：${name}`,
    outline: '提纲',
  },
  en: {
    own: 'Summary',
    made: 'Automatic summary',
    madeHint: 'The page has no summary. These sentences were picked from its text on this device.',
    more: 'More',
    less: 'Less',
    offered: 'Suggested tags',
    offeredHint: 'Found in the text, on this device',
    add: (name: string) => `Add tag: ${name}`,
    outline: 'Outline',
  },
});
