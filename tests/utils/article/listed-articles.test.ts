import { JSDOM } from 'jsdom';
import { describe, expect, it } from 'vitest';
import { listedArticles } from '../../../utils/article/listed-articles.ts';

const ADDRESS = 'https://www.news.example/guancha/';
const list = (links: [string, string][]) =>
  listedArticles(
    new JSDOM(links.map(([href, text]) => `<a href="${href}">${text}</a>`).join(''), { url: ADDRESS }).window
      .document,
    ADDRESS,
  );
const title = (number: number) => `第 ${number} 篇：电话那头的人`;

describe('what a page lists', () => {
  it('are links of one form with words for a title, each once, in order', () => {
    const links: [string, string][] = [1, 2, 3].map((number) => [`/guancha/${number}.html`, title(number)]);
    expect(
      list([
        ['/', '首页首页首页首页首页'],
        ['/guancha/1.html', ''],
        ...links,
        ['/about/', '关于我们这份刊物和编辑部'],
        ['https://elsewhere.example/guancha/9.html', title(9)],
        ['/guancha/4.html#comments', '评论'],
        ['javascript:void(0)', title(8)],
      ]),
    ).toEqual(
      [1, 2, 3].map((number) => ({
        address: `https://www.news.example/guancha/${number}.html`,
        title: title(number),
      })),
    );
  });

  it('is nothing where too few links are alike', () => {
    expect(
      list([
        ['/guancha/1.html', title(1)],
        ['/guancha/2.html', title(2)],
      ]),
    ).toEqual([]);
  });

  it('survives an address that is none', () => {
    expect(list([['http://[', title(1)]])).toEqual([]);
  });
});
