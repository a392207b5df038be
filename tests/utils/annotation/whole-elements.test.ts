import { JSDOM } from 'jsdom';
import { describe, expect, it } from 'vitest';
import { readElementName, writeElementName } from '../../../protocol/element-name.ts';
import { selectorSchema } from '../../../protocol/selectors.ts';
import { anchorElement } from '../../../utils/annotation/anchor-element.ts';
import { anchorMarks } from '../../../utils/annotation/anchored-marks.ts';
import { describeElement } from '../../../utils/annotation/describe-element.ts';
import { indexText } from '../../../utils/annotation/text-index.ts';
import { elementOf } from '../../../utils/annotation/whole-element.ts';
import { imageAddress } from '../../../utils/article/images.ts';
import * as selectors1 from '../../fixtures/wire/version-1/selectors.ts';

const BASE = 'https://shop.example/articles/1.html';
const addressOf = (picture: Element) => picture.getAttribute('data-address') ?? imageAddress(picture, BASE);

const TEXT = [
  '清早七点，库房的门还没有开，送货的人已经在门口等了半个钟头。',
  '照片里的货架只有三层，最上面一层放的是从来没有人来取的旧箱子。',
  '表里的数是每个月的头一天点出来的，点的人和记的人不是同一个。',
  '到了年底，谁也说不清少掉的那两箱去了哪里，只有账本还对得上。',
].map((text) => `<p>${text}</p>`);
const SHELF =
  '<p><img id="shelf" src="/pictures/shelf-2026-11.jpg" alt="三层货架" width="640" height="480"></p>';
const TABLE =
  '<table id="counts"><tr><th>月份</th><th>入库</th><th>出库</th></tr><tr><td>九月</td><td>1,204</td><td>1,180</td></tr><tr><td>十月</td><td>1,377</td><td>1,402</td></tr></table>';
const PAGE = [TEXT[0], SHELF, TEXT[1], TABLE, TEXT[2], TEXT[3]].join('\n');

const bodyOf = (html: string) => new JSDOM(`<body>${html}</body>`).window.document.body;

function describeIn(html: string, selector: string) {
  const body = bodyOf(html);
  const element = body.querySelector(selector);
  if (!element) throw new Error(`no ${selector}`);
  return describeElement(indexText(body), element, addressOf);
}

function find(html: string, selector: string, edited: string) {
  const body = bodyOf(edited);
  const [mark] = anchorMarks(
    body,
    [{ id: 'a', selectors: describeIn(html, selector) }],
    (all, index, words) => anchorElement(all, index, words, addressOf),
  );
  const { status, range } = mark?.result ?? { status: 'lost', range: null };
  return { status, element: range && elementOf(range), text: range?.toString() ?? null };
}

describe('a picture that is marked whole', () => {
  it.each([
    ['nothing changed', PAGE],
    ['paragraphs came in above', `<p>编者按：这一组文章写于去年冬天。</p>${PAGE}`],
    [
      'it is loaded when it is scrolled to',
      PAGE.replace('src="/pictures', 'src="/blank.gif" data-src="/pictures'),
    ],
    [
      'its paragraph was rewritten',
      PAGE.replace(TEXT[1] ?? '', '<p>这一段完全换了说法，不再讲货架的事。</p>'),
    ],
    [
      'it was put into a figure',
      PAGE.replace(SHELF, `<figure>${SHELF.slice(3, -4)}<figcaption>库房一角</figcaption></figure>`),
    ],
    [
      'its file comes from elsewhere and smaller',
      PAGE.replace('/pictures/shelf-2026-11.jpg', 'https://cdn.example/w/shelf-2026-11_640x480.jpg!small'),
    ],
    [
      'another picture came before it',
      PAGE.replace(SHELF, `<p><img id="other" src="/pictures/door.jpg" alt="门"></p>${SHELF}`),
    ],
  ])('is found when %s', (_, edited) => {
    const found = find(PAGE, '#shelf', edited);
    expect(found.status).toBe('found');
    expect(found.element?.id).toBe('shelf');
  });

  it('is lost when it was taken out, though its paragraphs stand', () => {
    expect(find(PAGE, '#shelf', PAGE.replace(SHELF, ''))).toMatchObject({ status: 'lost' });
  });

  it('is lost when another picture stands elsewhere', () => {
    const edited = `${PAGE.replace(SHELF, '')}<p><img src="/pictures/door.jpg" alt="门"></p>`;
    expect(find(PAGE, '#shelf', edited)).toMatchObject({ status: 'lost' });
  });

  it('is doubtful when another picture stands in its place', () => {
    const edited = PAGE.replace('shelf-2026-11.jpg', 'a-new-one.png').replace('三层货架', '');
    expect(find(PAGE, '#shelf', edited)).toMatchObject({ status: 'doubtful', element: { id: 'shelf' } });
  });

  it('is told from copies of it by what stands around', () => {
    const copy = SHELF.replace('id="shelf"', 'id="copy"');
    const twice = PAGE + copy;
    expect(find(twice, '#shelf', twice)).toMatchObject({ status: 'found', element: { id: 'shelf' } });
    expect(find(twice, '#copy', twice)).toMatchObject({ status: 'found', element: { id: 'copy' } });
    const gone = twice.replace(SHELF, '');
    expect(find(twice, '#shelf', gone).status).not.toBe('found');
  });

  it('is found in the kept copy, also where its bytes are not there', () => {
    const address = 'https://shop.example/pictures/shelf-2026-11.jpg';
    const kept = PAGE.replace(SHELF, `<p><span class="missing" data-address="${address}"></span></p>`);
    expect(find(PAGE, '#shelf', kept)).toMatchObject({ status: 'found', element: { localName: 'span' } });
  });

  it('without an address is known by its place alone', () => {
    const drawn = PAGE.replace(SHELF, '<p><canvas id="drawn"></canvas></p>');
    expect(find(drawn, '#drawn', drawn)).toMatchObject({ status: 'found', element: { id: 'drawn' } });
    expect(find(drawn, '#drawn', PAGE)).toMatchObject({ status: 'lost' });
  });
});

