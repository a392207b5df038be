import { JSDOM } from 'jsdom';
import { describe, expect, it } from 'vitest';
import { wrapRanges } from '../../../components/reader/wrap-ranges.ts';
import { sentencesOf } from '../../../utils/annotation/sentences.ts';
import { indexText } from '../../../utils/annotation/text-index.ts';
import { findInText } from '../../../utils/reader/find-in-text.ts';
import { describePlace, findPlace } from '../../../utils/reader/reading-place.ts';
import { foldForSearch, foldWords } from '../../../utils/search/fold-search.ts';

function article(html: string): HTMLElement {
  const { document } = new JSDOM(`<article>${html}</article>`).window;
  const root = document.querySelector('article');
  if (!root) throw new Error('no article');
  return root;
}

describe('finding in a text', () => {
  const found = (html: string, words: string) => {
    const index = indexText(article(html));
    const spans = findInText(index, foldForSearch(index.text), foldWords(words));
    return spans.map(({ start, end }) => index.text.slice(start, end));
  };

  it('takes widths, scripts and cases for the same, and gives the words as they stand', () => {
    expect(found('<p>ＱＰＳ看板與qps，Qps。</p>', 'qps')).toEqual(['ＱＰＳ', 'qps', 'Qps']);
    expect(found('<p>繁體的「等待」</p>', '繁体的“等待”')).toEqual(['繁體的「等待」']);
  });

  it('goes through emphasis and links, and not from one paragraph into the next', () => {
    expect(found('<p>他记得<b>空</b><a href="/">白</a>。</p>', '空白')).toEqual(['空白']);
    expect(found('<p>把控制权</p><p>交还</p>', '权交')).toEqual([]);
    expect(found('<p>一<br>二</p>', '一二')).toEqual([]);
  });

  it('finds places that do not overlap, and none for nothing', () => {
    expect(found('<p>哈哈哈哈哈</p>', '哈哈')).toHaveLength(2);
    expect(found('<p>哈</p>', ' ')).toEqual([]);
    // What is broken by a paragraph hides no place that begins within it.
    expect(found('<p>哈</p><p>哈哈</p>', '哈哈')).toEqual(['哈哈']);
  });
});

describe('the place in a text', () => {
  const PARAGRAPHS = Array.from(
    { length: 9 },
    (_, at) => `<p>第${at}班的人都写了一句，这一句是第${at}句。</p>`,
  );
  const nodeOf = (root: Element, at: number) => {
    const node = root.querySelectorAll('p')[at]?.firstChild;
    if (!node) throw new Error('no text');
    return node;
  };

  it('is found again after what stands above it was changed', () => {
    const root = article(PARAGRAPHS.join(''));
    const place = describePlace(indexText(root), nodeOf(root, 6), 3);
    if (!place) throw new Error('no place');
    expect(place.exact.startsWith('的人都写了一句，这一句是第6句')).toBe(true);
    const edited = article(`<p>新加的一段，比从前多出许多字。</p>${PARAGRAPHS.toSpliced(2, 1).join('')}`);
    const range = findPlace(indexText(edited), place);
    expect(range?.startContainer).toBe(nodeOf(edited, 6));
    expect(range?.startOffset).toBe(3);
  });

  it('is nowhere in a text that has not those words', () => {
    const root = article(PARAGRAPHS.join(''));
    const place = describePlace(indexText(root), nodeOf(root, 6), 0);
    if (!place) throw new Error('no place');
    expect(findPlace(indexText(article('<p>完全是另外一篇，讲的是别的事。</p>')), place)).toBeNull();
  });

  it('says what it is about at the end of the text, and nothing after it', () => {
    const root = article('<p>最后一句。</p>');
    expect(describePlace(indexText(root), nodeOf(root, 0), 3)?.exact).toBe('句。');
    expect(describePlace(indexText(root), nodeOf(root, 0), 5)).toBeNull();
  });
});

it('reads headings, short lines and links aloud where all of it is the text', () => {
  const root = article('<h2>三、七页纸</h2><p><a href="/">交接簿</a>放在窗台上。谁写的？没有人说。</p>');
  const index = indexText(root);
  const words = sentencesOf(index, true).map(({ start, end }) => index.text.slice(start, end));
  expect(words).toEqual(['三、七页纸', '交接簿放在窗台上。', '谁写的？', '没有人说。']);
});

describe('passages of a copy', () => {
  const wrapped = (
    html: string,
    ...passages: [startAt: number, start: number, endAt: number, end: number][]
  ) => {
    const root = article(html);
    const { document } = root.ownerDocument.defaultView ?? {};
    if (!document) throw new Error('no document');
    const texts = [...root.querySelectorAll('p, b')].map((element) => element.firstChild);
    const ranges = passages.map(([startAt, start, endAt, end]) => {
      const range = document.createRange();
      const [from, to] = [texts[startAt], texts[endAt]];
      if (from) range.setStart(from, start);
      if (to) range.setEnd(to, end);
      return range;
    });
    const copy = document.importNode(root, true);
    wrapRanges(root, copy, ranges, {
      wrap: (at) => document.createElement(`m${at}`),
      after: (at) => Object.assign(document.createElement('sup'), { textContent: String(at) }),
    });
    expect(root.innerHTML).toBe(html);
    return copy.innerHTML;
  };

  it('are wrapped where they stand, with what follows after their last character alone', () => {
    expect(wrapped('<p>一二三四</p>', [0, 1, 0, 3])).toBe('<p>一<m0>二三</m0><sup>0</sup>四</p>');
    expect(wrapped('<p>一二</p><p>三四</p>', [0, 1, 1, 1])).toBe(
      '<p>一<m0>二</m0></p><p><m0>三</m0><sup>0</sup>四</p>',
    );
  });

  it('may lie on one another', () => {
    expect(wrapped('<p>一二三四</p>', [0, 0, 0, 3], [0, 2, 0, 4])).toBe(
      '<p><m0>一二</m0><m0><m1>三</m1></m0><sup>0</sup><m1>四</m1><sup>1</sup></p>',
    );
  });
});
