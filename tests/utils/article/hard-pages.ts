/** Pages that are hard on whoever reads them, by what is hard about them. Their size is given, so that a test can take a tenth. */

const SENTENCE = '坐席说完这句话，电话那头安静了很久，然后传来一声很轻的谢谢。';

interface HardPage {
  name: string;
  /** `scale` 1: as large as a reading must bear. */
  html(scale: number): string;
}

export const HARD_PAGES: readonly HardPage[] = [
  {
    name: 'a million characters in one paragraph',
    html: (scale) => article(`<p>${text(1_000_000 * scale)}</p>`),
  },
  {
    name: 'a million characters in paragraphs',
    html: (scale) => article(`<p>${text(300)}</p>`.repeat((1_000_000 / 300) * scale)),
  },
  {
    name: 'a million characters without punctuation',
    html: (scale) => article(`<p>${'长'.repeat(1_000_000 * scale)}</p>`),
  },
  {
    name: 'a million spaces',
    html: (scale) => article(`<p>${text(90)}${' \u3000'.repeat(500_000 * scale)}${text(90)}</p>`),
  },
  {
    name: 'a million digits',
    html: (scale) => article(`<p>${text(90)}</p><p>${'2024-01-02 '.repeat(90_000 * scale)}</p>`),
  },
  {
    name: 'fifty thousand paragraphs',
    html: (scale) => article(`<p>${SENTENCE}</p>`.repeat(50_000 * scale)),
  },
  {
    name: 'fifty thousand empty elements',
    html: (scale) => article(`<p>${text(600)}</p>${'<div></div>'.repeat(50_000 * scale)}`),
  },
  {
    name: 'fifty thousand links',
    html: (scale) => article(`<p>${text(600)}</p>${'<a href="/x">标题一则</a> '.repeat(50_000 * scale)}`),
  },
  {
    name: 'fifty thousand list items',
    html: (scale) => article(`<ul>${`<li>${SENTENCE}</li>`.repeat(50_000 * scale)}</ul>`),
  },
  {
    name: 'fifty thousand cells',
    html: (scale) =>
      article(
        `<p>${text(600)}</p><table>${`<tr>${'<td>一格</td>'.repeat(50)}</tr>`.repeat(1_000 * scale)}</table>`,
      ),
  },
  {
    name: 'fifty thousand spans in one paragraph',
    html: (scale) => article(`<p>${`<span>${SENTENCE}</span>`.repeat(50_000 * scale)}</p>`),
  },
  {
    name: 'fifty thousand headings',
    html: (scale) => article(`<h2>一、小标题</h2><p>${SENTENCE}</p>`.repeat(25_000 * scale)),
  },
  {
    name: 'fifty thousand labels',
    html: (scale) => article(`<p>来源：报社 作者：王某 2024-01-02 10:30</p>`.repeat(50_000 * scale)),
  },
  {
    name: 'fifty thousand pictures',
    html: (scale) => article(`<p>${text(600)}</p>${'<img data-src="/a.jpg">'.repeat(50_000 * scale)}`),
  },
  { name: 'two thousand levels of div', html: (scale) => article(nested('div', 2_000 * scale)) },
  { name: 'two thousand levels of span', html: (scale) => article(nested('span', 2_000 * scale)) },
  {
    name: 'two thousand levels, text on each',
    html: (scale) => article(`<div>${SENTENCE}`.repeat(2_000 * scale)),
  },
  {
    name: 'five hundred levels of tables',
    html: (scale) => article(`${'<table><tr><td>'.repeat(500 * scale)}${text(600)}`),
  },
  {
    name: 'two thousand levels of lists',
    html: (scale) => article(`<ul><li>${SENTENCE}`.repeat(1_000 * scale)),
  },
  {
    name: 'an attribute of ten megabytes',
    html: (scale) => article(`<p title="${'长'.repeat(3_500_000 * scale)}">${text(600)}</p>`),
  },
  {
    name: 'a style attribute of ten megabytes',
    html: (scale) => article(`<p style="${'display :'.repeat(1_100_000 * scale)}">${text(600)}</p>`),
  },
  {
    name: 'a class of ten megabytes',
    html: (scale) => article(`<p class="${'a-b '.repeat(2_500_000 * scale)}">${text(600)}</p>`),
  },
  {
    name: 'a picture address of ten megabytes',
    html: (scale) =>
      article(`<p>${text(600)}<img src="data:image/png;base64,${'A'.repeat(10_000_000 * scale)}"></p>`),
  },
  {
    name: 'a srcset of ten megabytes',
    html: (scale) => article(`<p>${text(600)}<img srcset="${'/a.jpg 1x, '.repeat(1_000_000 * scale)}"></p>`),
  },
  {
    name: 'a title of a megabyte',
    html: (scale) => `<title>${'标题_'.repeat(300_000 * scale)}</title><body><p>${text(600)}</p>`,
  },
  {
    name: 'a description of a megabyte',
    html: (scale) =>
      `<meta name="description" content="${text(1_000_000 * scale)}">${article(`<p>${text(600)}</p>`)}`,
  },
  {
    name: 'structured data of five megabytes',
    html: (scale) =>
      `<script type="application/ld+json">[${'{"@type":"Thing"},'.repeat(280_000 * scale)}{}]</script>${article(`<p>${text(600)}</p>`)}`,
  },
  {
    name: 'structured data ten thousand levels deep',
    html: (scale) =>
      `<script type="application/ld+json">${'{"a":['.repeat(5_000 * scale)}${']}'.repeat(5_000 * scale)}</script>${article(`<p>${text(600)}</p>`)}`,
  },
  {
    name: 'two megabytes of style sheets',
    html: (scale) =>
      `<style>${'.a-b .c{display:none}'.repeat(95_000 * scale)}</style>${article(`<p>${text(600)}</p>`)}`,
  },
  {
    name: 'a style sheet of open braces',
    html: (scale) => `<style>${'@media x{'.repeat(1_000 * scale)}</style>${article(`<p>${text(600)}</p>`)}`,
  },
  {
    name: 'three megabytes of rules that hide nothing',
    html: (scale) =>
      `<style>${'.a{color:red}'.repeat(230_000 * scale)}</style>${article(`<p>${text(600)}</p>`)}`,
  },
  {
    name: 'two thousand levels of hidden elements',
    html: (scale) =>
      article(`${'<div style="display:none">'.repeat(2_000 * scale)}<p>${text(100_000 * scale)}</p>`),
  },
  {
    name: 'fifty thousand links to a second page',
    html: (scale) =>
      article(
        `<p>${text(600)}</p><div class="comments">${'<a href="?page=2">2</a> <a href="?page=3">下一页</a> '.repeat(25_000 * scale)}</div>`,
      ),
  },
  {
    name: 'ten thousand custom elements with slots',
    html: (scale) =>
      article(
        `<x-card><template shadowrootmode="open"><slot></slot></template>${SENTENCE}</x-card>`.repeat(
          10_000 * scale,
        ),
      ),
  },
];

const article = (body: string) =>
  `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>凌晨的值班室</title></head><body><h1>凌晨的值班室</h1>${body}</body></html>`;

const text = (characters: number) => SENTENCE.repeat(Math.ceil(characters / SENTENCE.length));

const nested = (tag: string, levels: number) => `${`<${tag}>`.repeat(levels)}${text(600)}`;
