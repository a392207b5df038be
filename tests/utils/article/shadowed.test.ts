import { expect, test } from 'vitest';
import { readArticle } from '../../../utils/article/read-article.ts';
import { openPage } from './open-page.ts';

const SENTENCE = '坐席说完这句话，电话那头安静了很久，然后传来一声很轻的谢谢。';
const ADDRESS = 'https://news.example/2024/0102/1.html';

test.each([
  'nextSibling',
  'parentNode',
  'parentElement',
  'nodeName',
  'nodeType',
  'firstChild',
  'previousElementSibling',
  'getAttribute',
  'closest',
])('reads what stands around a form whose control is named %s', (name) => {
  const text = `<p>${SENTENCE.repeat(8)}</p>`;
  const page = openPage(
    `<title>凌晨的值班室</title>${text}<form><p>账号</p><input name="${name}"></form>${text}`,
    ADDRESS,
  );
  const [form] = page.forms;
  // As every browser does by itself; jsdom does not.
  if (form) Object.defineProperty(form, name, { value: form.querySelector('input') });
  expect(readArticle(page, ADDRESS).text).toBe(`${SENTENCE.repeat(8)}\n${SENTENCE.repeat(8)}`);
});

test('reads a form whose controls are named as controls usually are', () => {
  const page = openPage(
    `<title>凌晨的值班室</title><form><input name="id"><input name="title"><p>${SENTENCE.repeat(8)}</p></form>`,
    ADDRESS,
  );
  expect(readArticle(page, ADDRESS).text).toBe(SENTENCE.repeat(8));
});
