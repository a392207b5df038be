import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { readArticle, readInSteps } from '../../../utils/article/read-article.ts';
import type { Reading } from '../../../utils/article/reading.ts';
import { inSlices } from '../../../utils/article/slices.ts';
import type { Steps } from '../../../utils/article/steps.ts';
import { openFile, openPage } from './open-page.ts';

const FOLDER = resolve(import.meta.dirname, '../../fixtures/pages');
const ADDRESS = 'https://news.example/2024/0102/1.html';
const NOW = Date.parse('2026-01-15T12:00:00+08:00');
const SENTENCE = '坐席说完这句话，电话那头安静了很久，然后传来一声很轻的谢谢。';
const ARTICLE = `<title>凌晨的值班室</title><h1>凌晨的值班室</h1>${`<p>${SENTENCE}</p>`.repeat(200)}`;

beforeEach(() => {
  // Every step takes longer than a slice may, so that the page goes on between any two.
  let now = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => {
    now += 1_000;
    return now;
  });
});
afterEach(() => {
  vi.restoreAllMocks();
});

describe('in slices', () => {
  test.each(readdirSync(FOLDER).filter((name) => name.endsWith('.html')))(
    '%s is read as in one go',
    async (name) => {
      const { address }: { address: string } = JSON.parse(
        readFileSync(join(FOLDER, name.replace('.html', '.json')), 'utf8'),
      );
      const document = openFile(join(FOLDER, name), address);
      const sliced = await inSlices(document, () => readInSteps(document, address, { now: NOW }));
      expect(sliced).toEqual(readArticle(document, address, { now: NOW }));
    },
  );

  test('the page goes on before the work is done', async () => {
    const document = openPage('<p>', ADDRESS);
    const done: string[] = [];
    setImmediate(() => done.push('page'));
    await inSlices(document, () => threeSteps(() => done.push('step')));
    expect(done.indexOf('page')).toBeLessThan(done.lastIndexOf('step'));
  });

  test('what an error ends is rejected with it', async () => {
    const document = openPage('<p>', ADDRESS);
    const broken = () =>
      threeSteps(() => {
        throw new RangeError('too deep');
      });
    await expect(inSlices(document, broken)).rejects.toThrow(new RangeError('too deep'));
  });
});

describe('a page that changes while it is read', () => {
  test('is read anew, as it is then', async () => {
    const document = openPage(ARTICLE, ADDRESS);
    const reading = await whileChanging(document, 30, () => {
      for (const each of document.querySelectorAll('p')) each.textContent = `新的一段。${SENTENCE}`;
    });
    expect(reading).toEqual(readArticle(document, ADDRESS, { now: NOW }));
    expect(reading.text).toContain('新的一段');
  });

  test('is read anew when the walk through it lost its place', async () => {
    const document = openPage(ARTICLE, ADDRESS);
    const reading = await whileChanging(document, 5, () => {
      const holder = document.createElement('main');
      holder.innerHTML = document.body.innerHTML;
      document.body.replaceChildren(holder);
    });
    expect(reading.text.split('\n')).toHaveLength(200);
  });

  test('is read anew once, however often it changes', async () => {
    const document = openPage(ARTICLE, ADDRESS);
    let begun = 0;
    const reading = await inSlices(document, () => {
      begun++;
      return changing(document, () => document.body.append('0'));
    });
    expect(begun).toBe(2);
    expect(reading.kind).toBe('article');
  });

  test('gives an answer when all of it goes away, every time', async () => {
    const document = openPage(ARTICLE, ADDRESS);
    const reading = await inSlices(document, () =>
      changing(document, () => document.body.firstElementChild?.remove()),
    );
    expect(reading.fields.canonicalAddress.value).toBe(ADDRESS);
  });
});

/** Reads in slices a page that changes once, after so many steps. */
function whileChanging(document: Document, steps: number, change: () => void): Promise<Reading> {
  let left = steps;
  return inSlices(document, () =>
    changing(document, () => {
      left--;
      if (left === 0) change();
    }),
  );
}

/** A reading, after each step of which something is done to the page. */
function* changing(document: Document, change: () => void): Steps<Reading> {
  const steps = readInSteps(document, ADDRESS, { now: NOW });
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done) return step.value;
    change();
    yield;
  }
}

function* threeSteps(work: () => void): Steps<void> {
  for (let count = 0; count < 3; count++) {
    work();
    yield;
  }
}
