import { expect, it } from 'vitest';
import { syncSectionTexts } from '../../locales/sync-sections.ts';
import { eventually } from '../../scripts/browser/eventually.ts';
import { openLibraryPage } from '../../scripts/browser/library-page.ts';
import { waitForText } from '../../scripts/browser/visible-text.ts';
import { countOf, openMemberDevice, openSecondDevice, untilSame, untilSynced } from './harness/devices.ts';
import type { Portal } from './harness/gate.ts';
import { libraryRows, saveByMessage } from './harness/library-rows.ts';
import { openStage } from './harness/stage.ts';

const texts = syncSectionTexts['zh-CN'];
const PORTAL: Portal = {
  status: 200,
  headers: { 'content-type': 'text/html; charset=utf-8' },
  html: '<!doctype html><title>网络登录</title><p>请先登录',
};

it.each([
  ['a page for everything', PORTAL],
  ['a redirect', { ...PORTAL, status: 302, headers: { location: 'http://127.0.0.1:9/sign-in' } }],
])(
  'says that a network wants a sign-in which answers with %s, and goes on by itself after',
  async (_, portal) => {
    await using stage = await openStage();
    const { device, member } = await openMemberDevice(stage);
    stage.gate.portal = portal;
    await saveByMessage(device, stage.pages.article(1).address);
    const page = await openLibraryPage(device, '#/sync');
    await waitForText(page, texts.portal, 20_000);
    stage.gate.portal = null;
    const held = await eventually(
      () => libraryRows(device),
      ({ waiting }) => waiting === 0,
      'still waiting to be sent',
      60_000,
    );
    expect(countOf(held, 'article')).toBe(1);
    await page.close();
    await untilSame(await openSecondDevice(stage, member), held);
  },
);

it('hears of changes by asking, where a proxy passes nothing of a stream on', async () => {
  await using stage = await openStage();
  const { device, member } = await openMemberDevice(stage);
  stage.gate.decide = (path) => (path === '/sync/events' ? 'hold' : 'pass');
  const second = await openSecondDevice(stage, member);
  const watching = await openLibraryPage(second);
  await saveByMessage(device, stage.pages.article(1).address);
  await untilSynced(device);
  // A page asks every 15 to 30 s.
  await waitForText(watching, stage.pages.article(1).title, 35_000);
});

const BUSY = texts.busy('|').split('|')[0] ?? '';

it.each([
  ['seconds', () => '15'],
  ['a date', () => new Date(Date.now() + 15_000).toUTCString()],
])(
  'asks nothing of a service before the time it named by %s, and then goes on by itself',
  async (_, retryAfter) => {
    await using stage = await openStage();
    const { device } = await openMemberDevice(stage);
    const page = await openLibraryPage(device, '#/sync');
    const pages = [page, await openLibraryPage(device)];
    await page.waitForTimeout(2_000);
    let refusedAt = 0;
    stage.gate.decide = (path) => {
      if (!path.startsWith('/sync/') && !path.startsWith('/blobs/') && path !== '/account/devices')
        return 'pass';
      if (refusedAt > 0 && Date.now() - refusedAt > 10_000) return 'pass';
      refusedAt ||= Date.now();
      return {
        status: 503,
        body: { error: { code: 'unavailable' } },
        headers: { 'retry-after': retryAfter() },
      };
    };
    await saveByMessage(device, stage.pages.article(1).address);
    // Once that is said, every page knows of it; what was on its way may still arrive.
    await waitForText(page, BUSY, 20_000);
    const toldAt = Date.now();
    for (let times = 0; times < 4; times += 1) {
      await page.waitForTimeout(1_500);
      for (const each of pages) await each.evaluate(() => window.dispatchEvent(new Event('focus')));
      await saveByMessage(device, stage.pages.article(2 + times).address);
    }
    const early = stage.gate.asked.filter(({ at }) => at > toldAt + 500 && at < refusedAt + 13_500);
    expect(early).toEqual([]);
    await eventually(
      () => libraryRows(device),
      ({ waiting }) => waiting === 0,
      'still waiting to be sent',
      40_000,
    );
  },
);
