import { describe, expect, test } from 'vitest';
import { readArticle } from '../../../utils/article/read-article.ts';
import { openPage } from './open-page.ts';

const ADDRESS = 'https://www.zoulang.example/a/1024.html';
const SENTENCE = '工作人员搬出几把椅子，请年纪大的先坐下，又把表格换成了大字的那一种。';
const TEXT = `<p>${SENTENCE}</p>`.repeat(16);

const read = (html: string, address = ADDRESS) => readArticle(openPage(html, address), address);
const titleOf = (documentTitle: string, body: string, head = '') =>
  read(`<title>${documentTitle}</title>${head}<body>${body}${TEXT}</body>`).fields.title.value;

describe('a title', () => {
  test.each([
    ['what kind of page it is', '新闻详情', ''],
    ['the same in a crumb', '新闻详情', '<div>首页 > 新闻 > 新闻详情</div>'],
    ['a company', '走廊（某地）科技有限公司', ''],
    ['a company that stands above', '走廊科技有限公司', '<div>走廊科技有限公司</div>'],
    ['a government', '某某市人民政府', ''],
  ])('is the heading where the document names %s', (_, title, above) => {
    expect(titleOf(title, `${above}<h1>三盏灯变成两盏以后</h1>`)).toBe('三盏灯变成两盏以后');
  });

  test('is the heading where the document names the site', () => {
    const head = '<meta property="og:site_name" content="走廊夜话">';
    expect(titleOf('走廊夜话', '<h1>三盏灯变成两盏以后</h1>', head)).toBe('三盏灯变成两盏以后');
  });

  test('that ends like a company stays one where it is the heading', () => {
    const body = '<h1>走廊夜话与人</h1><h1>三盏灯照进了走廊集团</h1>';
    expect(titleOf('三盏灯照进了走廊集团', body)).toBe('三盏灯照进了走廊集团');
  });

  test('is none where nothing but a template says one', () => {
    expect(titleOf('新闻详情', '<div>首页 > 新闻 > 新闻详情</div>')).toBeNull();
  });

  test.each(['[求助] 三盏灯变成两盏以后', '<em>原创</em>三盏灯变成两盏以后', '【转】三盏灯变成两盏以后'])(
    'is found behind a mark: %s',
    (heading) => {
      const { fields, text } = read(
        `<title>三盏灯变成两盏以后 - 走廊论坛</title><body><h1>${heading}</h1>${TEXT}</body>`,
      );
      expect(fields.title).toMatchObject({ value: '三盏灯变成两盏以后', evidence: { source: 'heading' } });
      expect(text).not.toContain('三盏灯');
    },
  );
});

describe('the kind', () => {
  const article = (title: string) =>
    `<title>${title}</title><body><h1>${title}</h1><div>2023-12-05</div>${TEXT}</body>`;

  test('of an article about searching is one', () => {
    expect(read(article('老人怎样搜索一张挂号单')).kind).toBe('article');
  });

  test.each(['搜索：走廊', '走廊 - 搜索结果', '走廊的灯_搜索_夜话'])('of %s is a search', (title) => {
    expect(read(`<title>${title}</title><body><p>${SENTENCE}</p></body>`).kind).toBe('search');
  });

  test('of a page of a single-page site is told by its route', () => {
    const html = `<title>三盏灯</title><body><p>来源：走廊夜话 时间：2023-12-05</p>${TEXT}</body>`;
    expect(read(html, 'https://www.zoulang.example/#/news/12').kind).toBe('article');
    const short = html.replace(TEXT, TEXT.slice(0, 300));
    expect(read(short, 'https://www.zoulang.example/#/').kind).toBe('home');
    expect(read(short, 'https://www.zoulang.example/#/news/12').kind).toBe('article');
  });

  test('of a list of whole posts is a list', () => {
    const post = (title: string) =>
      `<h2><a href="/${title}">${title}</a></h2>${`<p>${SENTENCE}</p>`.repeat(5)}`;
    const titles = ['走廊里的第一盏灯', '走廊里的第二盏灯', '走廊里的第三盏灯', '走廊里的第四盏灯'];
    expect(read(`<title>走廊</title><body>${titles.map(post).join('')}</body>`).kind).toBe('list');
  });
});
