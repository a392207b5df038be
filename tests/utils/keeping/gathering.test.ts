import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { weaveHtml } from '../../../utils/messages/woven-html.ts';
import { type FakeSettings, installFakeBrowser } from '../../fake-browser.ts';
import { sampleReading } from '../library/sample-reading.ts';

const settings: FakeSettings = {};
const log = installFakeBrowser(settings);
const { followLoadedTab, gather, stepGathering, stopGathering } = await import(
  '../../../entrypoints/background/gather.ts'
);
const { browser } = await import('../../../utils/browser.ts');
const { readGathering } = await import('../../../utils/keeping/gathering.ts');

const item = (number: number) => ({
  address: `https://news.example/${number}.html`,
  title: `第 ${number} 篇`,
});
const states = async () => (await readGathering()).map(({ state }) => state);

beforeEach(() => {
  log.reset();
  vi.useFakeTimers({ toFake: ['Date'], now: Date.UTC(2024, 2, 5) });
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});
const pass = (seconds: number) => vi.setSystemTime(Date.now() + seconds * 1000);

/** What the page of each tab is: read whole it is not there before `resolve`. */
function readingOf(address: string) {
  const { promise, resolve } = Promise.withResolvers<void>();
  const { html, ...reading } = sampleReading();
  const given = { ...reading, html: weaveHtml(html, reading.text) };
  settings.inject = ({ file }) => (file === null ? address : given);
  const { executeScript } = browser.scripting;
  const whole = vi.fn();
  vi.spyOn(browser.scripting, 'executeScript').mockImplementation(async (script) => {
    if (script.files?.some((file) => file.includes('whole-article'))) {
      whole();
      await promise;
    }
    return executeScript(script);
  });
  return Object.assign(whole, { resolve });
}

it('an article that is asked for again while it loads goes on, in the tab it has', async () => {
  await gather({ items: [item(1), item(2)] });
  await gather({ items: [item(2), item(3)] });
  expect(log.opened).toEqual([item(1), item(2), item(3)].map(({ address }) => address));
  expect(await states()).toEqual(['loading', 'loading', 'loading']);
  await stopGathering();
  expect(log.closed.toSorted()).toEqual([1001, 1002, 1003]);
});

it('no more than three are opened at once, and the next when one has come', async () => {
  await gather({ items: [1, 2, 3, 4, 5].map(item) });
  expect(await states()).toEqual(['loading', 'loading', 'loading', 'waiting', 'waiting']);
  expect(log.opened).toHaveLength(3);
  readingOf(item(1).address).resolve();
  await followLoadedTab(1001);
  await vi.waitFor(async () =>
    expect(await states()).toEqual(['saved', 'loading', 'loading', 'loading', 'waiting']),
  );
  expect(log.opened).toHaveLength(4);
  await stopGathering();
});

it('a tab that is still being opened when the reader stops it all is closed too', async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  const { create } = browser.tabs;
  const slow = vi.spyOn(browser.tabs, 'create').mockImplementation(async (tab) => {
    await promise;
    return create(tab);
  });
  const beginning = gather({ items: [item(1), item(2)] });
  await vi.waitFor(() => expect(slow).toHaveBeenCalled());
  await stopGathering();
  resolve();
  await beginning;
  expect(log.closed.toSorted()).toEqual(log.opened.map((_, at) => 1001 + at));
  expect(log.closed).not.toEqual([]);
  expect(await states()).toEqual(['stopped', 'stopped']);
});

it('a page that does not load is given up after 45 seconds', async () => {
  await gather({ items: [item(1)] });
  pass(40);
  await stepGathering();
  expect(await states()).toEqual(['loading']);
  pass(10);
  await stepGathering();
  expect(await states()).toEqual(['failed']);
  expect(log.closed).toEqual([1001]);
});

it('an article that takes minutes to read is waited for, and counts as saved when it comes after it was given up', async () => {
  const read = readingOf(item(1).address);
  await gather({ items: [item(1)] });
  pass(40);
  const loaded = followLoadedTab(1001);
  await vi.waitFor(() => expect(read).toHaveBeenCalled());
  pass(200);
  await stepGathering();
  expect(await states()).toEqual(['reading']);
  expect(log.closed).toEqual([]);
  pass(60);
  await stepGathering();
  expect(await states()).toEqual(['failed']);
  read.resolve();
  await loaded;
  expect(await states()).toEqual(['saved']);
});

it('what comes of a tab that was given up says nothing of the same article in another', async () => {
  const read = readingOf(item(1).address);
  await gather({ items: [item(1)] });
  const loaded = followLoadedTab(1001);
  await vi.waitFor(() => expect(read).toHaveBeenCalled());
  pass(300);
  await stepGathering();
  await gather({ items: [item(1)] });
  read.resolve();
  await loaded;
  expect(await states()).toEqual(['loading']);
  await stopGathering();
  expect(log.closed).toContain(1002);
});
