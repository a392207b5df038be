import { describe, expect, test } from 'vitest';
import { readArticle } from '../../../utils/article/read-article.ts';
import { openPage } from './open-page.ts';

const ADDRESS = 'https://www.zoulang.example/a/1024.html';
const NOW = Date.parse('2026-01-15T12:00:00+08:00');
const paragraph = (words: string) =>
  `<p>${words}，工作人员搬出几把椅子，请年纪大的先坐下，又换了大字的表格。</p>`;
const FIRST = ['一', '二', '三', '四', '五', '六'].map((at) => paragraph(`第${at}天队伍排到门外`)).join('');
const LATER = paragraph('后来队伍短了一半') + paragraph('再后来没有队伍了');

function read(body: string) {
  const html = `<title>三盏灯变成两盏以后</title><body><h1>三盏灯变成两盏以后</h1><div>2023-12-05 10:30</div><article>${body}</article></body>`;
  return readArticle(openPage(html, ADDRESS), ADDRESS, { now: NOW });
}

describe('the text goes on behind', () => {
  test.each([
    ['where a picture is from', '<p><img src="/a.jpg"></p><p>（图片来源：某某图库）</p>'],
    ['the same in one line', '<p><img src="/a.jpg">（图片来源：某某图库）</p>'],
    ['the same below a caption', '<p><img src="/a.jpg"></p><p>图1 走廊</p><p>来源：某某图库</p>'],
    [
      'where a table is from',
      `<table>${'<tr><td>一月</td><td>二月</td></tr>'.repeat(3)}</table><p>来源：万得、公司公告</p>`,
    ],
    ['a sentence about the next decade', paragraph('下一个十年')],
    ['a heading about it', '<p>下一个十年</p>'],
    ['a sentence about what is printed', paragraph('打印机耗材也换了')],
    ['a sentence about comments', paragraph('网友评论称，排队的人笑了')],
    ['a sentence about reports', paragraph('相关报道显示，夜班少了')],
    ['a sentence about consent', paragraph('未经用户同意，平台不得开灯')],
    ['a sentence about more content', paragraph('更多内容创作者来到走廊')],
    ['a sentence about systems', paragraph('本文系统地说一说')],
  ])('%s', (_, line) => {
    const { text } = read(FIRST + line + LATER);
    expect(text).toContain('再后来没有队伍了');
    const own = openPage(line, ADDRESS).body.textContent ?? '';
    if (!own.includes('图库')) expect(text.replace(/\n/g, '')).toContain(own.slice(-12));
  });
});

describe('the text ends before', () => {
  test.each([
    ['the article that follows', '<p>下一篇：一扇门</p>'],
    ['a link to it', '<p><a href="/2">下一篇 一扇门</a></p>'],
    [
      'a link to one with a long title',
      `<p><a href="/2">上一篇 关于进一步做好走廊里长椅与路灯的布置和夜间值守工作的若干通知</a></p>${paragraph('别的事')}`,
    ],
    ['a notice without a colon', `<p>免责声明 ${'本站不为走廊里的任何一把长椅负责'.repeat(2)}。</p>`],
    ['related articles', `<p>相关阅读</p>${paragraph('另一条走廊')}`],
    ['more of them', `<p>更多推荐 》</p>${paragraph('另一条走廊')}`],
    ['comments', `<p>网友评论（3）</p>${paragraph('说得好')}`],
    ['a notice about copies', paragraph('未经本网授权不得转载')],
    ['who edited it, with a bar', '<p>编辑丨陆小满</p>'],
    ['who edited it, with a stroke', '<p>责编／陆小满</p>'],
    ['who wrote it', '<p>作者：沈知白</p>'],
    ['several who made it', '<p>作者：沈知白</p><p>校对：周既明</p><p>来源：走廊夜话</p>'],
    [
      'who wrote it, and a notice',
      `<p>作者：沈知白</p><p>声明：本站转载仅供学习，如有不妥请告知，我们会尽快处理。</p>`,
    ],
  ])('%s', (_, tail) => {
    const { text } = read(FIRST + tail);
    expect(text.split('\n')).toHaveLength(6);
    expect(text).toMatch(/第六天.*表格。$/);
  });
});

test('days of an event are no who and where', () => {
  expect(read(`${FIRST}<p>报名截止时间：三月一日</p>`).text).toContain('报名截止时间');
});

test('a sentence about codes is text, a request is none', () => {
  const sentence = '客户扫描二维码即可进入小程序。';
  const button = '老人点击进入系统以后，字变大了。';
  const { text } = read(`${FIRST}<p>${sentence}</p><p>${button}</p><p>长按识别二维码关注我们。</p>${LATER}`);
  expect(text).toContain(sentence);
  expect(text).toContain(button);
  expect(text).not.toContain('长按');
});

describe('numbers in blocks of their own', () => {
  const part = (number: string, title: string) => `<div>${number}</div>${title}${LATER}`;

  test('stand above the titles of parts', () => {
    const { outline } = read(FIRST + part('01', '<div>先说结果</div>') + part('02', '<div>再说原因</div>'));
    expect(outline.map(({ text }) => text)).toEqual(['01先说结果', '02再说原因']);
  });

  test('that are in no order count something', () => {
    const { text } = read(FIRST + part('17', '<div>先说结果</div>') + part('3', '<div>再说原因</div>'));
    expect(text).not.toMatch(/^(?:17|3)$/m);
  });
});

describe('a page with several days', () => {
  test('of a chronicle is one text', () => {
    const days = ['2021年3月4日', '2022年5月6日', '2023年7月8日'];
    const { text } = read(days.map((day) => `<p>${day}</p>${LATER}`).join(''));
    expect(text.match(/后来队伍短了一半/g)).toHaveLength(3);
    expect(text).toContain('2023年7月8日');
  });

  test('of posts with titles of their own ends at the second', () => {
    const post = (title: string, day: string) =>
      `<div class="post"><h2>${title}</h2><div class="day">${day}</div>${FIRST}</div>`;
    const html = `<title>走廊日记</title><body><div>${post('一盏灯', '2023-12-05')}${post('一扇门', '2023-12-01')}</div>`;
    const { text } = readArticle(openPage(html, ADDRESS), ADDRESS, { now: NOW });
    expect(text.match(/第六天队伍/g)).toHaveLength(1);
  });
});

describe('lines that are links', () => {
  test.each([
    ['a heading with a place of its own', '<h2 id="a"><a href="#a">灯的来历</a></h2>'],
    ['a heading above its text', '<h3><a href="https://elsewhere.example/">走廊夜话</a></h3>'],
    ['a document', '<p><a href="/files/shenqingbiao.docx">附件一：申请表</a></p>'],
    ['a document to print', '<p><a href="/files/shenqingbiao.pdf?v=2">附件二：样表</a></p>'],
  ])('are kept where they are %s', (_, line) => {
    const { text } = read(FIRST + line + LATER);
    expect(text).toContain(openPage(line, ADDRESS).body.textContent);
  });

  test('are dropped where they lead to other articles', () => {
    expect(read(`${FIRST}<p><a href="/a/7.html">另一条走廊</a></p>${LATER}`).text).not.toContain('另一条');
  });
});
