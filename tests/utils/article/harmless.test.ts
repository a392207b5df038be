import * as fc from 'fast-check';
import { JSDOM, VirtualConsole } from 'jsdom';
import { describe, expect, test } from 'vitest';
import { readArticle } from '../../../utils/article/read-article.ts';
import { MAX_IMAGES, MAX_OUTLINE_ITEMS } from '../../../utils/article/reading.ts';
import { readingSchema } from '../../../utils/messages/reading-schema.ts';
import { ATTACKS } from './attacks.ts';
import { forbiddenParts } from './forbidden-parts.ts';
import { HARD_PAGES } from './hard-pages.ts';
import { openPage } from './open-page.ts';

const ADDRESS = 'https://news.example/2024/0102/1.html';
const SENTENCE = '坐席说完这句话，电话那头安静了很久，然后传来一声很轻的谢谢。';
const blank = openPage('', ADDRESS);

/** Markup that stands where it may not, ends what was not begun, or belongs to another language. */
const BROKEN = [
  ...['<html>', '</html>', '<head>', '</head>', '<body>', '</body>', '<frameset><frame>', '</frameset>'],
  ...['<svg>', '</svg>', '<math>', '<mtext>', '</math>', '<foreignObject>', '<template>', '</template>'],
  ...['<x-article>', '</x-article>', '<slot>', '<form>', '</form>', '<table>', '<tr>', '<td>', '</table>'],
  ...[
    '<select>',
    '<option>',
    '</select>',
    '<ul>',
    '<li>',
    '</ul>',
    '<ol start=x>',
    '<dl><dt>',
    '<dd>',
    '</dl>',
  ],
  ...[
    '<a href="http://[">',
    '</a>',
    '<b>',
    '<i>',
    '</b>',
    '</i>',
    '<p>',
    '</p>',
    '<h1>',
    '<h2>',
    '</h2>',
    '<br>',
    '<hr>',
  ],
  ...[
    '<!--',
    '-->',
    '<![CDATA[',
    ']]>',
    '<?x',
    '<!doctype x>',
    '&',
    '&#0;',
    '&#xffffff;',
    '<',
    '\u0000',
    '\ud800',
    '\ufeff',
  ],
  ...['<noscript>', '</noscript>', '<textarea>', '</textarea>', '<title>', '</title>', '<style>', '</style>'],
  ...['<img srcset="a 1x,, b">', '<img data-src=//x/a.jpg>', '<base href="http://[">', '<base href=//b/>'],
  ...[
    '<meta property=og:title content="">',
    '<meta property=og:url content=x>',
    '<link rel=canonical href="http://[">',
  ],
  ...[
    '<script type=application/ld+json>[[{}]]</script>',
    '<script type=application/ld+json>{"@graph":0}</script>',
  ],
  ...[
    '来源：',
    '作者：',
    '2024年13月45日 25:61',
    '一、',
    '（一）',
    '第一，',
    '1.',
    '首页 > ',
    SENTENCE,
    SENTENCE.repeat(9),
  ],
];

const page = fc.array(
  fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...BROKEN) }, fc.constantFrom(...ATTACKS)),
  {
    maxLength: 60,
  },
);

