import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unweaveHtml, weaveHtml } from '../../../utils/messages/woven-html.ts';

const LONG = '大堂经理走过去蹲下来，声音放得很低，好像怕惊动什么。';
const piece = fc.oneof(
  fc.constantFrom('<p>', '</p>', '<b>', '&amp;', '\n', '<img alt="a>b">', LONG, `${LONG}后来`),
  fc.string(),
);
const whole = fc.array(piece).map((pieces) => pieces.join(''));

describe('HTML that travels without the words of its text', () => {
  it('comes out as it went in, whatever text goes with it', () => {
    fc.assert(
      fc.property(whole, whole, (html, text) => {
        expect(unweaveHtml(weaveHtml(html, text), text, html.length)).toBe(html);
      }),
    );
  });

  it('carries each word once', () => {
    const paragraphs = Array.from({ length: 50 }, (_, number) => `${number}：${LONG}`);
    const html = paragraphs.map((words) => `<p>${words}</p>`).join('');
    const woven = weaveHtml(html, paragraphs.join('\n'));
    expect(JSON.stringify(woven)).not.toContain('大堂');
    expect(JSON.stringify(woven).length).toBeLessThan(html.length);
  });

  it('is not put together where it would be longer than anything that is read', () => {
    const woven = Array.from({ length: 1000 }, (): [number, number] => [0, LONG.length]);
    expect(unweaveHtml(woven, LONG, 1000)).toBeNull();
    expect(unweaveHtml([[20, 2], 'ab'], LONG, 2)).toBe('ab');
  });
});
