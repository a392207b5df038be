import { expect, test } from 'vitest';
import { readArticle } from '../../../utils/article/read-article.ts';
import { openPage } from './open-page.ts';

const PARAGRAPH =
  '<p>值班室把一个月的来电按时段记了下来，接线的人说，凌晨打进来的多半不问余额，问的是有没有人在，这张表是他们自己一笔一笔画的。</p>';
const TABLE = `<table><tr><th>时段</th><th>来电</th><th>字号</th></tr>
  <tr><td>零点</td><td>1,204</td><td>大</td></tr><tr><td>两点</td><td>191</td><td>小</td></tr><tr><td>四点</td><td>3.5万</td><td>中</td></tr></table>`;

test('figures that fill a cell of a table of data stay; the page’s own counters go', () => {
  const page = openPage(
    `<title>夜里的来电</title><article><h1>夜里的来电</h1><div>1024</div>${PARAGRAPH.repeat(4)}${TABLE}${PARAGRAPH}<div>阅读 1024</div><div>大</div></article>`,
    'https://a.example/2024/0102/1.html',
  );
  const { html, text } = readArticle(page, 'https://a.example/2024/0102/1.html');
  for (const cell of ['1,204', '191', '3.5万', '大', '小', '中']) expect(html).toContain(`<td>${cell}</td>`);
  expect(text).not.toContain('1024');
  expect(html).not.toContain('<p>大</p>');
});
