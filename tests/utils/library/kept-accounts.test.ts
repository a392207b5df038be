import 'fake-indexeddb/auto';
import { afterEach, expect, it, vi } from 'vitest';
import { installFakeBrowser } from '../../fake-browser.ts';
import { ADDRESS, sampleReading } from './sample-reading.ts';

installFakeBrowser();
const { followAlarm } = await import('../../../entrypoints/background/follow-events.ts');
const { CURRENT, openSessionDatabase } = await import('../../../utils/current-account.ts');
const { openAccountStore, openLibrary } = await import('../../../utils/library/open-library.ts');

const DAY_MS = 24 * 60 * 60_000;
afterEach(() => vi.useRealTimers());

it('what a guest deleted is emptied after its time, also while a member is signed in', async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: 1_750_000_000_000 });
  const guest = await openLibrary('guest');
  const { id } = await guest.saveArticle({ address: ADDRESS, reading: sampleReading(), savedAt: 1 });
  await guest.deleteArticle(id);
  await (await openSessionDatabase()).put('current', { memberId: 'member-1' }, CURRENT);
  for (let day = 0; day < 32; day += 1) {
    await followAlarm('sync');
    vi.setSystemTime(Date.now() + DAY_MS);
  }
  expect(await guest.article(id)).toBeNull();
  const { database } = await openAccountStore('guest');
  expect(await database.count('snapshots')).toBe(0);
});
