import { JSDOM } from 'jsdom';
import { afterEach, expect, it, vi } from 'vitest';
import { fitLines } from '../../components/reader/fit-lines.ts';

afterEach(() => vi.unstubAllGlobals());

function fitted(html: string, squeezesItself: boolean): string {
  const { window } = new JSDOM('<template></template>');
  for (const name of ['document', 'NodeFilter', 'Text'] as const) vi.stubGlobal(name, window[name]);
  const template = window.document.querySelector('template');
  if (!template) throw new Error('no template');
  template.innerHTML = html;
  const before = template.content.textContent;
  fitLines(template.content, squeezesItself);
  expect(template.content.textContent).toBe(before);
  return template.innerHTML;
}

it('lets addresses break anywhere, and leaves the text, short words and code as they are', () => {
  const html =
    '<p>见 https://example.cn/a-long-address 与 short-word。</p><pre>an-address-in-code-stays-whole</pre>';
  const long = '<span class="long-word">$&</span>';
  expect(fitted(html, true)).toBe(html.replace('https://example.cn/a-long-address', long));
});

it.each([
  ['他说：“好。”，然后走了。', '他说：“好[。][”]，然后走了。'],
  ['（《周刊》（副刊））', '（[《]周刊》[（]副刊[）]）'],
  ['一、二，三。', '一、二，三。'],
])('narrows what meets in %s where the browser does not', (text, expected) => {
  expect(fitted(`<p>${text}</p>`, true)).toBe(`<p>${text}</p>`);
  const marked = expected.replaceAll('[', '<span class="squeezed">').replaceAll(']', '</span>');
  expect(fitted(`<p>${text}</p>`, false)).toBe(`<p>${marked}</p>`);
});
