import { expect, test } from 'vitest';
import { findHeadings } from '../../../utils/article/outline.ts';
import { atOnce } from '../../../utils/article/steps.ts';
import { readLines } from '../../../utils/article/visible-text.ts';
import { openPage } from './open-page.ts';

const TEXT = '<p>这一段是正文，说的是一件具体的事，有来龙去脉，也有数字。</p>';
const read = (html: string) => {
  const { body } = openPage(html, 'https://a.example/');
  return atOnce(findHeadings(readLines(body, () => true))).map(({ level, text }) => `${level} ${text}`);
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
  [
    'a wider heading element after a narrower one',
    `<h3>引子</h3>${TEXT}<h2>开端</h2>${TEXT}<h3>其一</h3>${TEXT}`,
    ['1 引子', '1 开端', '2 其一'],
  ],
  [
    'heading elements that follow each other without text between',
    `<h2>开端</h2><h3>其一</h3>${TEXT}<h2>转折</h2><h3>其二</h3>${TEXT}`,
    ['1 开端', '2 其一', '1 转折', '2 其二'],
  ],
  ['bold lines', article('<strong>听见的</strong>', '<b>没听见的</b>'), ['1 听见的', '1 没听见的']],
  [
    'bold by style',
    article('<span style="font-weight: 700">听见的</span>', '<span style="font-weight:bold">没听见的</span>'),
    ['1 听见的', '1 没听见的'],
  ],
  [
    'bold lines with numbers in them',
    article('<b>1、听见的</b>', '<b>2、没听见的</b>'),
    ['1 1、听见的', '1 2、没听见的'],
  ],
  ['parts in English', article('PART 01 先听', 'PART 02 再问'), ['1 PART 01 先听', '1 PART 02 再问']],
  ['Roman numbers', article('Ⅰ. 先听', 'Ⅱ. 再问'), ['1 Ⅰ. 先听', '1 Ⅱ. 再问']],
  ['numbers alone above their text', article('一', '二', '三'), ['1 一', '1 二', '1 三']],
  ['第一 with a title', article('第一，先听', '第二，再问'), ['1 第一，先听', '1 第二，再问']],
  [
    'circled numbers',
    article('一、办法', '① 先听', '② 再问', '二、结果'),
    ['1 一、办法', '2 ① 先听', '2 ② 再问', '1 二、结果'],
  ],
  [
    'four ways, as official writing nests them',
    article('一、甲', '（一）乙', '1. 丙', '（1）丁', '（2）戊', '2. 己', '（二）庚', '二、辛'),
    ['1 一、甲', '2 （一）乙', '3 1. 丙', '4 （1）丁', '4 （2）戊', '3 2. 己', '2 （二）庚', '1 二、辛'],
  ],
  [
    'a wider numbering after a narrower one',
    article('1. 先听', '2. 再问', '一、后来', '二、现在'),
    ['1 1. 先听', '1 2. 再问', '1 一、后来', '1 二、现在'],
  ],
  [
    'one heading element, numbered in two ways',
    `<h2>一、甲</h2>${TEXT}<h2>（一）乙</h2>${TEXT}<h2>（二）丙</h2>${TEXT}<h2>二、丁</h2>${TEXT}<h2>结语</h2>${TEXT}`,
    ['1 一、甲', '2 （一）乙', '2 （二）丙', '1 二、丁', '1 结语'],
  ],
  [
    'decimal numbers',
    article('1 总论', '1.1 现状', '1.2 问题', '2 办法'),
    ['1 1 总论', '2 1.1 现状', '2 1.2 问题', '1 2 办法'],
  ],
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
  ['a year, short', article('08年的夏天', '09年的冬天')],
  ['years ago', article('10年前', '20年前')],
  ['amounts', article('3.5亿人的选择', '1.2倍的差距')],
  ['a day with a point', article('3.15晚会之后', '6.18大促之前')],
  ['one bold line, the lead', `<p><b>三个月，一块白板</b></p>${TEXT}${TEXT}`],
  ['captions', article('<b>图1 走廊</b>', '<b>图2 白板</b>')],
  ['reporters', article('<b>走廊日报记者 沈知白 周既明</b>', '<b>走廊日报实习生 林远</b>')],
  ['bylines', article('<b>文 | 沈知白</b>', '<b>编辑 | 周既明</b>')],
  ['a list', `<ul><li>一、甲</li><li>二、乙</li></ul>${TEXT}`],
  ['the last line', `${TEXT}<p>三、没有下文</p>`],
])('no heading: %s', (_, html) => {
  expect(read(html)).toEqual([]);
});
