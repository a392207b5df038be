import { describe, expect, test } from 'vitest';
import { inferVisibility } from '../../../utils/article/visibility.ts';
import { readLines } from '../../../utils/article/visible-text.ts';
import { openPage } from './open-page.ts';

const read = (html: string) => {
  const document = openPage(html, 'https://a.example/');
  return readLines(document.body, inferVisibility(document)).map(({ text }) => text);
};

test('a line ends where a block or a line break does', () => {
  expect(read('<div>一<span>二</span><b>三</b><br>四<section>五</section>六</div>七')).toEqual([
    '一二三',
    '四',
    '五',
    '六',
    '七',
  ]);
});

test.each(['nobr', 'acronym', 'blink', 'o:p', 'st1:place', 'v:f'])('a line goes on in %s', (name) => {
  expect(read(`<p>一<${name}>二</${name}>三</p>`)).toEqual(['一二三']);
});

test('zero-width characters and glyphs of icon fonts are no text', () => {
  expect(read('<p>一\u200b二\ufeff<i>\ue61f</i>　三</p>')).toEqual(['一二 三']);
});

test.each([
  ['an attribute', '<p hidden>藏</p>'],
  ['a style', '<p style="color:red; display : none">藏</p>'],
  ['a style sheet', '<style>.m > p{display:none}</style><div class="m"><p>藏</p></div>'],
  ['visibility', '<style>#d{visibility:hidden}</style><div id="d"><p>藏</p></div>'],
  ['a closed dialog', '<dialog>藏</dialog>'],
  ['a dialog for nobody', '<div role="dialog" aria-hidden="true">藏</div>'],
  [
    'a script',
    '<div><script>藏</script><noscript>藏</noscript><template>藏</template><textarea>藏</textarea></div>',
  ],
])('what %s hides is not read', (_, html) => {
  expect(read(`${html}<p>看得见</p>`)).toEqual(['看得见']);
});

test.each([
  ['a stronger rule', '<style>.m{display:none}#s{display:block}</style><p class="m" id="s">看得见</p>'],
  ['a later rule', '<style>.m{visibility:hidden}.m.on{visibility:visible}</style><p class="m on">看得见</p>'],
  ['another medium', '<style>@media print{.m{display:none}}</style><p class="m">看得见</p>'],
  ['a rule for print', '<style media="print">.m{display:none}</style><p class="m">看得见</p>'],
  ['a state', '<style>.m:hover{display:none}</style><p class="m">看得见</p>'],
])('what %s shows is read', (_, html) => {
  expect(read(html)).toEqual(['看得见']);
});

test('text that only a script would show is read when it is most of the page', () => {
  const text = '这一页要等脚本跑完才肯露面，可是这里不跑任何脚本。'.repeat(30);
  expect(read(`<p>页眉</p><div style="visibility:hidden"><p>${text}</p></div>`)).toEqual(['页眉', text]);
  expect(read(`<p>${text}</p><div style="visibility:hidden"><p>${text}</p></div>`)).toEqual([text]);
});

describe('however long a style sheet and however deep what is hidden', () => {
  const text = '这一页要等脚本跑完才肯露面，可是这里不跑任何脚本。';

  /** Whether a paragraph of the class is seen beside a sheet that is not the document's own, which jsdom would take its time to read. */
  function isSeen(sheet: string, name: string): boolean {
    const document = openPage(`<p class="${name}">看得见</p>`, 'https://a.example/');
    const style = document.createElement('style');
    style.textContent = sheet;
    const elements = { getElementsByTagName: (tag: string) => (tag === 'style' ? [style] : []) };
    const begun = performance.now();
    const isVisible = inferVisibility(document, elements);
    const [paragraph] = document.body.children;
    const seen = paragraph !== undefined && isVisible(paragraph);
    expect(performance.now() - begun).toBeLessThan(5_000);
    return seen;
  }

  test('rules without a semicolon are read through once', { timeout: 120_000 }, () => {
    expect(isSeen(`${'.a{color:red}'.repeat(150_000)}.m{display:none}`, 'm')).toBe(false);
  });

  test('a single sheet of many megabytes is read to the limit', () => {
    expect(isSeen(`${'.a{color:red}'.repeat(200_000)}.m{display:none}`, 'm')).toBe(true);
  });

  test('the text in a thousand hidden elements is not measured in each', { timeout: 30_000 }, () => {
    const html = `${'<div style="display:none">'.repeat(1_000)}<p>${text.repeat(200)}</p>`;
    const document = openPage(html, 'https://a.example/');
    const isVisible = inferVisibility(document);
    const asked: boolean[] = [];
    const begun = performance.now();
    for (const element of document.querySelectorAll('div')) asked.push(isVisible(element));
    expect(asked[0]).toBe(true);
    expect(asked.at(-1)).toBe(false);
    expect(performance.now() - begun).toBeLessThan(10_000);
  });
});

test('an anchor that only marks a place makes no link of what it was left open around', () => {
  const document = openPage(
    '<a name=top>首楼<a><p>货到了以后没有人签收，司机在门口等了一夜。</p></a><p><a href="/2">下一楼</a></p><p><a onclick="go()">回复</a></p>',
    'https://a.example/',
  );
  const lines = readLines(document.body, inferVisibility(document));
  expect(lines.map(({ text, linked }) => [text, linked > 0])).toEqual([
    ['首楼', false],
    ['货到了以后没有人签收，司机在门口等了一夜。', false],
    ['下一楼', true],
    ['回复', true],
  ]);
});
