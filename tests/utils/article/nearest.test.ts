import { expect, test } from 'vitest';
import { nearest, nearestOf } from '../../../utils/article/nearest.ts';
import { openPage } from './open-page.ts';

const SECTION = /^(?:section|article)$/;

test('both ways of looking up find the same, whichever line is asked first', () => {
  const page = openPage(
    '<article><p>一<b>二</b></p><section><div><i>三</i></div></section><p>四</p></article><p>五</p>',
    'https://a.example/',
  );
  const all = [...page.querySelectorAll('*')];
  const once = nearestOf(SECTION);
  for (const element of [...all, ...all.toReversed()]) expect(once(element)).toBe(nearest(element, SECTION));
  expect(once(page.querySelector('i'))?.localName).toBe('section');
  expect(once(page.querySelector('b'))?.localName).toBe('article');
  expect(once(page.querySelector('body > p'))).toBeNull();
  expect(once(null)).toBeNull();
});

test('neither climbs a page of hundreds of levels to its top', () => {
  const page = openPage(`<article>${'<div>'.repeat(300)}<i>底</i>`, 'https://a.example/');
  const deepest = page.querySelector('i');
  expect(nearest(deepest, SECTION)).toBeNull();
  expect(nearestOf(SECTION)(deepest)).toBeNull();
});
