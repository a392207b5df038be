import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseQuery } from '../../../utils/search/parse-query.ts';

describe('a query', () => {
  it('is words that all must be there', () => {
    expect(wordsOf('夜班  座席')).toEqual(['夜班', '座席']);
  });

  it('keeps a phrase in quotation marks together, Chinese ones as well', () => {
    expect(wordsOf('"Call Center" “夜 班” 「等待」')).toEqual(['call center', '夜班', '等待']);
  });

  it('leaves out what has a minus before it', () => {
    expect(parseQuery('夜班 -外包 －"call center"').words).toEqual([
      { text: '夜班', field: null, isExcluded: false },
      { text: '外包', field: null, isExcluded: true },
      { text: 'call center', field: null, isExcluded: true },
    ]);
    expect(wordsOf('2023-12 - 夜班')).toEqual(['2023-12', '-', '夜班']);
  });

  it.each([
    ['tag:服务/夜间', 'tag'],
    ['标签：服务/夜间', 'tag'],
    ['標籤:服务/夜间', 'tag'],
    ['作者:服务/夜间', 'author'],
    ['来源：服务/夜间', 'source'],
    ['SOURCE:服务/夜间', 'source'],
    ['频道:"服务/夜间"', 'channel'],
  ])('%s looks in one field', (typed, field) => {
    expect(parseQuery(typed)).toEqual({
      words: [{ text: '服务/夜间', field, isExcluded: false }],
      facts: [],
      problems: [],
    });
  });

  it.each([
    ['after:2024', { kind: 'after', day: 20240101 }],
    ['晚于：2024年3月', { kind: 'after', day: 20240301 }],
    ['before:2024-03-05', { kind: 'before', day: 20240305 }],
    ['早于:2024/3/5', { kind: 'before', day: 20240305 }],
    ['has:note', { kind: 'has', what: 'note' }],
    ['有：标注', { kind: 'has', what: 'mark' }],
    ['is:unread', { kind: 'is', what: 'unread' }],
    ['状态:已归档', { kind: 'is', what: 'archived' }],
  ])('%s says what the article is', (typed, fact) => {
    expect(parseQuery(typed).facts).toEqual([{ ...fact, isExcluded: false }]);
    expect(parseQuery(`-${typed}`).facts).toEqual([{ ...fact, isExcluded: true }]);
  });

  it.each([
    ['after:昨天', 'bad-date'],
    ['before:2024-02-30', 'bad-date'],
    ['after:2024-13', 'bad-date'],
    ['has:pictures', 'unknown-value'],
    ['is:红色', 'unknown-value'],
    ['作者:', 'no-value'],
    ['""', 'no-value'],
  ])('%s is not understood, and the rest is looked for', (typed, kind) => {
    const query = parseQuery(`夜班 ${typed} 座席`);
    expect(query.words.map(({ text }) => text)).toEqual(['夜班', '座席']);
    expect(query.problems).toEqual([{ kind, text: typed }]);
  });

  it('takes a quotation that does not end as going on to the end', () => {
    expect(parseQuery('夜班 "call cen')).toEqual({
      words: [
        { text: '夜班', field: null, isExcluded: false },
        { text: 'call cen', field: null, isExcluded: false },
      ],
      facts: [],
      problems: [{ kind: 'open-quote', text: '"call cen' }],
    });
  });

  it('takes a colon that belongs to no operator as it stands', () => {
    expect(wordsOf('10:30 https://a.example/b constructor:x 数据来源：银行')).toEqual([
      '10:30',
      'https://a.example/b',
      'constructor:x',
      '数据来源:银行',
    ]);
  });

  it('never fails, and never looks for nothing', () => {
    const parts = fc.constantFrom(
      'tag:',
      '-',
      '"',
      '“',
      '：',
      ' ',
      'after',
      ':',
      '2024',
      '夜',
      'is:',
      '\u200b',
      '是',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.array(parts).map((all) => all.join('')),
          fc.string(),
        ),
        (typed) => {
          for (const { text } of parseQuery(typed).words) expect(text).not.toBe('');
        },
      ),
      { numRuns: 2000 },
    );
  });
});

function wordsOf(typed: string): string[] {
  const { words, problems } = parseQuery(typed);
  expect(problems).toEqual([]);
  return words.map(({ text }) => text);
}
