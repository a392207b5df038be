import { expect, it } from 'vitest';
import type { Browser } from 'wxt/browser';
import { switchSiteOn } from '../../scripts/browser/settings-page.ts';
import { buildExtension } from '../../scripts/build-extension.ts';
import { findOrInstallBrowser } from '../../scripts/install-browser.ts';
import { launchChromium } from '../../scripts/launch-chromium.ts';
import { startArticleSite } from './harness/article-site.ts';
import { TEST_BUILD } from './harness/test-build.ts';

declare const chrome: typeof Browser;

it('an article in English is read by the rules that come when it needs them, and its fields by the background', async () => {
  const { path } = await findOrInstallBrowser(['chromium'], console.log);
  const { folder } = await buildExtension({ target: 'chrome', ...TEST_BUILD });
  await using site = await startArticleSite();
  await using device = await launchChromium({ path, extension: folder });
  await switchSiteOn(device, site.origin);
  const { address, title, sentence, newsletter } = site.inEnglish;
  const page = await device.context.newPage();
  await page.goto(address);
  const before = await page.locator('body').innerHTML();
  const ours = await device.context.newPage();
  await ours.goto(device.pageAddress('options.html'));
  const reading = await ours.evaluate(read, address);
  expect(reading).toMatchObject({
    kind: 'article',
    html: '',
    fields: {
      title: { value: title },
      authors: { value: ['Ruth Arden'] },
      publishedAt: { value: '2026-11-03' },
    },
  });
  expect(reading.text).toContain(sentence);
  expect(reading.text).not.toContain(newsletter);
  // What is kept is read by another script, which is brought them too.
  const kept = await ours.evaluate(readWhole, address);
  expect(kept).toContain(sentence);
  expect(kept).not.toContain(newsletter);
  expect(await page.locator('body').innerHTML()).toBe(before);
});

/** In a page of ours: the text that a save would keep. */
async function readWhole(address: string): Promise<string> {
  const [tab] = (await chrome.tabs.query({})).filter(({ url }) => url === address);
  const [injected] = await chrome.scripting.executeScript({
    target: { tabId: tab?.id ?? -1 },
    files: ['/content-scripts/whole-article.js'],
  });
  return String(Reflect.get(Object(injected?.result), 'text'));
}

/** In a page of ours: the reading that the popup shows. */
async function read(address: string) {
  const [tab] = (await chrome.tabs.query({})).filter(({ url }) => url === address);
  const { answer } = await chrome.runtime.sendMessage({ name: 'read-page', body: { tabId: tab?.id } });
  return answer.reading;
}
