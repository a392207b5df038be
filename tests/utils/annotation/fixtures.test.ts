import { readFileSync } from 'node:fs';
import { JSDOM } from 'jsdom';
import { describe, expect, it } from 'vitest';
import { inferVisibility } from '../../../scripts/infer-visibility.ts';
import { anchorSelectors } from '../../../utils/annotation/anchor.ts';
import { describeRange } from '../../../utils/annotation/describe.ts';
import { indexText, rangeOf } from '../../../utils/annotation/text-index.ts';

const folder = new URL('../../fixtures/pages/', import.meta.url);
/** The articles: lists and dialogs have too little running text. */
const pages = [
  'full-width-labels.html',
  'half-width-labels.html',
  'missing-fields.html',
  'one-line-metadata.html',
];

interface Passage {
  node: Text;
  offset: number;
  length: number;
}

/** Passages of Chinese text, spread evenly over a page, each within one text node. */
function passagesOf(page: Document, length: number, count: number): Passage[] {
  const index = indexText(page.body);
  const step = Math.max(1, Math.floor(index.text.length / count / 4));
  const passages: Passage[] = [];
  for (let at = 0; at + length < index.text.length && passages.length < count; at += step) {
    const range = rangeOf(index, at, at + length);
    if (!range || range.startContainer !== range.endContainer) continue;
    if (!/^[\u4e00-\u9fff，。：、,:;]+$/.test(range.toString())) continue;
    passages.push({ node: range.startContainer as Text, offset: range.startOffset, length });
  }
  if (passages.length === 0) throw new Error(`no passage of ${length} characters on the page`);
  return passages;
}

/** Describes a passage, changes the text around or in it, looks for it, and puts the page back. */
function anchorAfter(
  page: Document,
  { node, offset, length }: Passage,
  edit: (before: string, passage: string, after: string) => string,
) {
  const range = page.createRange();
  range.setStart(node, offset);
  range.setEnd(node, offset + length);
  const selectors = describeRange(page.body, range);
  const original = node.data;
  node.data = edit(
    original.slice(0, offset),
    original.slice(offset, offset + length),
    original.slice(offset + length),
  );
  const { status, range: found, isChanged } = anchorSelectors(page.body, selectors);
  const answer = {
    status,
    isChanged,
    text: found?.toString() ?? null,
    isSamePlace: found?.startContainer === node,
  };
  node.data = original;
  return answer;
}

describe.each(pages)('on %s', (name) => {
  const page = inferVisibility(new JSDOM(readFileSync(new URL(name, folder))).window.document);

  it.each([3, 6, 15, 32])('finds every passage of %i characters where it was', (length) => {
    for (const passage of passagesOf(page, length, 12)) {
      const { status, text, isSamePlace } = anchorAfter(page, passage, (...parts) => parts.join(''));
      expect({ status, isSamePlace, length: text?.length }).toEqual({
        status: 'found',
        isSamePlace: true,
        length,
      });
    }
  });

  it.each([3, 6, 15, 32])('reports every passage of %i characters lost once it is deleted', (length) => {
    for (const passage of passagesOf(page, length, 12)) {
      expect(anchorAfter(page, passage, (before, _, after) => before + after).status).toBe('lost');
    }
  });

  it.each([6, 15, 32])(
    'finds a passage of %i characters in which one was changed, and says that it was',
    (length) => {
      for (const passage of passagesOf(page, length, 12)) {
        const { isChanged, text, isSamePlace } = anchorAfter(page, passage, (before, words, after) =>
          [before, words.slice(0, 2), '鑫', words.slice(3), after].join(''),
        );
        expect({ isChanged, isSamePlace }).toEqual({ isChanged: true, isSamePlace: true });
        expect(text).toContain('鑫');
      }
    },
  );

  it('finds a passage whose page spaced its characters and changed the width of its punctuation', () => {
    for (const passage of passagesOf(page, 15, 12)) {
      const { status, isSamePlace } = anchorAfter(page, passage, (before, words, after) =>
        [before, words.split('').join(' ').replaceAll('，', ',').replaceAll('：', ':'), after].join(''),
      );
      expect({ status, isSamePlace }).toEqual({ status: 'found', isSamePlace: true });
    }
  });
});
