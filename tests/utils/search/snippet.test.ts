import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldWords } from '../../../utils/search/fold-search.ts';
import { initialsOf } from '../../../utils/search/initials.ts';
import { cutSnippet, markWords } from '../../../utils/search/snippet.ts';

describe('a snippet', () => {
  it('is what was written, with the hits marked', () => {
    const text = '第一句很长很长很长很长很长很长很长很长。夜裡的電話比白天多三成，坐席卻少一半。最后一句。';
    expect(shown(cutSnippet(text, ['电话', '坐席']))).toBe(
      '…夜裡的[電話]比白天多三成，[坐席]卻少一半。最后一句。',
    );
  });

  it('is of the place where the words stand together', () => {
    const text = `电话${'一'.repeat(300)}${'二'.repeat(20)}电话与座席${'三'.repeat(300)}`;
    expect(shown(cutSnippet(text, ['电话', '座席']))).toContain('[电话]与[座席]');
  });

  it('is none where no word stands', () => {
    expect(cutSnippet('夜班', ['白班'])).toBeNull();
  });

  it('shows a hit wherever the folded text has one, and nothing but what was written', () => {
    const letters = fc.constantFrom('夜', '班', '電', '电', 'e', '\u0301', 'Ａ', ' ', '\n', '。', '一', '𠮷');
    const texts = fc.string({ unit: letters, maxLength: 400 });
    fc.assert(
      fc.property(
        texts,
        fc.array(fc.string({ unit: letters, minLength: 1, maxLength: 3 }), { maxLength: 3 }),
        (text, typed) => {
          const words = typed.map(foldWords).filter((word) => word !== '');
          const pieces = cutSnippet(text, words);
          expect(pieces !== null).toBe(words.some((word) => foldWords(text).includes(word)));
          const line = pieces
            ?.filter(({ text: piece }) => piece !== '…')
            .map(({ text: piece }) => piece)
            .join('');
          expect(text.replace(/\s+/g, ' ')).toContain(line ?? '');
          expect(pieces?.some(({ isHit }) => isHit) ?? true).toBe(true);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('marks hits that touch or overlap as one', () => {
    expect(shown(markWords('服务观察', ['服务', '务观', '察']))).toBe('[服务观察]');
  });

  it('loses nothing of a text that is marked whole', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ maxLength: 2 }), (text, word) => {
        const pieces = markWords(text, [foldWords(word)]);
        expect(pieces.map((piece) => piece.text).join('')).toBe(text);
      }),
    );
  });
});

describe('initials', () => {
  it.each([
    ['客服中心', ['kfzx']],
    ['远程银行2024', ['ycyx2024', 'ycyh2024']],
    ['增长', ['zz', 'zc']],
    ['call center', []],
  ])('of %s', (text, initials) => {
    expect(initialsOf(text)).toEqual(initials);
  });
});

function shown(pieces: { text: string; isHit: boolean }[] | null): string {
  return (pieces ?? []).map(({ text, isHit }) => (isHit ? `[${text}]` : text)).join('');
}
