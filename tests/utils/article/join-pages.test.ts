import { expect, test } from 'vitest';
import { joinPages } from '../../../utils/article/join-pages.ts';
import type { Reading } from '../../../utils/article/reading.ts';
import { sampleReading } from '../library/sample-reading.ts';
import { openPage } from './open-page.ts';

const maker = openPage('<body></body>', 'https://zhibanshi.example/1.html');

/** A page of paragraphs; a line that begins with `#` is a heading of level 1, with `##` of level 2. */
function page(...lines: string[]): Reading {
  const outline: Reading['outline'] = [];
  const html = lines.map((line) => {
    const [, signs, text] = /^(#+) (.*)$/.exec(line) ?? [];
    if (signs === undefined || text === undefined) return `<p>${line}</p>`;
    outline.push({ level: signs.length, text, id: `section-${outline.length + 1}` });
    return `<h${signs.length + 1} id="section-${outline.length}">${text}</h${signs.length + 1}>`;
  });
  const text = lines.map((line) => line.replace(/^#+ /, '')).join('\n');
  return sampleReading({ title: '一次改版的全部经过' }, { html: html.join(''), text, outline });
}

const join = (...pages: (Reading | null)[]) => joinPages(pages, maker);

test('a row of headings goes on at the level it began on', () => {
  const joined = join(
    page('# 一、起因', '## （一）旧表', '旧表的事。', '## （二）新表', '新表的事。'),
    page('# （三）红线', '红线的事。', '# 二、结果', '结果的事。'),
  );
  expect(joined.outline.map(({ level, text }) => `${level} ${text}`)).toEqual([
    '1 一、起因',
    '2 （一）旧表',
    '2 （二）新表',
    '2 （三）红线',
    '1 二、结果',
  ]);
  expect(joined.html).toContain('<h3 id="section-4">（三）红线</h3>');
});

test.each(['（接上页）', '[上接第1页]', '（续上页）', '一次改版的全部经过（2）', '第2页'])(
  '%s at the head of a later page is no text',
  (words) => {
    expect(join(page('第一段。'), page(words, '第二段。')).text).toBe('第一段。\n第二段。');
  },
);

test.each(['（未完待续）', '（下转第3页）', '（未完，下转2页）', '【下一页】', '本文共3页'])(
  '%s at the foot of an earlier page is no text',
  (words) => {
    expect(join(page('第一段。', words), page('第二段。')).text).toBe('第一段。\n第二段。');
  },
);

test('a sentence that only begins like a notice stays', () => {
  const joined = join(page('第一段。'), page('下一页日历翻开，已经是十一月。', '第2页上写着他的名字。'));
  expect(joined.text).toBe('第一段。\n下一页日历翻开，已经是十一月。\n第2页上写着他的名字。');
});

test('a line that stands twice within the text stays twice', () => {
  const joined = join(
    page('开头。', '他说：再等等。', '中段。'),
    page('又一段。', '他说：再等等。', '结尾。'),
  );
  expect(joined.text.match(/再等等/g)).toHaveLength(2);
});

test('one page alone stays as it is', () => {
  const alone = page('只有一页。');
  expect(join(alone)).toBe(alone);
});
