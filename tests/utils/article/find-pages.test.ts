import { describe, expect, test } from 'vitest';
import { findPages } from '../../../utils/article/find-pages.ts';
import { openPage } from './open-page.ts';

const SITE = 'https://zhibanshi.example';

function found(path: string, html: string, number?: number) {
  const address = SITE + path;
  const pages = findPages(openPage(`<body><p>正文。</p>${html}</body>`, address), address, number);
  return (
    pages && {
      number: pages.number,
      paths: [...pages.addresses].map(([, one]) => one.replace(SITE, '')),
    }
  );
}

/** A row of links: words and address. */
const row = (...links: [string, string][]) =>
  `<div>${links.map(([words, href]) => `<a href="${href}">${words}</a>`).join(' ')}</div>`;

describe('from the first page', () => {
  test.each([
    ['_2 before the ending', '/2026/12345.html', row(['下一页', '12345_2.html']), ['', '_2']],
    ['-2 before the ending', '/2026/12345.html', row(['下一页>>', '12345-2.html']), ['', '-2']],
  ])('finds the second by %s', (_, path, html, ends) => {
    expect(found(path, html)).toEqual({ number: 1, paths: ends.map((end) => `/2026/12345${end}.html`) });
  });

  test.each([
    ['a folder', '/post/some-title/', row(['2', '/post/some-title/2/']), '/post/some-title/2/'],
    ['/page/2', '/post/title', row(['Next page', '/post/title/page/2']), '/post/title/page/2'],
    ['a parameter', '/show.php?id=7', row(['下页', '/show.php?id=7&page=2']), '/show.php?id=7&page=2'],
    ['a first parameter', '/a/7', row(['2', '?page=2']), '/a/7?page=2'],
    ['a head link', '/a/7.html', '<link rel="next" href="/a/7_2.html">', '/a/7_2.html'],
    [
      'a list to choose from',
      '/a/7.html',
      '<select><option value="/a/7_2.html">第2页：后来</option></select>',
      '/a/7_2.html',
    ],
    [
      'an unencrypted address',
      '/a/7.html',
      row(['下一页', 'http://zhibanshi.example/a/7_2.html']),
      '/a/7_2.html',
    ],
    [
      'a number that the first page has too',
      '/show-3-88-1.html',
      row(['2', 'show-3-88-2.html']),
      '/show-3-88-2.html',
    ],
    ['a sign and a class', '/a/7.html', '<a class="next" href="7_2.html">»</a>', '/a/7_2.html'],
  ])('finds the second by %s', (_, path, html, second) => {
    expect(found(path, html)).toEqual({ number: 1, paths: [path, second] });
  });

  test('fills in the pages that a long row leaves out', () => {
    const pages = found('/a/7.html', row(['2', '7_2.html'], ['3', '7_3.html'], ['尾页', '7_6.html']));
    expect(pages?.paths).toEqual([
      '/a/7.html',
      '/a/7_2.html',
      '/a/7_3.html',
      '/a/7_4.html',
      '/a/7_5.html',
      '/a/7_6.html',
    ]);
  });

  test.each(['共4页', '1/4'])('believes %s in the row', (words) => {
    expect(found('/a/7.html', `<div>${words} <a href="7_2.html">下一页</a></div>`)?.paths).toHaveLength(4);
  });

  test('counts from nought where the second page is _1', () => {
    const pages = found(
      '/gov/t20260102_88.html',
      row(['2', 't20260102_88_1.html'], ['3', 't20260102_88_2.html']),
    );
    expect(pages?.paths).toEqual(['', '_1', '_2'].map((end) => `/gov/t20260102_88${end}.html`));
    expect(found('/gov/', row(['下一页', 'index_1.html']))?.paths).toEqual(['/gov/', '/gov/index_1.html']);
  });
});

describe('from a later page', () => {
  test('finds the first and those between', () => {
    const html = row(['1', '7.html'], ['2', '7_2.html'], ['上一页', '7_2.html']);
    expect(found('/a/7_3.html', html)).toEqual({
      number: 3,
      paths: ['/a/7.html', '/a/7_2.html', '/a/7_3.html'],
    });
  });

  test('finds the first without a number where nothing links to it', () => {
    const html = row(['上一页', '7_2.html'], ['下一页', '7_4.html']);
    expect(found('/a/7_3.html', html)?.paths[0]).toBe('/a/7.html');
  });

  test('counts from nought where the page before _1 has no number', () => {
    const html = row(['上一页', 'index.html'], ['下一页', 'index_2.html']);
    expect(found('/gov/index_1.html', html)).toEqual({
      number: 2,
      paths: ['/gov/index.html', '/gov/index_1.html', '/gov/index_2.html'],
    });
  });

  test('goes on as it began where the number is known', () => {
    expect(found('/gov/index_2.html', row(['下一页', 'index_3.html']), 3)?.paths.slice(2)).toEqual([
      '/gov/index_2.html',
      '/gov/index_3.html',
    ]);
  });
});

test('a page of thousands of such links is gone through once', { timeout: 30_000 }, () => {
  const links = '<a href="7_2.html">2</a> <a href="7_3.html">3</a> <a href="7_2.html">下一页</a>';
  const begun = performance.now();
  expect(found('/a/7.html', `<div class="comments">${links.repeat(5_000)}</div>`)?.paths).toHaveLength(3);
  expect(performance.now() - begun).toBeLessThan(15_000);
});

test('two rows on one page: the longer one is of the article', () => {
  const html = row(['2', '?page=2'], ['2', '7_2.html'], ['3', '7_3.html'], ['下一页', '7_2.html']);
  expect(found('/a/7.html', html)?.paths).toEqual(['/a/7.html', '/a/7_2.html', '/a/7_3.html']);
});

describe('finds no further page', () => {
  test.each([
    ['of another article that follows', '/a/12.html', row(['下一篇', '13.html'], ['下一页', '13.html'])],
    ['of another article with a like address', '/a/show-12.html', row(['下一页', 'show-13.html'])],
    ['of another site', '/a/7.html', row(['下一页', 'https://elsewhere.example/a/7_2.html'])],
    ['of the comments', '/a/7.html', `<div class="comment-list">${row(['2', '7_2.html'])}</div>`],
    ['of the comments, by its address', '/a/7/', row(['2', '/a/7/comment-page-2/#comments'])],
    ['of a list beside it', '/a/7.html', row(['2', '/list_2.html'], ['下一页', '/list_2.html'])],
    ['of a thread in a forum', '/thread-55-1-1.html', row(['2', 'thread-55-2-1.html'])],
    ['of a thread by its parameter', '/read.php?tid=5', row(['2', 'read.php?tid=5&page=2'])],
    ['run by a script', '/a/7.html', row(['下一页', 'javascript:go(2)'])],
    ['on the last page', '/a/7.html', row(['下一页', '#'])],
    ['where number and words disagree', '/a/7.html', row(['2', '7_5.html'])],
    ['by another parameter', '/show.php?id=7', row(['下一页', '/show.php?id=8&page=2'])],
  ])('%s', (_, path, html) => {
    expect(found(path, html)).toBeNull();
  });
});
