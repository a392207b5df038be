import { expect, it } from 'vitest';
import { differingWords } from '../../components/library/differing-words.ts';

/** `〔…〕` around what differs. */
const marked = (text: string, other: string) =>
  differingWords(text, other)
    .map((part) => (part.differs ? `〔${part.text}〕` : part.text))
    .join('');

it.each([
  ['这句做题眼。要找数据。', '这句做题眼。问过顾明栈。', '这句做题眼。〔要找数据〕。'],
  ['甲乙', '甲乙', '甲乙'],
  ['全是新的', '', '〔全是新的〕'],
  ['', '别的', ''],
  ['汇报第 3 页', '汇报第 4 页', '汇报第 〔3〕 页'],
  ['𠮷野家', '𠮷祥家', '𠮷〔野〕家'],
])('“%s” beside “%s”', (text, other, expected) => {
  expect(marked(text, other)).toBe(expected);
});

it('finds one changed word in a long note', () => {
  const long = '这是很长的一段笔记。'.repeat(500);
  expect(marked(`${long}甲${long}`, `${long}乙${long}`)).toBe(`${long}〔甲〕${long}`);
});
