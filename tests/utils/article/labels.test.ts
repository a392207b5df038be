import { describe, expect, test } from 'vitest';
import { findLabels, labelsOfLine } from '../../../utils/article/labels.ts';
import { atOnce } from '../../../utils/article/steps.ts';
import { readLines } from '../../../utils/article/visible-text.ts';
import { openPage } from './open-page.ts';

const read = (html: string) => {
  const { body } = openPage(html, 'https://a.example/');
  return atOnce(findLabels(readLines(body, () => true))).map(({ name, value }) => [name, value]);
};

describe('labels in one line', () => {
  test.each<[string, [string, string | null][]]>([
    ['分类:服务观察', [['category', '服务观察']]],
    ['作 者：沈知白', [['author', '沈知白']]],
    ['作者：', [['author', null]]],
    [
      '来源：某某报 作者：沈知白 2024-01-02',
      [
        ['source', '某某报'],
        ['author', '沈知白 2024-01-02'],
      ],
    ],
    [
      '来源：某某报作者：沈知白',
      [
        ['source', '某某报'],
        ['author', '沈知白'],
      ],
    ],
    [
      '文/沈知白 图/周既明',
      [
        ['author', '沈知白'],
        ['other', '周既明'],
      ],
    ],
    ['编辑 | 陆小满', [['editor', '陆小满']]],
    ['（责任编辑：陆小满）', [['editor', '陆小满']]],
    ['（责任编辑 陆小满）', [['editor', '陆小满']]],
    ['图片来源：某某图库', [['other', '某某图库']]],
    ['【概要描述】一次调整。', [['summary', '一次调整。']]],
    [
      '发表于2021-03-04 21:30| 12次阅读| 来源某某| 作者沈知白',
      [
        ['source', '某某'],
        ['author', '沈知白'],
      ],
    ],
    [
      '发布时间：2024-01-02 更新时间：2024-01-03',
      [
        ['published', '2024-01-02'],
        ['updated', '2024-01-03'],
      ],
    ],
  ])('%s', (text, labels) => {
    const found = labelsOfLine(text).map(({ name, value }) => [name, value]);
    for (const label of labels) expect(found).toContainEqual(label);
  });

  test.each(['他是这篇文章的作者', '我们讨论了数据来源与口径', '事故时间不长'])('none in: %s', (text) => {
    expect(labelsOfLine(text)).toEqual([]);
  });
});

describe('labels in elements', () => {
  test('label and value in two elements of one block', () => {
    expect(read('<p><span>分类：</span><a>服务观察</a></p>')).toEqual([['category', '服务观察']]);
  });

  test('label and value in two blocks that belong together', () => {
    expect(read('<dl><dt>作者：</dt><dd>沈知白</dd><dt>来源：</dt><dd>某某报</dd></dl>')).toEqual([
      ['author', '沈知白'],
      ['source', '某某报'],
    ]);
    expect(read('<div><div>来源：</div><div>某某报</div></div>')).toEqual([['source', '某某报']]);
  });

  test('an empty summary takes nothing of the text after it', () => {
    expect(read('<div><p>摘要：</p></div><div><p>正文第一段。</p><p>正文第二段。</p></div>')).toEqual([
      ['summary', null],
    ]);
    expect(read('<p>摘要：</p><p>正文第一段。</p><p>正文第二段。</p>')).toEqual([['summary', null]]);
  });

  test('an empty author takes nothing of the label after it', () => {
    expect(read('<ul><li>作者：</li><li>来源：某某报</li></ul>')).toEqual([
      ['author', null],
      ['source', '某某报'],
    ]);
  });
});
