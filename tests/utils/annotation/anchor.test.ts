import { describe, expect, it } from 'vitest';
import { anchorAll, anchorSelectors } from '../../../utils/annotation/anchor.ts';
import { anchorMarks } from '../../../utils/annotation/anchored-marks.ts';
import { describeRange } from '../../../utils/annotation/describe.ts';
import { ARTICLE, openPage, rangeOfText } from './page.ts';

/** Marks a text on the page, changes the page's source, and looks for the mark again. */
function remark(text: string, edit: (html: string) => string, occurrence = 1) {
  const before = openPage(ARTICLE);
  const selectors = describeRange(before.body, rangeOfText(before, text, occurrence));
  const edited = edit(ARTICLE);
  const after = openPage(edited);
  return anchorSelectors(after.body, selectors);
}

const unchanged = (html: string) => html;

describe('on the same page', () => {
  it.each([
    '丢了卡的旅客',
    '慢时段',
    '白天的客户要的是答案，夜里的客户要的是有人在听。于是他把平均通话时长',
    '有人在听',
    '指着空白的地方：表上没有写的，才是服务。',
  ])('finds %s exactly', (text) => {
    const { status, range, score } = remark(text, unchanged);
    expect(status).toBe('found');
    expect(range?.toString()).toBe(text);
    expect(score).toBe(1);
  });

  it('finds a passage that spans two blocks', () => {
    const page = openPage(ARTICLE);
    const range = rangeOfText(page, '有人在听。于是');
    range.setEnd(rangeOfText(page, '三个月之后').endContainer, 5);
    const selectors = describeRange(page.body, range);
    const again = anchorSelectors(openPage(ARTICLE).body, selectors);
    expect(again.status).toBe('found');
    expect(again.range?.toString()).toBe(range.toString());
  });

  it('tells repeated passages apart by what stands around them', () => {
    const found = [1, 2, 3].map((occurrence) => remark('满意度提高到百分之九十一', unchanged, occurrence));
    expect(found.map(({ status }) => status)).toEqual(['found', 'found', 'found']);
    expect(new Set(found.map(({ range }) => range?.startOffset)).size).toBe(3);
  });

  it('gives the same answers for many as one by one', () => {
    const page = openPage(ARTICLE);
    const list = ['丢了卡的旅客', '慢时段'].map((text) => describeRange(page.body, rangeOfText(page, text)));
    const all = anchorAll(page.body, [...list, []]);
    expect(all.map(({ range }) => range?.toString())).toEqual(['丢了卡的旅客', '慢时段', undefined]);
    expect(all[2]?.status).toBe('lost');
  });
});

describe('after an edit of the page', () => {
  it('finds the quote after a paragraph was inserted', () => {
    const edit = (html: string) =>
      html.replace('<section>三个月', '<section>编者按：本文有删节。</section><section>三个月');
    expect(remark('夜班的投诉少了四成', edit)).toMatchObject({ status: 'found' });
  });

  it('finds the quote after its container was rebuilt', () => {
    const edit = (html: string) => html.replaceAll('section', 'p').replace('<b>有人</b>', '有人');
    expect(remark('要的是有人在听', edit).range?.toString()).toBe('要的是有人在听');
  });

  it('finds the quote after punctuation changed its width and blanks came in', () => {
    const edit = (html: string) =>
      html.replace('白天的客户要的是答案，夜里的', '白天的 客户要的是答案, 夜里的');
    const { status, range } = remark('白天的客户要的是答案，夜里的客户', edit);
    expect(status).toBe('found');
    expect(range?.toString()).toBe('白天的 客户要的是答案, 夜里的客户');
  });

  it('finds the quote where a comma was left out', () => {
    const edit = (html: string) => html.replace('答案，夜里', '答案夜里');
    expect(remark('客户要的是答案，夜里的客户', edit).status).toBe('found');
  });

  it.each([
    ['夜班的投诉少了四成', '夜班的投诉少了三成'],
    ['慢时段', '慢时间'],
    ['丢了卡的旅客', '丢了卡的旅人'],
    ['算错利息的店主', '算错了利息的店主'],
  ])('points at a changed %s and says that the words are others', (text, changed) => {
    const { isChanged, range } = remark(text, (html) => html.replace(text, changed));
    expect(isChanged).toBe(true);
    expect(range?.toString()).toBe(changed);
  });

  it('tells a reader of changed words that the place is doubtful', () => {
    const before = openPage(ARTICLE);
    const selectors = describeRange(before.body, rangeOfText(before, '夜班的投诉少了四成'));
    const after = openPage(ARTICLE.replace('少了四成', '少了三成'));
    const [mark] = anchorMarks(after.body, [{ id: 'one', selectors }]);
    expect(mark?.result.status).toBe('doubtful');
    expect(mark?.text).toBe('夜班的投诉少了三成');
  });

  it.each([
    '慢时段',
    '客户',
    '丢了卡的旅客',
    '有人在听',
    '夜里的客户',
    '服务',
    '算错利息的店主',
    '满意度提高到百分之九十一',
  ])('reports %s lost when it was deleted', (text) => {
    const edit = (html: string) => {
      const at = html.indexOf(text, html.indexOf('凌晨'));
      return html.slice(0, at) + html.slice(at + text.length).replace(/^<\/b>/, '</b>');
    };
    const before = openPage(ARTICLE);
    const html = edit(ARTICLE.replace('<b>有人在听</b>', '有人在听'));
    const occurrence = text === '服务' ? 2 : 1;
    const selectors = describeRange(before.body, firstInBody(before, text, occurrence));
    expect(anchorSelectors(openPage(html).body, selectors).status).toBe('lost');
  });

  it('reports a quote lost when its whole paragraph is gone', () => {
    const edit = (html: string) => html.replace(/<section>组长[\s\S]*?<\/section>/, '');
    expect(remark('夜里的客户要的是', edit).status).toBe('lost');
  });

  it('calls a repeated quote doubtful when everything around it was rewritten', () => {
    const page = openPage('<p>前面的话各不相同，季度结束时我们看到客户的满意度明显提高</p>');
    const quote = {
      type: 'TextQuoteSelector' as const,
      exact: '客户的满意度明显提高',
      prefix: '',
      suffix: '',
    };
    expect(anchorSelectors(page.body, [quote]).status).toBe('doubtful');
    page.body.innerHTML += '<p>另一处又写客户的满意度明显提高</p>';
    expect(anchorSelectors(page.body, [quote]).status).toBe('doubtful');
  });
});

