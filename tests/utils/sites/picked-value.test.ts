// @vitest-environment jsdom
import { describe, expect, it } from 'vitest';
import { pickedValue } from '../../../utils/sites/picked-value.ts';
import type { RuleField } from '../../../utils/sites/site-rule.ts';

const ADDRESS = 'https://night.example/a/1.html';
const TEXT = '交接簿放在窗台上，封面被太阳晒成了两种颜色，靠里的一半还是原来的蓝。'.repeat(8);
const PAGE = `<h1 id="title">夜班交接簿</h1>
<p id="meta"><span id="source">来源：《夜班手册》</span> <span>作者：陆问渠 沈若溪</span> <b id="day">2026年11月2日 10:30</b></p>
<p id="plain">夜班手册 | 陆问渠</p>
<dl><dt id="label">编辑：</dt><dd>周念</dd></dl>
<div><p>${TEXT}</p><p id="lead"><img id="image" src="/p/1.jpg" width="320" height="240" alt="窗台"></p><p id="sign">执笔：陆问渠</p></div>`;

/** As a click on the element, or on these words of it, would have it. */
function pick(field: RuleField, id: string, words?: string) {
  const page = new DOMParser().parseFromString(PAGE, 'text/html');
  const element = page.getElementById(id);
  if (!element) throw new Error(`no ${id}`);
  const caret = words === undefined ? null : caretAt(element, words);
  const now = Date.parse('2026-11-20T00:00:00Z');
  return pickedValue(field, { element, caret }, { document: page, address: ADDRESS, now });
}

function caretAt(element: Element, words: string) {
  const texts = element.ownerDocument.createTreeWalker(element, 4);
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    const at = node.nodeValue?.indexOf(words) ?? -1;
    if (at >= 0) return { node, offset: at + 1 };
  }
  throw new Error(`no ${words}`);
}

describe('what a place says for a field', () => {
  it.each<[RuleField, string, string | undefined, string]>([
    ['title', 'title', undefined, '夜班交接簿'],
    ['source', 'source', undefined, '夜班手册'],
    ['source', 'meta', undefined, '夜班手册'],
    ['authors', 'meta', undefined, '陆问渠、沈若溪'],
    ['authors', 'plain', '陆问渠', '陆问渠'],
    ['source', 'plain', '夜班手册', '夜班手册'],
    ['publishedAt', 'day', undefined, '2026年11月2日 10:30'],
    ['publishedAt', 'source', undefined, '2026年11月2日 10:30'],
    ['editor', 'label', undefined, '周念'],
    ['leadImage', 'lead', undefined, 'https://night.example/p/1.jpg'],
  ])('%s at %s (%s) is %s', (field, id, words, text) => {
    expect(pick(field, id, words)?.text).toBe(text);
  });

  it('is where the reader finds it again: a selector, the line, and what kind of place', () => {
    expect(pick('authors', 'sign')).toEqual({
      text: '陆问渠',
      evidence: { source: 'body', text: '执笔：陆问渠', selector: '#sign' },
    });
    expect(pick('source', 'source')?.evidence.source).toBe('label');
    expect(pick('title', 'title')?.evidence.source).toBe('heading');
  });

  it.each<[RuleField, string]>([
    ['publishedAt', 'sign'],
    ['leadImage', 'sign'],
  ])('is nothing for %s at %s', (field, id) => {
    expect(pick(field, id)).toBeNull();
  });

  it('is nothing for an author where a whole paragraph was pointed at', () => {
    const page = new DOMParser().parseFromString(`<div><p id="long">${TEXT}</p></div>`, 'text/html');
    const element = page.getElementById('long');
    const where = element && { element, caret: null };
    expect(where && pickedValue('authors', where, { document: page, address: ADDRESS, now: 0 })).toBeNull();
  });
});
