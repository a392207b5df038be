import { JSDOM } from 'jsdom';
import { describe, expect, it } from 'vitest';
import { inferVisibility } from '../../../scripts/infer-visibility.ts';
import {
  changeClauses,
  extend,
  rangeOfWalk,
  renewWalk,
  step,
  type Walk,
} from '../../../utils/annotation/sentence-walk.ts';
import { sentencesOf } from '../../../utils/annotation/sentences.ts';
import { indexText } from '../../../utils/annotation/text-index.ts';

const bodyOf = (html: string) => inferVisibility(new JSDOM(`<body>${html}</body>`).window.document).body;

function sentences(html: string): string[] {
  const index = indexText(bodyOf(html));
  return sentencesOf(index).map(({ start, end }) => index.text.slice(start, end));
}

describe('sentences of a page', () => {
  it.each([
    [
      'end at 。！？ with the quotation mark behind it',
      '<p>他说：“明天再来。”没有人应声！真的吗？</p>',
      ['他说：“明天再来。”', '没有人应声！', '真的吗？'],
    ],
    [
      'end where a block or a line break does',
      '<p>没有句号的一行一共十个字<br>换行以后是另一句话了</p><p>下一段的第一句话。</p>',
      ['没有句号的一行一共十个字', '换行以后是另一句话了', '下一段的第一句话。'],
    ],
    [
      'end at a line break between inline elements, or inside one',
      '<p><span>这一行在一个元素里面</span><br><span>这一行在另外一个里面</span><b>这一行后面有换行<br></b>这一行就在换行后面</p>',
      ['这一行在一个元素里面', '这一行在另外一个里面这一行后面有换行', '这一行就在换行后面'],
    ],
    [
      'go through elements within a line',
      '<p>平均等待<strong>四十七秒</strong>，放弃率<a>降了三分之一</a>。</p>',
      ['平均等待四十七秒，放弃率降了三分之一。'],
    ],
    [
      'keep the points of numbers and addresses',
      '<p>Waiting fell to 3.5 minutes at example.com. Nobody noticed.</p>',
      ['Waiting fell to 3.5 minutes at example.com.', 'Nobody noticed.'],
    ],
    [
      'leave out navigation, links alone and short labels',
      '<nav>首页和别的许多栏目都在这里。</nav><p><a href="/">一条很长的相关阅读的标题。</a></p><span>作者</span><p>正文只有这一句话。</p>',
      ['正文只有这一句话。'],
    ],
  ])('%s', (_, html, expected) => {
    expect(sentences(html)).toEqual(expected);
  });
});

describe('going through them', () => {
  const body = bodyOf('<p>先问余额，再问时间，最后才问想问的。</p><p>第二句在这里。第三句很短。</p>');
  const index = indexText(body);
  const start: Walk = { index, sentences: sentencesOf(index), first: 0, last: 0, shorter: 0 };
  const words = (walk: Walk | null) => (walk ? rangeOfWalk(walk)?.toString() : null);

  it('goes on and back, and stays at either end', () => {
    expect(words(step(start, 1))).toBe('第二句在这里。');
    expect(step(start, -1)).toBeNull();
    expect(words(step({ ...start, first: 2, last: 2 }, -1))).toBe('第二句在这里。');
    expect(step({ ...start, first: 2, last: 2 }, 1)).toBeNull();
  });

  it('takes the next sentence in, across paragraphs, and lets it go', () => {
    const both = extend(start, 1);
    expect(words(both)).toBe('先问余额，再问时间，最后才问想问的。第二句在这里。');
    expect(words(both && extend(both, -1))).toBe('先问余额，再问时间，最后才问想问的。');
    expect(extend(start, -1)).toBeNull();
  });

  it('leaves clauses off at the end down to the first, and takes them in again', () => {
    const shorter = changeClauses(start, -1);
    expect(words(shorter)).toBe('先问余额，再问时间，');
    const shortest = shorter && changeClauses(shorter, -1);
    expect(words(shortest)).toBe('先问余额，');
    expect(shortest && changeClauses(shortest, -1)).toBeNull();
    expect(words(shortest && changeClauses(shortest, 1))).toBe('先问余额，再问时间，');
    expect(changeClauses(start, 1)).toBeNull();
  });

  it('finds its place again on a page that has changed', () => {
    const second = step(start, 1);
    const paragraph = body.ownerDocument.createElement('p');
    paragraph.textContent = '编者后来加的一段话。';
    body.prepend(paragraph);
    expect(words(second && renewWalk(second, body))).toBe('第二句在这里。');
  });
});
