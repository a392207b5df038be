// @vitest-environment jsdom
import { beforeEach, expect, it } from 'vitest';
import { withEnd } from '../../../entrypoints/reattach.content/with-end.ts';

let first: Text;
let second: Text;
let passage: Range;
beforeEach(() => {
  document.body.innerHTML = '<p>值班表上没有写的事</p><p>夜里打来的电话</p><input value="一">';
  const [one, two] = [...document.querySelectorAll('p')].map(({ firstChild }) => firstChild);
  if (!(one instanceof Text) || !(two instanceof Text)) throw new Error('no text');
  [first, second] = [one, two];
  passage = document.createRange();
  passage.setStart(first, 4);
  passage.setEnd(first, 8);
});

it('draws either end outwards and inwards, over elements too', () => {
  expect(withEnd(passage, 'start', first, 0)?.toString()).toBe('值班表上没有写的');
  expect(withEnd(passage, 'start', first, 6)?.toString()).toBe('写的');
  expect(withEnd(passage, 'end', first, 9)?.toString()).toBe('没有写的事');
  expect(withEnd(passage, 'end', second, 2)?.toString()).toBe('没有写的事夜里');
  expect(passage.toString()).toBe('没有写的');
});

it('leaves a passage as it is where nothing would be left of it, or there is no text', () => {
  expect(withEnd(passage, 'start', first, 8)).toBeNull();
  expect(withEnd(passage, 'start', second, 1)).toBeNull();
  expect(withEnd(passage, 'end', first, 2)).toBeNull();
  expect(withEnd(passage, 'end', document.body, 1)).toBeNull();
  expect(withEnd(passage, 'end', document.createTextNode('不在页面上'), 1)).toBeNull();
});
