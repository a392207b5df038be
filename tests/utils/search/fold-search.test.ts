import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unfoldSpan } from '../../../utils/fold-text.ts';
import { foldForSearch, foldWords } from '../../../utils/search/fold-search.ts';

describe('folding for a search', () => {
  it.each([
    ['ＡＢＣ', 'abc'],
    ['等 待', '等待'],
    ['App 里的 Call  Center', 'app里的call center'],
    ['客服\n中心', '客服中心'],
    ['觀察　服務', '观察服务'],
    ['ÉCOLE', 'école'],
    ['  v 2.0 ', 'v 2.0'],
    ['12 %', '12%'],
  ])('%s becomes %s', (text, folded) => {
    expect(foldWords(text)).toBe(folded);
  });

  it('says where each unit came from', () => {
    const text = '遠程 Call Center 的ＡＰＰ';
    const folded = foldForSearch(text);
    const place = (wanted: string) => {
      const at = folded.text.indexOf(wanted);
      const { start, end } = unfoldSpan(folded, at, at + wanted.length);
      return text.slice(start, end);
    };
    expect(place('远程')).toBe('遠程');
    expect(place('call center')).toBe('Call Center');
    expect(place('app')).toBe('ＡＰＰ');
    expect(place('center的')).toBe('Center 的');
  });

  it('changes nothing that is folded already', () => {
    const units = fc.oneof(
      fc.constantFrom('的', '觀', ' ', 'A', 'b', '１', '，', '“', '…', '\n', 'é', '-'),
      fc.string({ maxLength: 1 }),
    );
    fc.assert(
      fc.property(fc.array(units, { maxLength: 30 }), (parts) => {
        const once = foldWords(parts.join(''));
        expect(foldWords(once)).toBe(once);
      }),
      { numRuns: 2000 },
    );
  });

  it('keeps one place for each unit, in order and within the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (text) => {
        const { text: folded, from } = foldForSearch(text);
        expect(from.length).toBe(folded.length);
        expect([...from]).toEqual([...from].sort((a, b) => a - b));
        for (const place of from) expect(place).toBeLessThan(text.length);
      }),
    );
  });
});
