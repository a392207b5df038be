import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { detectPage } from '../../../utils/article/detect-page.ts';
import { readArticle } from '../../../utils/article/read-article.ts';
import type { PageKind } from '../../../utils/article/reading.ts';
import { inferVisibility } from '../../../utils/article/visibility.ts';
import { corpusFolder } from '../../corpus.ts';
import { openFile } from './open-page.ts';

const ADDRESS = 'https://www.example.invalid/fwgc/1002.html';

interface Expected {
  isArticle: boolean;
  kind?: PageKind;
  title?: string;
  category?: string;
  breadcrumb?: string[];
  author?: string | null;
  source?: string;
  publishedAt?: string;
  summary?: string | null;
  summaryStarts?: string;
  bodyFirst?: string;
  bodyLast?: string;
  bodyParagraphs?: number;
  bodyMustNotContain?: string[];
  outline?: { level: number; text: string }[];
  headings?: string[];
  images?: string[];
}

interface CorpusPage {
  name: string;
  path: string;
  expected: Expected;
}

const pages: CorpusPage[] = [...sitePages(), ...madePages()];
/** Headings are listed with and without a space between number and text. */
const withoutSpaces = (text: string) => text.replace(/\s+/g, '');

describe.each(pages)('$name', ({ path, expected }) => {
  const document = openFile(path, ADDRESS);
  const reading = readArticle(document, ADDRESS);
  const { fields } = reading;

  test('tells an observation article from other pages, at a glance too', () => {
    expect(reading.kind).toBe(expected.isArticle ? 'article' : expected.kind);
    expect(reading.isObservation).toBe(expected.isArticle);
    const { kind, isObservation } = detectPage(document, ADDRESS, { isVisible: inferVisibility(document) });
    expect({ kind, isObservation }).toEqual({ kind: reading.kind, isObservation: reading.isObservation });
  });

  if (!expected.isArticle) return;

  test('reads every field', () => {
    expect.soft(fields.title.value).toBe(expected.title);
    expect.soft(fields.category.value).toBe(expected.category);
    expect.soft(fields.source.value).toBe(expected.source);
    expect.soft(fields.publishedAt.value).toBe(expected.publishedAt);
    expect.soft(fields.authors.value).toEqual(expected.author ? [expected.author] : null);
    if (expected.breadcrumb) expect.soft(fields.breadcrumb.value).toEqual(expected.breadcrumb);
    if (expected.summary === null) expect.soft(fields.summary.value).toBeNull();
    if (expected.summaryStarts)
      expect.soft(fields.summary.value?.startsWith(expected.summaryStarts)).toBe(true);
  });

  test('keeps the body and nothing else', () => {
    expect.soft(reading.text.startsWith(expected.bodyFirst ?? '')).toBe(true);
    expect.soft(reading.text.endsWith(expected.bodyLast ?? '')).toBe(true);
    if (expected.bodyParagraphs) expect.soft(reading.text.split('\n').length).toBe(expected.bodyParagraphs);
    for (const words of expected.bodyMustNotContain ?? []) expect.soft(reading.text).not.toContain(words);
  });

  test('nests the headings by their numbering', () => {
    const outline = reading.outline.map(({ level, text }) => ({ level, text }));
    if (expected.outline) expect(outline).toEqual(expected.outline);
    if (expected.headings)
      expect(outline.map(({ text }) => withoutSpaces(text))).toEqual(expected.headings.map(withoutSpaces));
  });

  test('finds the pictures and no placeholder', () => {
    const addresses = (expected.images ?? []).map((address) => new URL(address, ADDRESS).href);
    expect(reading.images.map(({ address }) => address)).toEqual(addresses);
  });
});

function sitePages(): CorpusPage[] {
  const folder = corpusFolder('site');
  if (!folder) return [];
  const expected: Expected = JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8'));
  return [{ name: 'site/article.html', path: join(folder, 'article.html'), expected }];
}

function madePages(): CorpusPage[] {
  const folder = corpusFolder('made');
  if (!folder) return [];
  const all: Record<string, Expected> = JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8'));
  return Object.entries(all).map(([name, expected]) => ({
    name: `made/${name}`,
    path: join(folder, name),
    expected,
  }));
}
