import { describe, expect, test } from 'vitest';
import { readArticle } from '../../../utils/article/read-article.ts';
import { type FurtherPages, MAX_PAGES, readWholeArticle } from '../../../utils/keeping/read-whole-article.ts';
import { readingSchema } from '../../../utils/messages/reading-schema.ts';
import { openPage } from '../article/open-page.ts';
import { partOf, type SplitPage, splitPage } from '../article/split-article.ts';

const SITE = 'https://zhibanshi.example/guancha/';
const link = (number: number) => (number === 1 ? '101.html' : `101_${number}.html`);

/** A site by path; a number is an answer with that status. */
type Site = Record<string, string | number>;

function siteOf(total: number, changes: Partial<SplitPage> = {}): Site {
  const pages = Array.from({ length: total }, (_, index) => index + 1);
  return Object.fromEntries(
    pages.map((number) => [link(number), splitPage({ number, total, link, ...changes })]),
  );
}

async function readWhole(site: Site, from = '101.html', options: Partial<FurtherPages> = {}) {
  const asked: string[] = [];
  const open = (path: string) => openPage(String(site[path]), SITE + path);
  const document = open(from);
  const reading = readArticle(document, SITE + from);
  const whole = await readWholeArticle({ document, address: SITE + from }, reading, {
    fetchPage: async (address) => {
      const path = address.replace(SITE, '');
      asked.push(path);
      return typeof site[path] === 'string' ? { document: open(path), address } : null;
    },
    read: (page) => readArticle(page.document, page.address),
    onProgress: () => undefined,
    signal: new AbortController().signal,
    ...options,
  });
  expect(readingSchema.safeParse(whole).error).toBeUndefined();
  return { whole, asked };
}

describe('an article of three pages', () => {
  test('is read whole, in order, each thing once', async () => {
    const { whole, asked } = await readWhole(siteOf(3));
    expect(asked).toEqual(['101_2.html', '101_3.html']);
    expect(whole.pages).toEqual({
      addresses: [1, 2, 3].map((number) => SITE + link(number)),
      missing: [],
      reason: null,
    });
    expect(whole.outline).toEqual([
      { level: 1, text: '一、先把话务量说清楚', id: 'section-1' },
      { level: 1, text: '二、再把人排进格子里', id: 'section-2' },
      { level: 1, text: '三、最后把改动留下来', id: 'section-3' },
    ]);
    expect(whole.html.match(/<h2 id="section-\d">/g)).toEqual(
      [1, 2, 3].map((at) => `<h2 id="section-${at}">`),
    );
    expect(whole.images.map(({ address }) => address)).toEqual([`${SITE}images/roster.png`]);
    expect(whole.text.match(/从没人看变成人人看/g)).toHaveLength(1);
    expect(whole.text).not.toMatch(/接上页|下一页|责任编辑|本文图表/);
    expect(whole.html).not.toContain('<hr>');
    expect(whole.fields.editor.value).toBe('陈小禾');
    expect(whole.lengths.characters).toBe(whole.text.replace(/\s/g, '').length);
  });

  test('is the same article from whichever page it is saved', async () => {
    const { whole } = await readWhole(siteOf(3));
    for (const from of ['101_2.html', '101_3.html']) {
      const other = (await readWhole(siteOf(3), from)).whole;
      expect(other.text).toBe(whole.text);
      expect(other.html).toBe(whole.html);
      expect(other.pages).toEqual(whole.pages);
      expect(other.fields.canonicalAddress.value).toBe(`${SITE}101.html`);
    }
  });

  test('keeps what it could read, and says which page is missing', async () => {
    const { whole } = await readWhole({ ...siteOf(3), '101_2.html': 500 });
    expect(whole.pages).toMatchObject({ missing: [2], reason: 'failed' });
    expect(whole.outline.map(({ text }) => text)).toEqual(['一、先把话务量说清楚', '三、最后把改动留下来']);
    expect(whole.html.match(/<hr>/g)).toHaveLength(1);
  });

  test('is told apart from a sign-in that answers in its place', async () => {
    const signIn = '<html><title>登录</title><body><h1>登录</h1><p>请先登录。</p></body></html>';
    const { whole } = await readWhole({ ...siteOf(3), '101_3.html': signIn });
    expect(whole.pages).toMatchObject({ missing: [3], reason: 'failed' });
    expect(whole.text).not.toContain('请先登录');
  });

  test('is left as far as it was read when the reader stops it', async () => {
    const stopping = new AbortController();
    const onProgress = (page: number) => {
      if (page === 3) stopping.abort();
    };
    const { whole } = await readWhole(siteOf(6), '101.html', { onProgress, signal: stopping.signal });
    expect(whole.pages?.missing).toEqual([4, 5, 6]);
    expect(whole.pages?.reason).toBe('stopped');
    expect(whole.text).toContain('最后把改动留下来');
  });
});

describe('what follows is no page of the article', () => {
  test('where it bears another title', async () => {
    const other = splitPage({ number: 2, total: 2, link, title: '等候区的椅子为什么总是朝着墙' });
    const { whole } = await readWhole({ ...siteOf(2), '101_2.html': other });
    expect(whole.pages).toBeUndefined();
    expect(whole.text).not.toContain('再把人排进格子里');
  });

  test('where it only repeats', async () => {
    const { whole } = await readWhole(siteOf(4, { body: partOf(1) }));
    expect(whole.pages).toBeUndefined();
    expect(whole.text.match(/先把话务量说清楚/g)).toHaveLength(1);
  });

  test('where the last page leads back to the second', async () => {
    const circle = siteOf(3);
    const last = String(circle['101_3.html']).replace(
      '</div>\n<div class="near">',
      '<a href="101_2.html">下一页</a></div>',
    );
    const { whole, asked } = await readWhole({ ...circle, '101_3.html': last });
    expect(asked).toEqual(['101_2.html', '101_3.html']);
    expect(whole.pages?.missing).toEqual([]);
  });
});

test('of forty pages thirty are read, and the others are named', async () => {
  const { whole, asked } = await readWhole(siteOf(40));
  expect(asked).toHaveLength(MAX_PAGES - 1);
  expect(whole.pages?.missing).toEqual([31, 32, 33, 34, 35, 36, 37, 38, 39, 40]);
  expect(whole.pages?.reason).toBe('limit');
  expect(whole.text).toContain('第30天');
  expect(whole.text).not.toContain('第31天');
});

test('asks no further when the site is gone', async () => {
  const { whole, asked } = await readWhole({ '101.html': String(siteOf(9)['101.html']) });
  expect(asked).toEqual(['101_2.html', '101_3.html']);
  expect(whole.pages?.missing).toEqual([2, 3, 4, 5, 6, 7, 8, 9]);
});

test('follows pages that name the next one alone', async () => {
  const alone = (number: number, total: number) =>
    splitPage({ number, total, link }).replace(/<div class="pages">.*?<\/div>/, (row) =>
      number < total ? `<div class="pages"><a href="${link(number + 1)}">下一页</a></div>` : row && '',
    );
  const site = Object.fromEntries([1, 2, 3].map((number) => [link(number), alone(number, 3)]));
  expect((await readWhole(site)).asked).toEqual(['101_2.html', '101_3.html']);
});