describe('an article that stands twice on its page', () => {
  const said = [
    '值班长把灯调暗了一格',
    '电话铃比白天更轻',
    '窗外的站台空着',
    '新来的人还在记名字',
    '钟走过了三点',
  ];
  const paragraphs = Array.from(
    { length: 20 },
    (_, at) => `<p>第${at + 1}夜，${said[at % said.length]}，交接本上只写了${(at * 7) % 11}行字。</p>`,
  );
  const MARKED = '第15夜，钟走过了三点';

  /** Marks it in one of the copies, changes them, and says in which it is found. */
  function markIn(copy: number, above: string, edited: readonly string[]) {
    const page = (texts: readonly string[], head = '') =>
      openPage(`<body>${head}<div>${texts.join('')}</div><div>${texts.join('')}</div></body>`);
    const before = page(paragraphs);
    const selectors = describeRange(before.body, rangeOfText(before, MARKED, copy));
    const after = page(edited, above);
    const { status, range } = anchorSelectors(after.body, selectors);
    const copies = [...after.body.querySelectorAll('body > div')];
    return { status, copy: copies.findIndex((box) => range && box.contains(range.startContainer)) + 1 };
  }

  it.each([1, 2])('keeps a mark in copy %d where both have lost a paragraph', (copy) => {
    const edited = paragraphs.toSpliced(3, 1);
    expect(markIn(copy, '', edited)).toEqual({ status: 'found', copy });
  });

  it('asks the reader where what came in above is as long as half a copy', () => {
    const above = `<div>${paragraphs.slice(0, 10).join('').replaceAll('夜', '晚')}</div>`;
    expect(markIn(1, above, paragraphs).status).toBe('doubtful');
  });
});

describe('text that no reader can see', () => {
  it.each([
    ['by a style sheet', '夜班座席的排班表也在其中'],
    ['by visibility', '这一段只给编辑看'],
    ['in a script', 'var note'],
  ])('is not described: hidden %s', (_, text) => {
    const page = openPage(ARTICLE);
    expect(describeRange(page.body, rangeOfText(page, text))).toEqual([]);
  });

  it.each([
    '<div hidden>TEXT</div>',
    '<div style="display: none">TEXT</div>',
    '<template>TEXT</template>',
    '<noscript>TEXT</noscript>',
    '<textarea>TEXT</textarea>',
    '<details><summary>更多</summary><p>TEXT</p></details>',
    '<div class="dialog">TEXT</div>',
    '<div class="quiet"><i>TEXT</i></div>',
  ])('is never a match: %s', (markup) => {
    const sentence = '三个月之后，夜班的投诉少了四成，离职的人从九个降到两个。';
    const edit = (html: string) =>
      html.replace(sentence, '').replace('<h1>', `${markup.replace('TEXT', sentence)}<h1>`);
    expect(remark(sentence, edit).status).toBe('lost');
  });
});

function firstInBody(page: Document, text: string, occurrence: number): Range {
  const range = rangeOfText(page, text, occurrence);
  const inBody = range.startContainer.parentElement?.closest('.body');
  return inBody ? range : firstInBody(page, text, occurrence + 1);
}