describe('a table that is marked whole', () => {
  it('is found as an element', () => {
    expect(find(PAGE, '#counts', `<p>新添的一段。</p>${PAGE}`)).toMatchObject({
      status: 'found',
      element: { id: 'counts' },
    });
  });

  it('with another number is doubtful', () => {
    expect(find(PAGE, '#counts', PAGE.replace('1,402', '1,420'))).toMatchObject({
      status: 'doubtful',
      element: { id: 'counts' },
    });
  });

  it('is lost when it was taken out', () => {
    expect(find(PAGE, '#counts', PAGE.replace(TABLE, ''))).toMatchObject({ status: 'lost' });
  });

  it('that became paragraphs is found by its words', () => {
    const edited = PAGE.replace(
      TABLE,
      `<div>${TABLE.replace(/<\/?(?:table|tr)[^>]*>/g, '').replace(/t[hd]>/g, 'span>')}</div>`,
    );
    const found = find(PAGE, '#counts', edited);
    expect(found.element).toBeNull();
    expect(found.text).toContain('1,204');
  });
});

describe("an element's name", () => {
  it('is read as it was written, whatever the words', () => {
    const name = {
      name: 'img',
      address: 'https://a.example/"q"\\p.jpg?x=[1]',
      alt: '他说"[src="没有"\n两行\\a ',
    };
    const value = writeElementName(name);
    expect(readElementName([{ type: 'CssSelector', value }])).toEqual(name);
  });

  it('is one that the browser understands', () => {
    const alt = '他说"好"\\';
    const body = bodyOf('<img src="https://a.example/1.jpg"><table></table>');
    body.querySelector('img')?.setAttribute('alt', alt);
    const value = writeElementName({ name: 'img', address: 'https://a.example/1.jpg', alt });
    expect(body.querySelector(value)).not.toBeNull();
  });
});

describe('an extension of version 1, which knew no elements,', () => {
  const readIn1 = (selectors: unknown[]) =>
    selectors.filter((selector) => selectors1.selectorSchema.safeParse(selector).success);

  it('reads of a marked table its words with what stands around them, and finds them', () => {
    const known = readIn1(describeIn(PAGE, '#counts'));
    expect(known.map((selector) => Reflect.get(Object(selector), 'type'))).toContain('TextQuoteSelector');
    expect(JSON.stringify(known)).not.toContain('CssSelector');
    const selectors = known.map((selector) => selectorSchema.parse(selector));
    const [mark] = anchorMarks(bodyOf(PAGE), [{ id: 'a', selectors }]);
    expect(mark?.result.status).toBe('found');
    expect(mark?.result.range?.toString()).toContain('1,204');
  });

  it('reads of a marked picture without a caption no words, and shows it in no place', () => {
    const selectors = readIn1(describeIn(PAGE, '#shelf')).map((selector) => selectorSchema.parse(selector));
    const [mark] = anchorMarks(bodyOf(PAGE), [{ id: 'a', selectors }]);
    expect(mark?.result.status).toBe('lost');
  });
});
