import 'fake-indexeddb/auto';
import { beforeEach, expect, it, vi } from 'vitest';
import { installFakeBrowser } from '../../fake-browser.ts';

const log = installFakeBrowser();
interface Download {
  id: number;
  filename: string;
  state: 'complete';
}
/** The browser's list of downloads, each with its file still on disk. */
let downloads: Download[] = [];
let last = 0;
const api = Reflect.get(globalThis, 'browser') as Record<string, unknown>;
api.downloads = {
  download: async ({ filename }: { filename: string }) => {
    last += 1;
    downloads.push({ id: last, filename: `/home/reader/${last} ${filename}`, state: 'complete' });
    return last;
  },
  search: async (query: Partial<Download>) =>
    downloads.filter((one) =>
      Object.entries(query).every(([name, value]) => Reflect.get(one, name) === value),
    ),
  removeFile: async (id: number) => {
    downloads = downloads.filter((one) => one.id !== id);
  },
  erase: async () => [],
};
/** Pages without a window that were opened, and whether one is open. */
let made = 0;
let isOpen = false;
api.offscreen = {
  hasDocument: async () => isOpen,
  createDocument: async () => {
    [made, isOpen] = [made + 1, true];
  },
  closeDocument: async () => {
    isOpen = false;
  },
  Reason: { BLOBS: 'BLOBS' },
};
api.permissions = { contains: async () => true };
const { backUpIfDue, backupMade } = await import('../../../entrypoints/background/back-up.ts');
const { changeSchedule, isBackupDue, readSchedule } = await import(
  '../../../utils/keeping/backup-schedule.ts'
);

beforeEach(() => {
  log.reset();
  [downloads, last] = [[], 0];
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
});

it('the last four backups of each library stay, whoever’s are made meanwhile', async () => {
  const make = (account: string) => backupMade({ url: 'blob:own', bytes: 1, account });
  for (const account of ['guest', 'guest', 'm1', 'm1', 'm1', 'm1', 'm1', 'guest', 'm1']) await make(account);
  expect(downloads.map(({ id }) => id)).toEqual([1, 2, 5, 6, 7, 8, 9]);
});

it('one that was made of a library leaves another’s due', async () => {
  await changeSchedule({ every: 'weekly' });
  await backupMade({ url: 'blob:own', bytes: 1, account: 'guest' });
  const schedule = await readSchedule();
  expect(isBackupDue('guest', schedule, Date.now())).toBe(false);
  expect(isBackupDue('m1', schedule, Date.now())).toBe(true);
});

it('the oldest goes, and no other file of the reader’s that has its number since the browser counts anew', async () => {
  const make = () => backupMade({ url: 'blob:own', bytes: 1, account: 'guest' });
  for (let day = 1; day <= 4; day += 1) await make();
  const [oldest, ...others] = downloads.map(({ filename }) => filename);
  const thesis: Download = { id: 1, filename: '/home/reader/thesis.docx', state: 'complete' };
  downloads = [thesis, ...downloads.map((one) => ({ ...one, id: one.id + 1 }))];
  last = downloads.length;
  await make();
  const left = downloads.map(({ filename }) => filename);
  expect(left).toEqual(expect.arrayContaining([thesis.filename, ...others]));
  expect(left).not.toContain(oldest);
});

it('a choice that is made while a backup ends stays, and so does what the backup noted', async () => {
  const files = [{ path: '/a.zip', account: 'guest', at: 5, name: 'a.zip', bytes: 1 }];
  await Promise.all([
    changeSchedule({ files }),
    changeSchedule({ every: 'weekly' }),
    changeSchedule({ triedAt: 7 }),
  ]);
  expect(await readSchedule()).toMatchObject({ files, every: 'weekly', triedAt: 7 });
});

it('one that says nothing any more is given up after some hours, told as failed, and begun anew', async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  await changeSchedule({ every: 'daily' });
  await backUpIfDue();
  vi.setSystemTime(Date.now() + 60 * 60_000);
  await backUpIfDue();
  expect(made).toBe(1);
  expect((await readSchedule()).problem).toBeNull();
  vi.setSystemTime(Date.now() + 2 * 60 * 60_000);
  await backUpIfDue();
  expect(made).toBe(2);
  expect((await readSchedule()).problem).toBe('failed');
  await backupMade({ url: 'blob:own', bytes: 1, account: 'guest' });
  expect(await readSchedule()).toMatchObject({ problem: null, files: [{ bytes: 1 }] });
  vi.useRealTimers();
});
