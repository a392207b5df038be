import { expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { Library } from '../../../utils/library/library.ts';
import { installFakeBrowser } from '../../fake-browser.ts';
import { ADDRESS, sampleReading } from '../library/sample-reading.ts';

installFakeBrowser();
const { judgeObservation } = await import('../../../utils/sites/judge-observation.ts');

const READING = { ...sampleReading({ category: '行业动态', breadcrumb: ['首页'] }), isObservation: false };

function libraryWith(...patterns: string[]): Pick<Library, 'sites'> {
  return { sites: async () => patterns.map((pattern) => ({ id: pattern, pattern, on: true })) };
}

it('calls every article of a switched-on site an observation', async () => {
  const judged = await judgeObservation(libraryWith('https://news.example/*'), ADDRESS, READING);
  expect(judged).toEqual({ ...READING, isObservation: true });
});

it('leaves an article of another site as the page alone shows it', async () => {
  expect(await judgeObservation(libraryWith('https://other.example/*'), ADDRESS, READING)).toEqual(READING);
});

it('never calls a list an observation', async () => {
  const list = { ...READING, kind: 'list' as const };
  expect(await judgeObservation(libraryWith('https://news.example/*'), ADDRESS, list)).toEqual(list);
});

it('knows the channels that the administrator names', async () => {
  await fakeBrowser.storage.managed.set({ channels: ['行业动态'] });
  expect(await judgeObservation(libraryWith(), ADDRESS, READING)).toMatchObject({ isObservation: true });
});
