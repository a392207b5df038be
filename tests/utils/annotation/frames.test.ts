import { afterEach, describe, expect, it } from 'vitest';
import { inferVisibility } from '../../../scripts/infer-visibility.ts';
import type { PlaceElement } from '../../../utils/annotation/anchor.ts';
import { anchorElement } from '../../../utils/annotation/anchor-element.ts';
import { anchorMarks, reanchorInSlices } from '../../../utils/annotation/anchored-marks.ts';
import { describeRange } from '../../../utils/annotation/describe.ts';
import { describeElement } from '../../../utils/annotation/describe-element.ts';
import { orderRanges } from '../../../utils/annotation/order-ranges.ts';
import { readFrames } from '../../../utils/annotation/page-frames.ts';
import { indexText, rangeOf } from '../../../utils/annotation/text-index.ts';
import { elementOf } from '../../../utils/annotation/whole-element.ts';
import { openPage, rangeOfText } from './page.ts';

const PAGE = `<p>页面自己的第一段，讲的是值班表上没有写的事。</p><iframe width="600" height="200"></iframe>
<p>页面自己的第二段，讲的是夜里的电话。</p>`;
const FRAMED = '<p>嵌在里面的一段，讲的是另一张值班表。</p><p>嵌在里面的第二段，也要能标。</p>';

/** A page with a frame of its own origin, as large as the attributes say: a parsed page has no layout. */
function framedPage(framed = FRAMED) {
  const page = openPage(`<body>${PAGE}</body>`);
  const frame = page.querySelector('iframe');
  const inner = frame?.contentDocument;
  if (!frame || !inner) throw new Error('no frame');
  const box = () => ({ width: Number(frame.width), height: Number(frame.height) });
  Object.assign(frame, { getBoundingClientRect: box });
  inner.body.innerHTML = framed;
  inferVisibility(inner);
  globalThis.pageFrames = readFrames(page);
  return { page, frame, inner };
}

afterEach(() => {
  globalThis.pageFrames = undefined;
});

describe('text in a frame', () => {
  it('comes behind the text of the page, whose own offsets stay what they are without it', () => {
    const { page } = framedPage();
    const all = indexText(page.body);
    globalThis.pageFrames = undefined;
    const own = indexText(page.body);
    expect(all.text).toBe(`${own.text}${FRAMED.replace(/<[^>]+>/g, '')}`);
  });

  it('is described by what stands around it there, and found again after an edit of page and frame', () => {
    const { page, inner } = framedPage();
    const selectors = describeRange(page.body, rangeOfText(inner, '嵌在里面的一段'));
    expect(selectors.map(({ type }) => type)).toEqual(['TextQuoteSelector', 'TextPositionSelector']);
    expect(selectors[0]).toMatchObject({ prefix: '' });
    page.body.prepend('插在最前面的话。');
    inner.body.prepend('编者按：');
    const [mark] = anchorMarks(page.body, [{ id: 'a', selectors }]);
    expect(mark?.result).toMatchObject({ status: 'found', isChanged: false });
    expect(mark?.result.range?.startContainer.ownerDocument).toBe(inner);
    expect(mark?.result.range?.toString()).toBe('嵌在里面的一段');
  });

  it('gives no range that goes from the page into the frame', () => {
    const { page } = framedPage();
    const index = indexText(page.body);
    const at = index.text.indexOf('嵌在里面');
    expect(rangeOf(index, at - 4, at + 4)).toBeNull();
    expect(rangeOf(index, at, at + 4)?.toString()).toBe('嵌在里面');
  });

  it('is lost when its frame is taken away', async () => {
    const { page, frame, inner } = framedPage();
    const selectors = describeRange(page.body, rangeOfText(inner, '也要能标'));
    const marks = anchorMarks(page.body, [{ id: 'a', selectors }]);
    expect(marks[0]?.result.status).toBe('found');
    frame.remove();
    const moved = [];
    const options = { placeElement: undefined, rest: async () => undefined };
    for await (const slice of reanchorInSlices(page.body, marks, options)) moved.push(...slice);
    expect(moved.map(({ result }) => result.status)).toEqual(['lost']);
  });

  it('is left alone where the frame is as small as a counter', () => {
    const { page, frame } = framedPage();
    frame.width = '1';
    expect(indexText(page.body).parts).toHaveLength(1);
  });

  it('stands in the order of the page where its frame is', () => {
    const { page, inner } = framedPage();
    const first = rangeOfText(page, '第一段');
    const second = rangeOfText(page, '第二段');
    const within = rangeOfText(inner, '另一张');
    const shown = globalThis.document;
    Object.assign(globalThis, { document: page });
    const { intervals } = orderRanges([within, second, first]);
    Object.assign(globalThis, { document: shown });
    const starts = intervals.map(({ start }) => start);
    expect([...starts].sort((a, b) => a - b)).toEqual([starts[2], starts[0], starts[1]]);
  });
});

describe('what is marked whole in a frame', () => {
  const addressOf = (picture: Element) => picture.getAttribute('src');
  const place: PlaceElement = (selectors, index, words) => anchorElement(selectors, index, words, addressOf);
  const PICTURES = `${FRAMED}<img src="https://shop.example/shelf.jpg"><p>图下面的一段。</p>
<table><tr><td>九月</td><td>1,204</td></tr><tr><td>十月</td><td>1,377</td></tr></table>`;

  it.each(['img', 'table'])('is found there again, after an edit of page and frame: %s', (name) => {
    const { page, inner } = framedPage(PICTURES);
    const element = inner.querySelector(name) ?? inner.body;
    const selectors = describeElement(indexText(page.body), element, addressOf);
    // A path begins at the page's body.
    expect(selectors.map(({ type }) => type)).not.toContain('XPathSelector');
    page.body.prepend('插在最前面的话。');
    inner.body.prepend('编者按：');
    const [mark] = anchorMarks(page.body, [{ id: 'a', selectors }], place);
    expect(mark?.result.status).toBe('found');
    expect(mark?.result.range && elementOf(mark.result.range)).toBe(element);
  });
});
