import type { Field } from '../utils/search/fields.ts';
import type { Operator, Problem } from '../utils/search/query.ts';
import { defineTexts } from './define-texts.ts';

export const searchTexts = defineTexts({
  'zh-CN': {
    field: (field: Field) =>
      ({
        title: '标题',
        mark: '标注',
        note: '笔记',
        tag: '标签',
        author: '作者',
        source: '来源',
        channel: '频道',
        body: '正文',
        initials: '拼音',
      })[field],
    /** What is put into the box. */
    operator: (operator: Operator) =>
      ({
        tag: '标签:',
        author: '作者:',
        source: '来源:',
        channel: '频道:',
        after: '晚于:',
        before: '早于:',
        has: '有:笔记',
        is: '状态:未读',
      })[operator],
    offersName: '可以限定在哪里找',
    offerHint: '“…” 连在一起找，- 去掉含它的',
    problem: ({ kind, text }: Problem) =>
      ({
        'no-value': `“${text}”后面没有写要找什么，没有用它。`,
        'bad-date': `“${text}”里的日期没有看懂，没有用它。写成 2024、2024-03 或 2024-03-05。`,
        'unknown-value': `“${text}”没有看懂，没有用它。可以写 有:笔记、有:标注、有:标签，状态:未读、在读、归档、收藏。`,
        'open-quote': `“${text}”的引号没有收尾，从这里起连在一起找。`,
        'too-long': '太长了，只找开头的 400 个字。',
      })[kind],
    unindexed: (count: number) => `还有 ${count} 篇在编索引，编好就能找到。`,
    results: '找到的文章',
    searching: '正在找',
    failed: '没有找成。文章都在，再打一个字就会重新找。',
  },
  en: {
    field: (field: Field) =>
      ({
        title: 'Title',
        mark: 'Mark',
        note: 'Note',
        tag: 'Tag',
        author: 'Author',
        source: 'Source',
        channel: 'Channel',
        body: 'Text',
        initials: 'Pinyin',
      })[field],
    /** What is put into the box. */
    operator: (operator: Operator) =>
      ({
        tag: 'tag:',
        author: 'author:',
        source: 'source:',
        channel: 'channel:',
        after: 'after:',
        before: 'before:',
        has: 'has:note',
        is: 'is:unread',
      })[operator],
    offersName: 'Where to look',
    offerHint: '“…” keeps words together, - leaves out',
    problem: ({ kind, text }: Problem) =>
      ({
        'no-value': `“${text}” says nothing to look for and was left out.`,
        'bad-date': `The date in “${text}” was not understood and was left out. Write 2024, 2024-03 or 2024-03-05.`,
        'unknown-value': `“${text}” was not understood and was left out. There are has:note, has:mark, has:tag, is:unread, is:reading, is:archived, is:favourite.`,
        'open-quote': `The quotation in “${text}” does not end; all from there on is kept together.`,
        'too-long': 'Too long: the first 400 characters were looked for.',
      })[kind],
    unindexed: (count: number) =>
      count === 1
        ? '1 article is still being indexed and will be found then.'
        : `${count} articles are still being indexed and will be found then.`,
    results: 'Articles found',
    searching: 'Searching',
    failed: 'The search failed. All articles are here; type another letter to search again.',
  },
});
