import { expect, it } from 'vitest';
import { readOptions } from '../../scripts/read-options.ts';

const DISPLAY = { DISPLAY: ':0' };

it('opens a window where there is a display, and takes the tour where there is none', () => {
  expect(readOptions([], DISPLAY)?.isHeadless).toBe(false);
  if (process.platform === 'linux') expect(readOptions([], {})?.isHeadless).toBe(true);
  expect(readOptions(['--headless'], DISPLAY)?.isHeadless).toBe(true);
});

it('takes the tour when pictures are asked for', () => {
  expect(readOptions(['--pictures'], DISPLAY)).toMatchObject({ isHeadless: true, takesPictures: true });
});

it('gives nothing to do when only help is asked for', () => {
  expect(readOptions(['--help'], DISPLAY)).toBeNull();
});

it.each([
  [['--browser', 'lynx'], '--browser lynx: choose one of chromium, firefox, chrome, edge.'],
  [['--port', '80x'], '--port 80x: give a number from 1 to 65534.'],
  [['--port', '65535'], '--port 65535: give a number from 1 to 65534.'],
  [['--brwser'], `Unknown option '--brwser'. "npm start -- --help" lists the options.`],
  [['--pictures', '--page', 'a.html'], '--pictures shows the sample article alone: leave out --page.'],
])('says in one line what is wrong with %j', (words, line) => {
  expect(() => readOptions(words, DISPLAY)).toThrow(line);
});
