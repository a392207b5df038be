// @vitest-environment jsdom
import 'fake-indexeddb/auto';
import { Blob } from 'node:buffer';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { setLanguage } from '../../utils/appearance.ts';
import { sampleReading } from '../utils/library/sample-reading.ts';
import { mount, unmount } from './mount.ts';

vi.hoisted(() => {
  const session = { get: async () => ({}), set: async () => undefined };
  const api = { runtime: { id: 'our-extension' }, storage: { session, local: session } };
  Object.assign(globalThis, { chrome: api, browser: api });
});
vi.mock('../../components/settings/use-backup-schedule.ts', () => ({
  useBackupSchedule: () => ({
    schedule: null,
    choose: async () => {},
    wanted: null,
    answer: async () => true,
  }),
}));

const { BackupSection } = await import('../../components/settings/BackupSection.tsx');
const { openAccountStore, openLibrary } = await import('../../utils/library/open-library.ts');
let root: HTMLElement | null = null;

beforeEach(() => {
  vi.stubGlobal('Blob', Blob); // jsdom's has no stream()
  setLanguage('zh-CN');
});
afterEach(async () => {
  if (root) await unmount(root);
  root = null;
});

it('a backup says beforehand what is not on this device, and so not in it', async () => {
  const library = await openLibrary('member-1');
  const { snapshots } = await library.saveArticle({
    address: 'https://news.example/1',
    reading: sampleReading(),
    savedAt: 1,
  });
  const open = async () => {
    if (root) await unmount(root);
    root = await mount(<BackupSection library={library} />);
    await act(() => new Promise((resolve) => setTimeout(resolve, 50)));
    return root.textContent ?? '';
  };
  expect(await open()).not.toContain('还没有取到这台电脑上');
  await (await openAccountStore('member-1')).database.delete('snapshots', snapshots[0]?.hash ?? '');
  expect(await open()).toContain('有 1 份正文和图片是别的设备存的，还没有取到这台电脑上');
});
