import { afterEach, describe, expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { Reading } from '../../../utils/article/reading.ts';
import type { Library } from '../../../utils/library/library.ts';
import { installFakeBrowser } from '../../fake-browser.ts';
import { ADDRESS, sampleReading } from '../library/sample-reading.ts';

installFakeBrowser();
const { judgeObservation } = await import('../../../utils/sites/judge-observation.ts');

const READING = { ...sampleReading({ category: '行业动态', breadcrumb: ['首页'] }), isObservation: false };

function libraryWith(...patterns: string[]): Pick<Library, 'sites'> {
  return { sites: async () => patterns.map((pattern) => ({ id: pattern, pattern, on: true })) };
}

afterEach(async () => {
  await fakeBrowser.storage.local.clear();
  await fakeBrowser.storage.managed.clear();
});

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

describe('the reader’s own list of channels', () => {
  const OURS = ['观察', '侃柴', '服务观察', '客户观察'];
  const inChannel = (category: string, isObservation: boolean) => ({
    ...sampleReading({ category, breadcrumb: ['首页'] }),
    isObservation,
  });
  const judge = async (reading: Reading) =>
    (await judgeObservation(libraryWith(), ADDRESS, reading)).isObservation;

  it('names channels as whole values, however wide their letters are', async () => {
    await fakeBrowser.storage.local.set({ channels: [...OURS, 'ＡＩ 观点'] });
    expect(await judge(inChannel('AI观点', false))).toBe(true);
    expect(await judge(inChannel('AI观点集', false))).toBe(false);
    expect(await judge(inChannel('服务观察', true))).toBe(true);
  });

  it('may do without ours, whatever the page found by them, but for switched-on sites', async () => {
    await fakeBrowser.storage.local.set({ channels: ['侃柴'] });
    const reading = inChannel('市场观察', true);
    expect(await judge(reading)).toBe(false);
    expect(await judge(inChannel('侃柴', true))).toBe(true);
    const there = await judgeObservation(libraryWith('https://news.example/*'), ADDRESS, reading);
    expect(there.isObservation).toBe(true);
  });

  it('may be empty', async () => {
    await fakeBrowser.storage.local.set({ channels: [] });
    expect(await judge(inChannel('观察', true))).toBe(false);
  });
});
