import { expect, test } from 'vitest';
import { findHeadings } from '../../../utils/article/outline.ts';
import { readLines } from '../../../utils/article/visible-text.ts';
import { openPage } from './open-page.ts';

const TEXT = '<p>这一段是正文，说的是一件具体的事，有来龙去脉，也有数字。</p>';
const read = (html: string) => {
  const { body } = openPage(html, 'https://a.example/');
  return findHeadings(readLines(body, () => true)).map(({ level, text }) => `${level} ${text}`);
};
const article = (...headings: string[]) => headings.map((heading) => `<p>${heading}</p>${TEXT}`).join('');

test.each<[string, string, string[]]>([
  ['numbers of two digits', article('01先说结果', '02再说原因'), ['1 01先说结果', '1 02再说原因']],
  [
    'three ways of numbering',
    article('一、现状', '（一）人', '1.1 招聘', '（二）事', '二、出路'),
    ['1 一、现状', '2 （一）人', '3 1.1 招聘', '2 （二）事', '1 二、出路'],
  ],
  ['chapters', article('第一章 开端', '第二章 转折'), ['1 第一章 开端', '1 第二章 转折']],
  [
    'a number in a block of its own',
    `<div>01</div><div>先说结果</div>${TEXT}<div>02</div><div>再说原因</div>${TEXT}`,
    ['1 01先说结果', '1 02再说原因'],
  ],
  [
    'heading elements',
    `<h2>开端</h2>${TEXT}<h3>其一</h3>${TEXT}<h2>转折</h2>${TEXT}`,
    ['1 开端', '2 其一', '1 转折'],
  ],
  ['bold lines', article('<strong>听见的</strong>', '<b>没听见的</b>'), ['1 听见的', '1 没听见的']],
  ['plain numbers with text between', article('1. 先听', '2. 再问'), ['1 1. 先听', '1 2. 再问']],
])('%s', (_, html, headings) => {
  expect(read(html)).toEqual(headings);
});

test.each([
  ['a year that opens a sentence', article('2023年第二季度起，条件改了，后来没有改回去。')],
  [
    'sentences that count',
    '<p>第一，上限由组长调整；</p><p>第二，理由写一句话；</p><p>第三，第二天复盘。</p>',
  ],
  ['an enumeration', `${TEXT}<p>1. 不要同时放开十类业务</p><p>2. 不要把办结率挂在墙上</p>${TEXT}`],
  ['a row that begins in the middle', article('3. 先听', '4. 再问')],
  [
    'text that is bold throughout',
    '<p><b>一行短句</b></p><p><b>又一行短句</b></p><p><b>还是短句</b></p><p>完。</p>',
  ],
  ['a list', `<ul><li>一、甲</li><li>二、乙</li></ul>${TEXT}`],
  ['the last line', `${TEXT}<p>三、没有下文</p>`],
])('no heading: %s', (_, html) => {
  expect(read(html)).toEqual([]);
});
