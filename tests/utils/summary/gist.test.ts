import { describe, expect, test } from 'vitest';
import { gistOf } from '../../../utils/summary/gist.ts';
import { widthOf } from '../../../utils/summary/units.ts';
import { ENGLISH, NIGHT_SHIFT } from './sample-articles.ts';

describe.each([
  ['of Chinese', NIGHT_SHIFT],
  ['of English', ENGLISH],
])('a summary %s', (_, article) => {
  test('is whole sentences of the text, in their order, as long as a summary is', async () => {
    const { summary } = await gistOf(article);
    const text = article.text.replace(/\s+/g, ' ');
    let at = -1;
    for (const sentence of summary?.split(/(?<=[。！]|\. )/) ?? []) {
      const found = text.indexOf(sentence.trim(), at + 1);
      expect(found, sentence).toBeGreaterThan(at);
      at = found;
    }
    expect(widthOf(summary ?? '')).toBeGreaterThanOrEqual(80);
    expect(widthOf(summary ?? '')).toBeLessThanOrEqual(200);
  });

  test('has no heading in it, and is the same each time', async () => {
    const first = await gistOf(article);
    for (const heading of article.headings) expect(first.summary).not.toContain(`${heading}\n`);
    expect(await gistOf(article)).toEqual(first);
  });
});

test('terms are names of things, not pieces of sentences', async () => {
  const { terms } = await gistOf(NIGHT_SHIFT);
  expect(terms).toEqual(expect.arrayContaining(['交接本', '客服中心', '夜班']));
  expect(terms.length).toBeGreaterThanOrEqual(5);
  expect(terms.length).toBeLessThanOrEqual(8);
  for (const term of terms) expect(term).not.toMatch(/[的了是在和与也]|^(?:一|他们|没有|以后)/);
});

test('terms of an English text are words and phrases of it', async () => {
  const { terms } = await gistOf(ENGLISH);
  expect(terms.map((term) => term.toLowerCase())).toEqual(
    expect.arrayContaining(['handover book', 'night shift', 'call centre']),
  );
});

test('names in other letters are kept whole within Chinese', async () => {
  const text =
    'AI客服上线以后，5G网络的来电少了。\n座席说，AI客服答得快，5G网络的问题却要人来答。\nAI客服不懂的，是5G网络为什么在地下室里断。';
  const { terms } = await gistOf({ title: 'AI客服与5G网络', headings: [], text, names: [] });
  expect(terms).toEqual(expect.arrayContaining(['AI客服', '5G网络']));
});

test('an article is by its source, and not about it', async () => {
  const text = `${NIGHT_SHIFT.text}\n值班室周刊从明年起每月回访一次。\n值班室周刊的读者可以来信。\n来信请写明值班室周刊收。`;
  const { terms } = await gistOf({ ...NIGHT_SHIFT, text });
  expect(terms).not.toContain('值班室周刊');
});

test.each([
  ['nothing', ''],
  ['a line', '今天值班室没有电话。'],
  ['no sentence', '早班\n中班\n夜班\n'.repeat(60)],
  ['one letter', '值'.repeat(5000)],
  ['numbers alone', '1234 5678 '.repeat(400)],
  ['one endless sentence', '排班表上写着很多名字，'.repeat(600)],
])('of %s there is no summary, and nothing fails', async (_, text) => {
  const gist = await gistOf({ title: '', headings: [], text, names: [] });
  expect(gist.summary).toBeNull();
  expect(gist.terms.length).toBeLessThanOrEqual(8);
});

test('without the witness of word boundaries terms are still found', async () => {
  const segmenter = Intl.Segmenter;
  try {
    Reflect.deleteProperty(Intl, 'Segmenter');
    const { terms } = await gistOf(NIGHT_SHIFT);
    expect(terms).toEqual(expect.arrayContaining(['交接本', '客服中心']));
  } finally {
    Object.defineProperty(Intl, 'Segmenter', { value: segmenter, configurable: true, writable: true });
  }
});

test('everything else has its turn while a long text is worked on, and it can be given up', async () => {
  const lines = Array.from({ length: 1500 }, (_, at) => `第${at}天${NIGHT_SHIFT.text.split('\n')[at % 9]}`);
  const stopping = new AbortController();
  const working = gistOf({ ...NIGHT_SHIFT, text: lines.join('\n') }, stopping.signal);
  let turns = 0;
  const ticking = setInterval(() => {
    turns++;
    if (turns === 5) stopping.abort();
  }, 0);
  await expect(working).rejects.toMatchObject({ name: 'AbortError' });
  clearInterval(ticking);
  expect(turns).toBe(5);
});
