import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { readArticle } from '../../../utils/article/read-article.ts';
import type { Field, ReadingFields } from '../../../utils/article/reading.ts';
import { openFile } from './open-page.ts';

const FOLDER = resolve(import.meta.dirname, '../../fixtures/fields');
const NOW = Date.parse('2026-01-15T12:00:00+08:00');

/** What stands in the `.json` beside each page: its address, and the fields it is about; null where the page has none. */
interface Expected extends Partial<Record<keyof ReadingFields, unknown>> {
  address: string;
  /** What else must be there to choose. */
  alsoOffers?: Partial<Record<keyof ReadingFields, unknown[]>>;
}

const pages = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.html'))
  .map((name) => name.replace('.html', ''));

test('there are pages of many families', () => {
  expect(pages.length).toBeGreaterThanOrEqual(20);
});

test.each(pages)('reads the fields of %s', (name) => {
  const expected: Expected = JSON.parse(readFileSync(join(FOLDER, `${name}.json`), 'utf8'));
  const { address, alsoOffers = {}, ...values } = expected;
  const { fields } = readArticle(openFile(join(FOLDER, `${name}.html`), address), address, { now: NOW });
  const named: [string, Field<unknown>][] = Object.entries(fields);
  const read = Object.fromEntries(named.map(([field, { value }]) => [field, value]));
  expect(read).toMatchObject(values);
  for (const [field, { candidates }] of named) {
    const offered = candidates.map(({ value }) => value);
    for (const other of alsoOffers[field as keyof ReadingFields] ?? [])
      expect.soft(offered, field).toContainEqual(other);
  }
});
