import { expect, test } from 'vitest';
import { channelsOf, findBreadcrumb } from '../../../utils/article/breadcrumb.ts';
import { atOnce } from '../../../utils/article/steps.ts';
import { readLines } from '../../../utils/article/visible-text.ts';
import { openPage } from './open-page.ts';

const read = (html: string) =>
  atOnce(findBreadcrumb(readLines(openPage(html, 'https://a.example/').body, () => true)));

test.each<[string, string, string[]]>([
  ['one line', '<div><a>首页</a> &gt; <a>观察</a> &gt; 服务观察</div>', ['首页', '观察', '服务观察']],
  ['one line without spaces', '<div><a>首页</a>›<a>侃柴</a>›正文</div>', ['首页', '侃柴', '正文']],
  [
    'an announcement',
    '<p>您现在的位置：<a>首页</a> / <a>观察</a> / 服务观察</p>',
    ['首页', '观察', '服务观察'],
  ],
  [
    'glyphs between blocks',
    '<div><div><a>首页</a></div><div><i>\ue61f</i></div><div>侃柴</div><div><i>\ue61f</i></div><div>题目</div></div><h1>题目</h1>',
    ['首页', '侃柴', '题目'],
  ],
  ['hyphens in one piece', '<div>您的位置：首页-新闻中心-行业动态</div>', ['首页', '新闻中心', '行业动态']],
  [
    'bars that are elements',
    '<div class="crumbs"><a>首页</a><i>|</i><a>观察</a><i>|</i><span>服务观察</span></div>',
    ['首页', '观察', '服务观察'],
  ],
  [
    'a title at its end',
    '<div>某某网>服务>夜班的灯从三盏变成两盏以后，走廊里的人说了什么</div>',
    ['某某网', '服务', '夜班的灯从三盏变成两盏以后，走廊里的人说了什么'],
  ],
  [
    'separators of a style sheet',
    '<ol class="breadcrumb"><li>首页</li><li>观察</li></ol><p>别的</p>',
    ['首页', '观察'],
  ],
])('%s', (_, html, items) => {
  expect(read(html)).toEqual(items);
});

test.each([
  ['a menu', '<ul><li>首页</li><li>侃柴</li><li>观察</li></ul>'],
  ['a menu with bars', '<div><a>首页</a> | <a>侃柴</a> | <a>观察</a></div>'],
  ['a sentence', '<p>首页改版以后，访问量翻了一番。</p>'],
])('%s is no breadcrumb', (_, html) => {
  expect(read(html)).toEqual([]);
});

test('the page itself is not one of its channels', () => {
  expect(channelsOf(['首页', '观察', '一篇很长的题目'], '一篇很长的题目')).toEqual(['首页', '观察']);
  expect(channelsOf(['首页', '观察', '一篇很长的题目有…'], '一篇很长的题目有下半句')).toEqual([
    '首页',
    '观察',
  ]);
  for (const word of ['正文', '公告详情', '信息详情', '详情页', '详细内容'])
    expect(channelsOf(['首页', '观察', word], null)).toEqual(['首页', '观察']);
});
