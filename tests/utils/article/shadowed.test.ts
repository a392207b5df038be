import { expect, test } from 'vitest';
import { detectOnSwitchedOnSite } from '../../../utils/article/detect-page.ts';
import { selectorOf } from '../../../utils/article/field.ts';
import { readArticle } from '../../../utils/article/read-article.ts';
import { openPage } from './open-page.ts';

const SENTENCE = '坐席说完这句话，电话那头安静了很久，然后传来一声很轻的谢谢。';
const ADDRESS = 'https://news.example/2024/0102/1.html';

test.each(['parentElement', 'localName', 'nodeType', 'firstChild', 'getAttribute', 'closest'])(
  'reads what stands around a form whose control is named %s',
  (name) => {
    const text = `<p>${SENTENCE.repeat(8)}</p>`;
    const page = openPage(
      `<title>凌晨的值班室</title>${text}<form><p>账号</p><input name="${name}"></form>${text}`,
      ADDRESS,
    );
    const [form] = page.forms;
    // As every browser does by itself; jsdom does not.
    if (form) Object.defineProperty(form, name, { value: form.querySelector('input') });
    expect(readArticle(page, ADDRESS).text).toBe(`${SENTENCE.repeat(8)}\n${SENTENCE.repeat(8)}`);
  },
);

test('reads a form whose controls are named as controls usually are', () => {
  const page = openPage(
    `<title>凌晨的值班室</title><form><input name="id"><input name="title"><p>${SENTENCE.repeat(8)}</p></form>`,
    ADDRESS,
  );
  expect(readArticle(page, ADDRESS).text).toBe(SENTENCE.repeat(8));
});

test.each([
  'children',
  'nextSibling',
  'parentNode',
  'previousElementSibling',
  'childNodes',
  'textContent',
  'nodeName',
  'matches',
  'querySelectorAll',
])('reads the text within a form whose control is named %s', (name) => {
  const page = openPage(
    `<title>凌晨的值班室</title><form><div><p>${SENTENCE.repeat(8)}</p></div><input name="${name}"></form>`,
    ADDRESS,
  );
  const [form] = page.forms;
  if (form) Object.defineProperty(form, name, { value: form.querySelector('input') });
  expect(readArticle(page, ADDRESS).text).toBe(SENTENCE.repeat(8));
});

test('asks nothing of a form whose controls shadow what is asked of it, when a page is only looked at', () => {
  const text = `<p>${SENTENCE.repeat(8)}</p>`;
  const page = openPage(
    `<title>凌晨的值班室</title><h1>凌晨的值班室</h1>${text}<form><input name="closest"></form>${text}`,
    ADDRESS,
  );
  const [form] = page.forms;
  if (form) Object.defineProperty(form, 'closest', { value: form.querySelector('input') });
  const isVisible = (element: Element) => {
    if (element === form) throw new TypeError('element.closest is not a function');
    return true;
  };
  expect(detectOnSwitchedOnSite(page, ADDRESS, isVisible).kind).toBe('article');
});

test('counts the elements before one past a form that calls a later one its previous sibling', () => {
  const page = openPage('<form></form><fieldset></fieldset><div>之前</div><p>一段</p><p>又一段</p>', ADDRESS);
  const [form] = page.forms;
  // By `<fieldset form="…" name="previousElementSibling">`: the fieldset stands behind the form, so that both lead to each other.
  if (form) Object.defineProperty(form, 'previousElementSibling', { value: page.querySelector('fieldset') });
  const last = page.querySelector('p:last-child');
  expect(page.querySelector((last && selectorOf(last)) ?? 'none')).toBe(last);
});
