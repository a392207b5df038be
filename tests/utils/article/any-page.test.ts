import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readArticle } from '../../../utils/article/read-article.ts';
import { readingSchema } from '../../../utils/messages/reading-schema.ts';
import { openPage } from './open-page.ts';

const ADDRESS = 'https://news.example/2024/0102/1.html';
const SENTENCE = '坐席说完这句话，电话那头安静了很久，然后传来一声很轻的谢谢。';

/** Pieces of which broken pages are put together. */
const PIECES = [
  '<div>',
  '</div>',
  '<section>',
  '</section>',
  '<p>',
  '</p>',
  '<table>',
  '<tr>',
  '<td>',
  '</table>',
  '<ul>',
  '<li>',
  '</ul>',
  '<span>',
  '</span>',
  '<a href="javascript:alert(1)">',
  '<a href="//[">',
  '</a>',
  '<h1>',
  '</h1>',
  '<img src="x" onerror="alert(1)">',
  '<img data-src="http://[">',
  '<pre>',
  '<blockquote>',
  '<dl><dt>作者：<dd>',
  '<style>.a,.b{display:none}@media{',
  '</style>',
  '<script type="application/ld+json">{"@graph":[{"@type":"NewsArticle","author":[{"name":1}]}]}</script>',
  '<meta property="og:url" content="http://[">',
  '分类：',
  '来源：',
  '摘要：',
  '发布时间：2024-02-30 25:61:00',
  '当前位置：首页 > ',
  '01',
  '一、',
  '（一）',
  '\ue61f',
  '\u200b',
  '&nbsp;',
  '<!--',
  '-->',
  '<svg><title>',
  '<template>',
  '</body>',
  '</html>',
  SENTENCE,
  '2024年1月2日',
  '0',
];

describe('whatever the page', () => {
  test('never throws, and answers what a reading is', { timeout: 120_000 }, () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.constantFrom(...PIECES), fc.string({ maxLength: 20 })), { maxLength: 60 }),
        (pieces) => {
          const html = `<title>${SENTENCE.slice(0, 10)}_站</title>${pieces.join('')}`;
          const reading = readArticle(openPage(html, ADDRESS), ADDRESS);
          expect(readingSchema.safeParse(reading).error).toBeUndefined();
          // Only the answer for pages that could not be read has none.
          expect(reading.kindScore).toBeGreaterThan(0);
          expect(reading.html).not.toMatch(/onerror|javascript:|<script|<style|<svg/i);
          expect(JSON.parse(JSON.stringify(reading))).toEqual(reading);
        },
      ),
      { numRuns: 150 },
    );
  });

  test('reads a page without a body', () => {
    const page = openPage('', ADDRESS);
    page.body.remove();
    expect(readArticle(page, ADDRESS).text).toBe('');
    page.documentElement.remove();
    expect(readArticle(page, ADDRESS)).toMatchObject({ kind: 'other', text: '', outline: [] });
  });

  test('reads text two thousand elements deep', () => {
    const page = openPage('<title>深处</title>', ADDRESS);
    let at: Element = page.body;
    for (let depth = 0; depth < 2000; depth++)
      at = at.appendChild(page.createElement(depth % 3 ? 'div' : 'span'));
    at.textContent = SENTENCE.repeat(4);
    expect(readArticle(page, ADDRESS).text).toBe(SENTENCE.repeat(4));
  });

  test('reads a million characters, in one paragraph or in ten thousand', { timeout: 120_000 }, () => {
    const one = `<p>${SENTENCE.repeat(33_000)}</p>`;
    expect(readArticle(openPage(one, ADDRESS), ADDRESS).lengths.characters).toBe(SENTENCE.length * 33_000);
    const many = `<p>${SENTENCE}</p>`.repeat(10_000);
    expect(readArticle(openPage(many, ADDRESS), ADDRESS).lengths.characters).toBe(SENTENCE.length * 10_000);
  });

  test('an address that is none is given back', () => {
    const reading = readArticle(openPage(`<p>${SENTENCE}</p>`, ADDRESS), 'not an address');
    expect(reading.fields.canonicalAddress.value).toBe('not an address');
  });
});
