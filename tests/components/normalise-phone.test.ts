import { expect, test } from 'vitest';
import { maskPhone, normalisePhone } from '../../components/account/normalise-phone.ts';

test.each([
  ['13800004071'],
  ['138 0000 4071'],
  ['138-0000-4071'],
  ['１３８００００４０７１'],
  ['+86 138 0000 4071'],
  ['＋８６１３８００００４０７１'],
  ['0086 13800004071'],
  ['8613800004071'],
])('%s is a number of mainland China', (typed) => {
  expect(normalisePhone('+86', typed)).toBe('+8613800004071');
});

test('a country code typed into the field wins over the chosen one', () => {
  expect(normalisePhone('+86', '+852 9123 4567')).toBe('+85291234567');
});

test('the trunk zero goes when a country code stands in front', () => {
  expect(normalisePhone('+44', '07700 900123')).toBe('+447700900123');
});

test.each(['', '1380000407', '138000040711', '12800004071', '010 8888 8888', 'abc', '+86'])(
  '%s is no mobile number',
  (typed) => {
    expect(normalisePhone('+86', typed)).toBeNull();
  },
);

test('the middle of a number is not shown again', () => {
  expect(maskPhone('+8613800004071')).toBe('138 **** 4071');
});