describe('whatever a page is made of', () => {
  test('its reading is one, holds only what is allowed, and leaves the page as it was', {
    timeout: 120_000,
  }, () => {
    fc.assert(
      fc.property(page, (pieces) => {
        const document = openPage(pieces.join(''), ADDRESS);
        const before = document.documentElement.outerHTML;
        const reading = readArticle(document, ADDRESS);
        expect(readingSchema.safeParse(reading).error).toBeUndefined();
        expect(forbiddenParts(reading.html, blank)).toEqual([]);
        expect(document.documentElement.outerHTML).toBe(before);
      }),
      { numRuns: 150 },
    );
  });

  test('its scripts are not called by a reading', async () => {
    const html = `<title>凌晨的值班室</title><x-called title=a><p>${SENTENCE.repeat(9)}</p></x-called>
<form onsubmit="called.push('submit')" onfocus="called.push('focus')"><img src=x onload="called.push('load')" onerror="called.push('error')"></form>
<script>
  window.called = [];
  customElements.define('x-called', class extends HTMLElement {
    static observedAttributes = ['title', 'id', 'class'];
    attributeChangedCallback(name) { if (window.isRead) called.push(name); }
    connectedCallback() { if (window.isRead) called.push('connected'); }
    disconnectedCallback() { called.push('disconnected'); }
  });
  for (const name of ['focus', 'click', 'scroll', 'slotchange', 'toggle', 'beforeinput'])
    addEventListener(name, () => called.push(name), true);
  new MutationObserver((changes) => called.push('changed ' + changes.length))
    .observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
</script>`;
    const { window } = new JSDOM(html, {
      url: ADDRESS,
      runScripts: 'dangerously',
      virtualConsole: new VirtualConsole(),
    });
    window.eval('isRead = true; called = []');
    expect(readArticle(window.document, ADDRESS).text).toBe(SENTENCE.repeat(9));
    const called = window.eval('new Promise((done) => setTimeout(() => done(called.join())))');
    expect(await called).toBe('');
    window.eval('document.querySelector("x-called").title = "b"');
    expect(window.eval('called.join()')).toBe('title');
  });

  test('a property that throws, or answers nonsense, costs the reading at most', { timeout: 120_000 }, () => {
    const nonsense = fc.constantFrom<unknown>(null, undefined, 7, '', {}, [], Number.NaN);
    const names = fc.constantFrom(
      ...[
        'textContent',
        'className',
        'id',
        'nodeName',
        'localName',
        'attributes',
        'getAttribute',
        'closest',
        'children',
        'data',
        'title',
      ],
    );
    fc.assert(
      fc.property(names, fc.option(nonsense, { nil: 'throws' }), fc.nat(), (name, answer, at) => {
        const document = openPage(
          `<title>凌晨的值班室</title><h1>凌晨的值班室</h1><div><p id=a class=b>${SENTENCE.repeat(5)}</p><p><b>${SENTENCE}</b></p></div>`,
          ADDRESS,
        );
        const all = document.querySelectorAll('*');
        const element = all[at % all.length];
        if (!element) return;
        Object.defineProperty(element, name, {
          get() {
            if (answer === 'throws') throw new Error('no such thing');
            return answer;
          },
        });
        const reading = readArticle(document, ADDRESS);
        expect(typeof reading.html).toBe('string');
        expect(forbiddenParts(reading.html, blank)).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });
});

describe('however large a page is', () => {
  // A tenth of what a reading must bear: jsdom takes longer to parse such a page than a browser takes to read it. `npm run bench:reading -- --browser` reads them whole.
  test.each(HARD_PAGES.map(({ name, html }) => [name, html] as const))(
    'its reading is one: a tenth of %s',
    { timeout: 120_000 },
    (_, html) => {
      const reading = readArticle(openPage(html(0.1), ADDRESS), ADDRESS);
      expect(readingSchema.safeParse(reading).error).toBeUndefined();
      // Only the answer for pages that could not be read has none.
      expect(reading.kindScore).toBeGreaterThan(0);
    },
  );

  test('no more headings and pictures are listed than travel', { timeout: 120_000 }, () => {
    const headings = openPage(
      `<title>凌晨的值班室</title>${`<h2>小标题</h2><p>${SENTENCE}</p>`.repeat(MAX_OUTLINE_ITEMS + 1)}`,
      ADDRESS,
    );
    expect(readArticle(headings, ADDRESS).outline).toHaveLength(MAX_OUTLINE_ITEMS);
    const pictures = openPage(
      `<title>凌晨的值班室</title><p>${SENTENCE.repeat(9)}</p>${`<p><img src="/a.jpg"></p><p>${SENTENCE}</p>`.repeat(MAX_IMAGES + 1)}`,
      ADDRESS,
    );
    expect(readArticle(pictures, ADDRESS).images).toHaveLength(MAX_IMAGES);
  });
});
