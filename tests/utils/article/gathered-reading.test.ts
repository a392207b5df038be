import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { completeReading } from '../../../utils/article/complete-reading.ts';
import type { RulesShelf } from '../../../utils/article/further-rules.ts';
import { openSources, packSources } from '../../../utils/article/pack-sources.ts';
import { gatherReading, readArticle } from '../../../utils/article/read-article.ts';
import { inSlices } from '../../../utils/article/slices.ts';
import { readSpacedText } from '../../../utils/article/spaced-text.ts';
import { atOnce } from '../../../utils/article/steps.ts';
import { inferVisibility } from '../../../utils/article/visibility.ts';
import { partialReadingSchema } from '../../../utils/messages/reading-schema.ts';
import { openFile, openPage } from './open-page.ts';

const FIXTURES = resolve(import.meta.dirname, '../../fixtures');
const NOW = Date.parse('2026-01-15T12:00:00+08:00');

const pages = ['fields', 'pages'].flatMap((folder) =>
  readdirSync(join(FIXTURES, folder))
    .filter((name) => name.endsWith('.html'))
    .map((name) => join(folder, name.replace('.html', ''))),
);

/**
 * The page's reading as the browser makes it: gathered in steps, which are brought the rules they ask for, or none, sent as JSON, and completed elsewhere;
 * what was asked for; and its reading at once.
 */
async function readBothWays(name: string, isBrought = true) {
  const { address } = JSON.parse(readFileSync(join(FIXTURES, `${name}.json`), 'utf8'));
  const document = openFile(join(FIXTURES, `${name}.html`), address);
  const options = { now: NOW, isVisible: inferVisibility(document) };
  const asked: string[] = [];
  const shelf: RulesShelf = {
    rules: {},
    async bring(rules) {
      asked.push(rules);
      if (isBrought) shelf.rules = { spaced: readSpacedText };
    },
  };
  const { reading, sources } = await inSlices(document, () =>
    gatherReading(document, address, options, shelf),
  );
  if (sources === null) throw new Error('nothing was gathered');
  const packed = packSources(sources);
  const sent: unknown = JSON.parse(JSON.stringify({ ...reading, sources: packed }));
  const completed = completeReading(partialReadingSchema.parse(sent));
  return { completed, asked, packed, atOnce: readArticle(document, address, options) };
}

test.each(pages)(
  '%s is read in the page and completed elsewhere as it is at once, but for its HTML',
  async (name) => {
    const { completed, atOnce } = await readBothWays(name);
    const { html, pages: _, ...rest } = atOnce;
    expect(completed).toEqual({ ...rest, html: '' });
    if (atOnce.text !== '') expect(html).not.toBe('');
  },
);

test('an article in Chinese asks for no rules', async () => {
  expect((await readBothWays('pages/full-width-labels')).asked).toEqual([]);
});

test('an article whose words have spaces between them asks for rules once, and is read without them too', async () => {
  const { completed, asked, atOnce } = await readBothWays('fields/month-first', false);
  expect(asked).toEqual(['spaced']);
  expect(completed.fields.title.value).toBe(atOnce.fields.title.value);
  expect(completed.text).not.toBe('');
});

test('of a thread of thousands of posts so many lines are sent as an article may ask for', () => {
  const post = '<div><b>会员</b></div><div>作者：某某 发表于 2025-03-02 10:20</div><div>好帖子，顶一下</div>';
  const text = `<p>${'坐席说，耳机换了以后，声音清楚多了，来电的人也不再问第二遍。'.repeat(4)}</p>`.repeat(5);
  const document = openPage(
    `<title>换耳机</title><h1>换耳机</h1>${text}${post.repeat(4000)}`,
    'https://bbs.example/t/1',
  );
  const options = { now: NOW, isVisible: () => true };
  const { sources } = atOnce(gatherReading(document, 'https://bbs.example/t/1', options, { rules: {} }));
  if (sources === null) throw new Error('nothing was gathered');
  const packed = packSources(sources);
  expect(packed.lines.length).toBeLessThan(1500);
  expect(packed.labels.length).toBeLessThan(1000);
  expect(openSources(packed).lines).toHaveLength(sources.lines.length);
});

test('sources that break a field leave the reading as it is', async () => {
  const { completed, packed } = await readBothWays('pages/full-width-labels');
  expect(completeReading({ ...completed, sources: { ...packed, lineCount: -1 } })).toEqual(completed);
});
