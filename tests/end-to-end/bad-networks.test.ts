import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { syncSectionTexts } from '../../locales/sync-sections.ts';
import type { NewMember } from '../../scripts/browser/account-page.ts';
import { eventually } from '../../scripts/browser/eventually.ts';
import { openLibraryPage } from '../../scripts/browser/library-page.ts';
import { waitForText } from '../../scripts/browser/visible-text.ts';
import type { ChromiumProfile } from '../../scripts/launch-chromium.ts';
import { countOf, openMemberDevice, openSecondDevice, untilSame, untilSynced } from './harness/devices.ts';
import type { Portal } from './harness/gate.ts';
import { type LibraryRows, libraryRows, saveByMessage } from './harness/library-rows.ts';
import { openStage, type Stage } from './harness/stage.ts';

const texts = syncSectionTexts['zh-CN'];
const PORTAL: Portal = {
  status: 200,
  headers: { 'content-type': 'text/html; charset=utf-8' },
  html: '<!doctype html><title>网络登录</title><p>请先登录',
};
const BUSY = texts.busy('|').split('|')[0] ?? '';

const running = new AsyncDisposableStack();
let stage: Stage;
let device: ChromiumProfile;
let member: NewMember;
/** Each test keeps articles of its own. */
let saved = 0;

beforeAll(async () => {
  stage = running.use(await openStage());
  ({ device, member } = await openMemberDevice(stage));
});
afterAll(() => running.disposeAsync());
afterEach(() => {
  stage.gate.decide = () => 'pass';
  stage.gate.portal = null;
});

// While nobody else asks the service: these listen to who does.
it.each([
  ['seconds', () => '15'],
  ['a date', () => new Date(Date.now() + 15_000).toUTCString()],
])(
  'asks nothing of a service before the time it named by %s, and then goes on by itself',
  async (_, retryAfter) => {
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
    await saveAnother();
    // Once that is said, every page knows of it; what was on its way may still arrive.
    await waitForText(page, BUSY);
    const toldAt = Date.now();
    for (let times = 0; times < 4; times += 1) {
      await page.waitForTimeout(1_500);
      for (const each of pages) await each.evaluate(() => window.dispatchEvent(new Event('focus')));
      await saveAnother();
    }
    const early = stage.gate.asked.filter(({ at }) => at > toldAt + 500 && at < refusedAt + 13_500);
    expect(early).toEqual([]);
    await untilSent();
    for (const each of pages) await each.close();
  },
);

describe('with a second device', () => {
  let second: ChromiumProfile;
  beforeAll(async () => {
    second = await openSecondDevice(stage, member);
  });

  it.each([
    ['a page for everything', PORTAL],
    ['a redirect', { ...PORTAL, status: 302, headers: { location: 'http://127.0.0.1:9/sign-in' } }],
  ])(
    'says that a network wants a sign-in which answers with %s, and goes on by itself after',
    async (_, portal) => {
      stage.gate.portal = portal;
      await saveAnother();
      const page = await openLibraryPage(device, '#/sync');
      await waitForText(page, texts.portal);
      stage.gate.portal = null;
      const held = await untilSent();
      expect(countOf(held, 'article')).toBe(saved);
      await page.close();
      await untilSame(second, held);
    },
  );

  it('hears of changes by asking, where a proxy passes nothing of a stream on', async () => {
    stage.gate.decide = (path) => (path === '/sync/events' ? 'hold' : 'pass');
    const watching = await openLibraryPage(second);
    const { title } = await saveAnother();
    await untilSynced(device);
    // A page asks every 15 to 30 s, and is waited for longer.
    await waitForText(watching, title);
  });
});

async function saveAnother(): Promise<{ title: string }> {
  saved += 1;
  const article = stage.pages.article(saved);
  expect(await saveByMessage(device, article.address)).toBe('saved');
  return article;
}

async function untilSent(): Promise<LibraryRows> {
  return eventually(
    () => libraryRows(device),
    ({ waiting }) => waiting === 0,
    'still waiting to be sent',
  );
}
