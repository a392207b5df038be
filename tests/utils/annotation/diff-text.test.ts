import fc from 'fast-check';
import { expect, it } from 'vitest';
import { diffText } from '../../../utils/annotation/diff-text.ts';

const shown = (before: string, after: string) =>
  diffText(before, after)
    .map(({ kind, text }) => ({ same: text, removed: `[-${text}]`, added: `[+${text}]` })[kind])
    .join('');

it('shows what was removed before what was added', () => {
  expect(shown('相差五秒以内', '相差八秒以内')).toBe('相差[-五][+八]秒以内');
});

it('keeps a changed figure together', () => {
  expect(shown('占百分之八十七', '占百分之九十一')).toBe('占百分之[-八十七][+九十一]');
});

it('says nothing about two that are equal', () => {
  expect(diffText('等待', '等待')).toEqual([{ kind: 'same', text: '等待' }]);
});

it('gives back both texts whole, whatever they are', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (before, after) => {
      const parts = diffText(before, after);
      const without = (kind: string) =>
        parts
          .filter((part) => part.kind !== kind)
          .map((part) => part.text)
          .join('');
      expect(without('added')).toBe(before);
      expect(without('removed')).toBe(after);
    }),
  );
});
