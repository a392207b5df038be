import { expect, it } from 'vitest';
import { selectorSchema } from '../../../protocol/selectors.ts';
import { describeRange } from '../../../utils/annotation/describe.ts';
import { elementAt, pathOf } from '../../../utils/annotation/element-path.ts';
import { ARTICLE, openPage, rangeOfText } from './page.ts';

const page = openPage(ARTICLE);

it('describes a passage in the three ways of the protocol', () => {
  const selectors = describeRange(page.body, rangeOfText(page, '慢时段'));
  expect(selectors.map((selector) => selector.type)).toEqual([
    'TextQuoteSelector',
    'TextPositionSelector',
    'RangeSelector',
  ]);
  for (const selector of selectors) expect(selectorSchema.parse(selector)).toEqual(selector);
});

it('keeps more context of a short passage than of a long one', () => {
  const contextOf = (text: string) => {
    const [quote] = describeRange(page.body, rangeOfText(page, text));
    return quote?.type === 'TextQuoteSelector' ? quote.prefix.length : 0;
  };
  expect(contextOf('值班表，指着')).toBe(96);
  expect(contextOf('三个月之后，夜班的投诉少了四成，离职的人从九个降到两个。有人问他秘诀')).toBe(64);
});

it('leaves out the white space around a passage, and writes a new block as a new line', () => {
  const range = rangeOfText(page, '答案，夜里的客户要的是有人在听。');
  range.setStart(rangeOfText(page, '算错利息的店主').startContainer, 0);
  const [quote] = describeRange(page.body, range);
  expect(quote).toMatchObject({
    exact: expect.stringMatching(/^电话比白天少.*、\s?替父母问养老金的女儿。\n组长老周/),
  });
});

it('describes nothing where nothing is selected', () => {
  const range = page.createRange();
  range.setStart(page.body, 0);
  expect(describeRange(page.body, range)).toEqual([]);
});

it('finds an element again by its path', () => {
  for (const element of page.querySelectorAll('section, b, h1')) {
    expect(elementAt(page, pathOf(page, element))).toBe(element);
    expect(elementAt(page.body, pathOf(page.body, element))).toBe(element);
  }
  expect(elementAt(page.body, './section[99]')).toBeNull();
});
