import { describe, expect, test } from 'vitest';
import { readArticle } from '../../../utils/article/read-article.ts';
import { openPage } from './open-page.ts';

const ADDRESS = 'https://www.zoulang.example/a/1024.html';
const NOW = Date.parse('2026-01-15T12:00:00+08:00');
const TEXT =
  '<p>窗口前的队伍排到了门外，工作人员搬出几把椅子，请年纪大的先坐下，又把表格换成了大字的那一种。</p>'.repeat(
    6,
  );

interface Page {
  above?: string;
  head?: string;
  /** The text's own first and last lines. */
  first?: string;
  last?: string;
}

function read({ above = '', head = '', first = '', last = '' }: Page) {
  const html = `<title>三盏灯变成两盏以后</title><body>${above}<h1>三盏灯变成两盏以后</h1><div>${head}</div><article>${first}${TEXT}${last}</article></body>`;
  const { fields, text } = readArticle(openPage(html, ADDRESS), ADDRESS, { now: NOW });
  const { authors, source, editor } = fields;
  return { authors: authors.value, source: source.value, editor: editor.value, text };
}

describe('a labelled writer', () => {
  test.each([
    ['an office', '作者：沈知白 某某银行远程银行中心'],
    ['a place of work in brackets', '（作者：沈知白，某大学教授）'],
    ['a day', '作者：沈知白 发布于 2023-12-05'],
    ['a word before the day in an element', '作者：沈知白 | 发表于'],
    ['a day without a year', '作者：沈知白 12-05 10:30'],
    ['a time gone by', '作者：沈知白 3小时前'],
    ['a tool', '作者：沈知白 分享到'],
    ['sizes', '作者：沈知白 【大 中 小】'],
  ])('is named without %s', (_, head) => {
    expect(read({ head }).authors).toEqual(['沈知白']);
  });

  test('may be called as they like where nobody else is named', () => {
    expect(read({ head: '作者：走廊里的灯' }).authors).toEqual(['走廊里的灯']);
  });

  test.each([
    ['in one line', '记者：沈知白 通讯员：周既明'],
    ['in two lines', '<p>记者：沈知白</p><p>通讯员：周既明</p>'],
  ])('is named with the other %s', (_, head) => {
    expect(read({ head }).authors).toEqual(['沈知白', '周既明']);
  });

  test('of an interview is none who asks, and the question stays in the text', () => {
    const question = '记者：近年来，窗口少了，您怎么看？';
    const { authors, text } = read({ first: `<p>${question}</p>` });
    expect(authors).toBeNull();
    expect(text).toContain(question);
  });

  test('who is called as nobody is stays out of the text, and is no person', () => {
    const { authors, text } = read({ first: '<p>文 | 走廊里的灯</p>' });
    expect(authors).toBeNull();
    expect(text).not.toContain('走廊里的灯');
  });

  test.each(['来源：区妇联', '发布者：教务处', '发布者：综合科', '录入：办公室'])('is none in %s', (head) => {
    expect(read({ head }).authors).toBeNull();
  });
});

