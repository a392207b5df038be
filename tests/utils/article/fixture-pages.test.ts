import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { detectOnSwitchedOnSite, detectPage } from '../../../utils/article/detect-page.ts';
import { readArticle } from '../../../utils/article/read-article.ts';
import type { OutlineItem, PageKind, ReadingImage } from '../../../utils/article/reading.ts';
import { inferVisibility } from '../../../utils/article/visibility.ts';
import { openFile, openPage } from './open-page.ts';

const FOLDER = resolve(import.meta.dirname, '../../fixtures/pages');
const NOW = Date.parse('2026-01-15T12:00:00+08:00');

/** What stands in the `.json` beside each page. */
interface Expected {
  address: string;
  kind: PageKind;
  isObservation: boolean;
}

interface ExpectedArticle extends Expected {
  title: string;
  category: string | null;
  breadcrumb: string[] | null;
  authors: string[] | null;
  editor: string | null;
  source: string | null;
  publishedAt: string | null;
  updatedAt: string | null;
  summary: string | null;
  canonicalAddress: string;
  bodyFirst: string;
  bodyLast: string;
  bodyMustNotContain: string[];
  outline: Omit<OutlineItem, 'id'>[];
  images: ReadingImage[];
  htmlContains?: string[];
}

const pages = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.html'))
  .map((name) => {
    const expected: Expected = JSON.parse(readFileSync(join(FOLDER, name.replace('.html', '.json')), 'utf8'));
    return { name, expected, path: join(FOLDER, name) };
  });
const isArticle = (expected: Expected): expected is ExpectedArticle => expected.kind === 'article';

test('there are pages to read', () => {
  expect(pages.length).toBeGreaterThanOrEqual(6);
});

describe.each(pages)('$name', ({ path, expected }) => {
  const document = openFile(path, expected.address);
  const reading = readArticle(document, expected.address, { now: NOW });

  test('tells what kind of page it is', () => {
    expect({ kind: reading.kind, isObservation: reading.isObservation }).toEqual({
      kind: expected.kind,
      isObservation: expected.isObservation,
    });
  });

  test('the quick look agrees with the full reading', () => {
    const isVisible = inferVisibility(document);
    const detection = detectPage(document, expected.address, { isVisible });
    expect(detection).toEqual({
      kind: reading.kind,
      isObservation: reading.isObservation,
      address: reading.fields.canonicalAddress.value,
    });
    expect(detectOnSwitchedOnSite(document, expected.address, isVisible)).toEqual(
      detectPage(document, expected.address, { isVisible, isSiteOn: true }),
    );
  });

  if (!isArticle(expected)) return;

  test('reads every field', () => {
    const {
      title,
      category,
      breadcrumb,
      authors,
      editor,
      source,
      publishedAt,
      updatedAt,
      summary,
      canonicalAddress,
    } = reading.fields;
    const values = {
      title,
      category,
      breadcrumb,
      authors,
      editor,
      source,
      publishedAt,
      updatedAt,
      summary,
      canonicalAddress,
    };
    for (const [name, field] of Object.entries(values))
      expect.soft(field.value, name).toEqual(expected[name as keyof ExpectedArticle]);
  });

  test('shows where each value was found', () => {
    for (const [name, field] of Object.entries(reading.fields)) {
      if (field.value === null) continue;
      expect.soft(field.evidence?.text, name).toBeTruthy();
      const { selector } = field.evidence ?? {};
      if (selector) expect.soft(document.querySelectorAll(selector), `${name}: ${selector}`).toHaveLength(1);
    }
  });

  test('keeps the body and nothing else', () => {
    expect(reading.text.slice(0, expected.bodyFirst.length)).toBe(expected.bodyFirst);
    expect(reading.text.slice(-expected.bodyLast.length)).toBe(expected.bodyLast);
    for (const words of expected.bodyMustNotContain) {
      expect.soft(reading.text).not.toContain(words);
      expect.soft(reading.html).not.toContain(words);
    }
    for (const part of expected.htmlContains ?? []) expect.soft(reading.html).toContain(part);
  });

  test('nests the headings and names them in the HTML', () => {
    expect(reading.outline.map(({ level, text }) => ({ level, text }))).toEqual(expected.outline);
    const body = openPage(reading.html, expected.address).body;
    for (const { id, text } of reading.outline) expect(body.querySelector(`#${id}`)?.textContent).toBe(text);
  });

  test('finds the pictures', () => {
    expect(reading.images).toEqual(expected.images);
  });
});
