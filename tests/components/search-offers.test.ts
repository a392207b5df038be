import { expect, test } from 'vitest';
import { offersFor } from '../../components/library/search-offers.ts';
import type { Operator } from '../../utils/search/query.ts';

const NAMES: Record<Operator, string> = {
  tag: '标签:',
  author: '作者:',
  source: '来源:',
  channel: '频道:',
  after: '晚于:',
  before: '早于:',
  has: '有:笔记',
  is: '状态:未读',
};
const tags = [
  { id: '1', name: '服务/夜间', colour: null, count: 1 },
  { id: '2', name: 'call center', colour: null, count: 5 },
];
const nameOf = (operator: Operator) => NAMES[operator];

test('in an empty box, and behind a word, the operators are offered', () => {
  expect(offersFor('', { rows: [], tags, nameOf })[0]).toEqual({ label: '标签:', text: '标签:' });
  expect(offersFor('夜班', { rows: [], tags, nameOf })[6]).toEqual({
    label: '有:笔记',
    text: '夜班 有:笔记 ',
  });
});

test('behind an operator what it can name is offered, the most used first and quoted where it must be', () => {
  expect(offersFor('夜班 -tag:', { rows: [], tags, nameOf })).toEqual([
    { label: 'call center', text: '夜班 -tag:"call center" ' },
    { label: '服务/夜间', text: '夜班 -tag:服务/夜间 ' },
  ]);
  expect(offersFor('标签：夜', { rows: [], tags, nameOf })).toEqual([
    { label: '服务/夜间', text: '标签：服务/夜间 ' },
  ]);
});
