import 'fake-indexeddb/auto';
import { beforeEach, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { Reading } from '../../../utils/article/reading.ts';
import { weaveHtml } from '../../../utils/messages/woven-html.ts';
import { type FakeSettings, installFakeBrowser, OWN } from '../../fake-browser.ts';
import { ADDRESS, sampleReading } from '../library/sample-reading.ts';

const listening = new Set<number>();
const settings: FakeSettings = { listening };
const log = installFakeBrowser(settings);
const { runCommand } = await import('../../../entrypoints/background/run-command.ts');
const { openCurrentLibrary } = await import('../../../utils/library/open-library.ts');

/** As a page's script gives it. */
function show(reading: Reading | number) {
  const given =
    typeof reading === 'number' ? reading : { ...reading, html: weaveHtml(reading.html, reading.text) };
  settings.inject = ({ file }) => (file?.endsWith('/whole-article.js') ? given : ADDRESS);
}

beforeEach(async () => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  log.reset();
  await fakeBrowser.storage.local.set({ language: 'zh-CN' });
  listening.clear();
  show(sampleReading());
});

it('saves the page the shortcut was pressed on', async () => {
  await runCommand('save-page', 1);
  expect(await (await openCurrentLibrary()).articleAt(ADDRESS)).toMatchObject({ title: '接起电话之前' });
  expect(log.badges.get(1)).not.toBe('!');
});

it('opens what it saved in the library', async () => {
  await runCommand('open-reader', 1);
  const article = await (await openCurrentLibrary()).articleAt(ADDRESS);
  expect(log.opened).toEqual([`${OWN.origin}library.html#/article/${article?.id}`]);
});

it('tells the page’s script to mark the selection, putting it in first', async () => {
  settings.inject = () => {
    listening.add(1);
    return undefined;
  };
  await runCommand('mark-selection', 1);
  expect(log.injected).toEqual(['1 /content-scripts/marks.js']);
  expect(log.told).toEqual(['1 mark-selection']);
});

it.each([
  ['a page without text', () => show(sampleReading({}, { text: '' })), 'save-page', '没有可以收藏的正文'],
  ['a page that is no article of any kind', () => show(7), 'save-page', '没有收藏成'],
  ['a page closed to extensions', close, 'save-page', '不让扩展读这一页'],
  ['a page closed to extensions, for marking', close, 'mark-selection', '不让扩展在这一页上标注'],
] as const)('says on the button what went wrong with %s', async (_, prepare, command, sentence) => {
  prepare();
  await runCommand(command, 1);
  expect(log.badges.get(1)).toBe('!');
  expect(log.titles.get(1)).toContain(sentence);
});

function close() {
  settings.inject = () => {
    throw new Error('Cannot access a chrome:// URL');
  };
}
