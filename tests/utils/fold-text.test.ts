import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldText, unfoldSpan, withoutPunctuation } from '../../utils/fold-text.ts';

describe('folding', () => {
  it.each([
    ['ＡＢＣ１２３', 'ABC123'],
    ['等待，不是时间。', '等待,不是时间.'],
    ['等 待\n\u3000不是', '等待不是'],
    ['零\u200b宽\ufeff字\u00ad符', '零宽字符'],
    ['“引号”与「引号」', '"引号"与"引号"'],
    ['ﬁle', 'file'],
    ['e\u0301', '\u00e9'],
    ['更多…', '更多...'],
    ['ｶﾞ', 'ガ'],
    ['🀄️中', '🀄中'],
    ['無論繁體還是簡體', '无论繁体还是简体'],
    ['乾淨的麵條與後來的錄音', '干净的面条与后来的录音'],
    ['爲了裏面的綫', '为了里面的线'],
  ])('makes %j into %j', (text, folded) => {
    expect(foldText(text).text).toBe(folded);
  });

  it('leaves no difference between two passages that differ in punctuation alone', () => {
    const [a, b] = ['等待，不是“时间”。', '等待不是时间'].map((text) =>
      withoutPunctuation(foldText(text).text),
    );
    expect(a).toBe(b);
    expect(withoutPunctuation('91%')).not.toBe(withoutPunctuation('91'));
  });
});

describe('the way back', () => {
  it('names the unfolded words, blanks between them included', () => {
    const text = '他说：\n  “慢 时段”';
    const folded = foldText(text);
    const at = folded.text.indexOf('慢时段');
    const { start, end } = unfoldSpan(folded, at, at + 3);
    expect(text.slice(start, end)).toBe('慢 时段');
  });

  it('never cuts a character that became several', () => {
    const folded = foldText('等…了');
    const { start, end } = unfoldSpan(folded, 2, 3);
    expect([start, end]).toEqual([1, 2]);
  });

  it('covers for any text exactly what folds to the same', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.nat(), fc.nat(), (text, a, b) => {
        const folded = foldText(text);
        const length = folded.text.length;
        if (length === 0) return;
        const first = a % length;
        const last = first + 1 + (b % (length - first));
        const { start, end } = unfoldSpan(folded, first, last);
        expect(foldText(text.slice(start, end)).text).toContain(folded.text.slice(first, last));
        expect(start).toBeGreaterThanOrEqual(0);
        expect(end).toBeLessThanOrEqual(text.length);
      }),
    );
  });
});