describe('a word beside the day', () => {
  test.each([
    ['分类于行业动态', '<span>2023-12-05</span> <span>分类于行业动态</span>'],
    ['a place', '<span>2023-12-05</span> <span>苏州</span>'],
    ['a place with a word', '<span>2023-12-05 10:30</span> <span>发布于北京</span>'],
    ['where a device is', '<span>2023-12-05 10:30</span> <span>IP属地北京</span>'],
    ['a tool', '<span>2023-12-05 10:30</span> <span>听全文</span>'],
    ['another tool', '<span>2023-12-05 10:30</span> <span>打开APP</span>'],
    ['a word of two characters that begins like a name', '<span>2023-12-05</span> <span>文旅</span>'],
    ['a link to a channel', '<span>2023-12-05</span> <a href="/category/hangye">行业动态</a>'],
    ['a link of that kind', '<span>2023-12-05</span> <a rel="category tag" href="/h">行业动态</a>'],
  ])('is neither writer nor source: %s', (_, head) => {
    expect(read({ head })).toMatchObject({ authors: null, source: null });
  });

  test('that names a channel in the menu is neither', () => {
    const head = '<span>行业动态</span> <span>2023-12-05</span>';
    const above = '<ul><li><a href="/">首页</a></li><li><a href="/h/">行业动态</a></li></ul>';
    expect(read({ head, above })).toMatchObject({ authors: null, source: null });
    expect(read({ head }).source).toBe('行业动态');
  });

  test('that names a newspaper is the source, in whatever menu', () => {
    const head = '<span>走廊日报</span> <span>2023-12-05</span>';
    expect(read({ head, above: '<a href="/">走廊日报</a>' }).source).toBe('走廊日报');
  });

  test.each([
    ['is marked as the writer', '<span class="author">张山</span> <span>2023-12-05</span>'],
    ['stands behind 记者', '<span>记者</span> <span>张山</span> <span>2023-12-05</span>'],
  ])('of two characters is a person where it %s', (_, head) => {
    expect(read({ head }).authors).toEqual(['张山']);
  });
});

describe('a byline', () => {
  test.each(['本报记者 沈知白 文/图', '文/图：沈知白', '文图/沈知白', '文、图/沈知白', '（沈知白 文/图）'])(
    'names who wrote and took pictures: %s',
    (head) => {
      expect(read({ head }).authors).toEqual(['沈知白']);
    },
  );

  test.each([
    ['记者 沈知白 周既明 走廊报道', ['沈知白', '周既明']],
    ['记者 沈知白 周既明 某某地方', ['沈知白', '周既明']],
    ['本报记者 阿依古丽·买买提', ['阿依古丽·买买提']],
    ['二十一世纪走廊报道见习记者 沈知白', ['沈知白']],
  ])('of %s names all', (head, names) => {
    expect(read({ head }).authors).toEqual(names);
  });

  test.each([
    'By Jane Doe December 5, 2023',
    'By Jane Doe on December 5, 2023',
    'By Jane Doe, Staff Writer',
    'By Jane Doe Published December 5, 2023',
  ])('in English ends before the day: %s', (head) => {
    expect(read({ head }).authors).toEqual(['Jane Doe']);
  });
});

describe('the source', () => {
  test.each([
    ['来源：微信公众号“走廊夜话”', '走廊夜话'],
    ['来源：公众号 走廊夜话', '走廊夜话'],
    ['来源：走廊夜话（ID：zoulang）', '走廊夜话'],
    ['来源：走廊夜话（微信号：zoulang）', '走廊夜话'],
    ['来源：走廊夜话 发布于', '走廊夜话'],
    ['来源：走廊夜话 举报', '走廊夜话'],
    ['来源：<a href="https://x.example/">走廊夜话</a> 夜班编辑室整理', '走廊夜话'],
    ['数据来源：走廊研究', '走廊研究'],
  ])('in %s is the name alone', (head, name) => {
    expect(read({ head }).source).toBe(name);
  });

  test.each([
    ['of figures', '<p>数据来源：万得</p>'],
    ['of material', '<p>资料来源：公司公告</p>'],
    ['of a picture', '<p><img src="/a.jpg"></p><p>来源：某某图库</p>'],
    ['of a force', '<p>服务的力量来源于每一次用心。</p>'],
  ])('is not that %s at the end', (_, last) => {
    expect(read({ last }).source).toBeNull();
  });

  test.each([
    ['本文来源于走廊夜话', '走廊夜话'],
    ['（原载于走廊夜话）', '走廊夜话'],
    ['这些话最早刊载于《走廊夜话》', '走廊夜话'],
    ['这些话最早首发于走廊日报', '走廊日报'],
  ])('is said at the end: %s', (last, name) => {
    expect(read({ last: `<p>${last}</p>` }).source).toBe(name);
  });
});

test('the editor at the end needs no colon', () => {
  const { editor, text } = read({ last: '<p>（责任编辑 陆小满）</p>' });
  expect(editor).toBe('陆小满');
  expect(text).not.toContain('陆小满');
});
