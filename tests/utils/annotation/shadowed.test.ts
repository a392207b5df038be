import { JSDOM } from 'jsdom';
import { describe, expect, it } from 'vitest';
import { anchorSelectors } from '../../../utils/annotation/anchor.ts';
import { describeRange } from '../../../utils/annotation/describe.ts';
import { elementAt, pathOf } from '../../../utils/annotation/element-path.ts';
import { orderRanges } from '../../../utils/annotation/order-ranges.ts';
import { pageTheme } from '../../../utils/annotation/page-theme.ts';
import { indexText } from '../../../utils/annotation/text-index.ts';
import { elementOf, rangeAround } from '../../../utils/annotation/whole-element.ts';
import { openPage, rangeOfText } from './page.ts';

const BEFORE = '<p>表单前面的一段，讲值班表上没有写的事。</p>';
const AFTER = '<p>表单后面的一段，讲夜里打来的那些电话。</p><form><p>另一张表单里的一段。</p></form>';

/** What is asked of a page's elements anywhere on the way to a mark. */
const NAMES = [
  ...['nodeType', 'localName', 'nodeName', 'parentNode', 'parentElement', 'childNodes', 'children'],
  ...['firstChild', 'lastChild', 'nextSibling', 'previousSibling', 'previousElementSibling'],
  ...['textContent', 'ownerDocument', 'getRootNode', 'hasChildNodes', 'isConnected', 'isContentEditable'],
  ...['closest', 'matches', 'contains', 'checkVisibility', 'getAttribute', 'querySelectorAll'],
];

/** A page with a form between its paragraphs, whose control is called so. */
function pageWith(name: string, open = openPage) {
  const page = open(
    `<body>${BEFORE}<form><p>表单里的一段。</p><img src="a.png"><input name="${name}"></form>${AFTER}</body>`,
  );
  const [form] = page.forms;
  const picture = page.querySelector('img');
  if (!form || !picture) throw new Error('no form');
  // As browsers have it, and jsdom hasn't.
  Object.defineProperty(form, name, { value: form.querySelector('input') });
  return { page, form, picture };
}

describe.each(NAMES)('a form whose control is called %s', (name) => {
  it('leaves the text around it to be marked and found', () => {
    const { page } = pageWith(name);
    const { text } = indexText(page.body);
    expect(text).toContain('表单前面的一段');
    expect(text).toContain('另一张表单里的一段');
    for (const words of ['没有写的事', '夜里打来的', '另一张表单']) {
      const selectors = describeRange(page.body, rangeOfText(page, words));
      expect(anchorSelectors(page.body, selectors).range?.toString()).toBe(words);
    }
  });

  it('leaves elements within it and behind it their paths', () => {
    const { page, picture } = pageWith(name);
    for (const element of [picture, ...page.querySelectorAll('p')])
      expect(elementAt(page.body, pathOf(page.body, element))).toBe(element);
  });

  it('has a ground to be read', () => {
    const { picture } = pageWith(name, (html) => new JSDOM(html).window.document);
    expect(pageTheme(picture)).toBe('light');
  });

  it('has pictures to be framed, and is itself the end of a selection', () => {
    const { page, form, picture } = pageWith(name);
    expect(elementOf(rangeAround(picture))).toBe(picture);
    const selected = rangeOfText(page, '没有写的事');
    selected.setEnd(form, 0);
    const { intervals } = orderRanges([rangeOfText(page, '夜里打来的'), selected]);
    expect(intervals[1]?.end).toBeLessThan(intervals[0]?.start ?? 0);
    expect(describeRange(page.body, selected)[0]).toMatchObject({ exact: '没有写的事。' });
  });
});
