import 'fake-indexeddb/auto';
import { beforeEach, expect, it, vi } from 'vitest';
import { installFakeBrowser, OWN } from '../../fake-browser.ts';
import { sampleReading } from '../library/sample-reading.ts';

const log = installFakeBrowser();
const { followSync } = await import('../../../entrypoints/background/follow-events.ts');
const { viewAnswers } = await import('../../../entrypoints/background/view-requests.ts');
const { syncState } = await import('../../../utils/sync/sync.ts');
const { openCurrentLibrary } = await import('../../../utils/library/open-library.ts');

const own = { ...OWN, addressOf: async () => '' };
const view = { id: OWN.id, url: `${OWN.origin}library.html` };

beforeEach(() => log.reset());

/** Two articles of which one became part of the other, and words that a view has written on that one since. */
async function writeOnPart(page: string): Promise<() => Promise<string | undefined>> {
  const library = await openCurrentLibrary();
  const save = (address: string) => library.saveArticle({ address, reading: sampleReading(), savedAt: 1 });
  const one = await save(`https://news.example/guancha/${page}`);
  const other = await save(`https://m.news.example/guancha/${page}`);
  await library.mergeArticles(one.id, other.id);
  await library.writeNote({ kind: 'article', id: other.id }, '写在还开着的页面上', []);
  return async () => (await library.article(one.id))?.note.text;
}

it('a worker that slept while a view wrote on an article that was merged away sees to it', async () => {
  const noteOfWhole = await writeOnPart('101.html');
  expect(await viewAnswers['sync-now'](undefined, view, own)).toMatchObject({ status: 'guest' });
  await vi.waitFor(async () => expect(await noteOfWhole()).toBe('写在还开着的页面上'));
});

it('a worker that died before it saw to it does once the next sync has ended', async () => {
  const noteOfWhole = await writeOnPart('102.html');
  await followSync(await syncState());
  expect(await noteOfWhole()).toBe('写在还开着的页面上');
});
