import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { pagesTexts } from '../../locales/pages.ts';
import { popupTexts } from '../../locales/popup.ts';
import { eventually } from '../../scripts/browser/eventually.ts';
import { openPopup, SAVE_BUTTON } from '../../scripts/browser/popup.ts';
import { switchSiteOn } from '../../scripts/browser/settings-page.ts';
import { elementWith } from '../../scripts/browser/target-page.ts';
import { buildExtension } from '../../scripts/build-extension.ts';
import { findOrInstallBrowser } from '../../scripts/install-browser.ts';
import { type ChromiumProfile, launchChromium } from '../../scripts/launch-chromium.ts';
import { libraryRows } from './harness/library-rows.ts';
import { type Folder, type SplitSite, startSplitSite } from './harness/split-site.ts';
import { TEST_BUILD } from './harness/test-build.ts';

const texts = pagesTexts['zh-CN'];
const PARTS = ['先把话务量说清楚', '再把人排进格子里', '最后把改动留下来'];

const running = new AsyncDisposableStack();
let device: ChromiumProfile;
let site: SplitSite;

beforeAll(async () => {
  site = running.use(await startSplitSite());
  const { path } = await findOrInstallBrowser(['chromium'], console.log);
  const { folder } = await buildExtension({ target: 'chrome', ...TEST_BUILD });
  device = running.use(await launchChromium({ path, extension: folder }));
  await switchSiteOn(device, new URL(site.article('three')).origin);
});
afterAll(() => running.disposeAsync());

it.each<[string, Folder, number]>([
  ['from its first page', 'three', 1],
  ['where the last page leads back to the second', 'circle', 1],
  ['in GB18030, where only the first page says so', 'gb', 1],
  ['with the cookies of its site', 'cookie', 1],
])('an article of three pages is kept whole %s', async (_, folder, from) => {
  const kept = await save(folder, from);
  expect(kept.pages).toMatchObject({ missing: [], reason: null });
  for (const part of PARTS) expect(kept.text.split(part)).toHaveLength(2);
  expect(kept.ran).toBeUndefined();
  expect(site.asked.filter((one) => one === `${folder}/2`)).toHaveLength(1);
});

it('from its last page it is the same article', async () => {
  const before = await libraryRows(device);
  const kept = await save('three', 3);
  expect(kept.address).toBe(site.article('three'));
  const count = (rows: typeof before) =>
    Object.keys(rows.records).filter((name) => name.startsWith('article ')).length;
  expect(count(await libraryRows(device))).toBe(count(before));
});

it.each<[string, Folder]>([
  ['of another origin', 'away'],
  ['that is no page at all', 'image'],
])('a page %s is left out and named', async (_, folder) => {
  const kept = await save(folder);
  expect(kept.pages).toMatchObject({ missing: [2], reason: 'failed' });
  expect(kept.text).toContain(PARTS[2]);
  expect(kept.text).not.toContain(PARTS[1]);
});

it('a next page that is another article is none of this one', async () => {
  const kept = await save('other');
  expect(kept.pages).toBeNull();
  expect(kept.text).not.toContain('椅子');
});

it('of forty pages thirty are read, and the rest is named', async () => {
  const kept = await save('forty');
  expect(site.asked.filter((one) => one.startsWith('forty/'))).toHaveLength(30);
  expect(kept.pages?.missing).toEqual([31, 32, 33, 34, 35, 36, 37, 38, 39, 40]);
});

it('the popup says which page failed, and reads it once it is there', async () => {
  site.isRepaired = false;
  const page = await device.context.newPage();
  await page.goto(site.article('failing'));
  const first = await openPopup(device, page);
  await first.waitForText(texts.ahead);
  await first.click(SAVE_BUTTON);
  await first.waitForText(texts.failed('2'));
  await first.close();
  expect((await keptAt(site.article('failing'))).text).toContain(PARTS[2]);

  site.isRepaired = true;
  const popup = await openPopup(device, page);
  await popup.waitForText(texts.failed('2'));
  await popup.click(elementWith(texts.retry, 'button'));
  await eventually(
    () => popup.text(),
    (shown) => !shown.includes(texts.failed('2')),
    'the page is still called missing',
  );
  // While it is read, the popup says how far it is.
  const kept = await eventually(
    () => keptAt(site.article('failing')),
    ({ text }) => text.includes(PARTS[1] ?? 'no part'),
    'the page is not in the text:',
  );
  await popup.close();
  expect(kept.pages).toMatchObject({ missing: [], reason: null });
  await page.close();
});

it('the popup shows at which page the reading is, and stops it with what was read', async () => {
  const page = await device.context.newPage();
  await page.goto(site.article('slow'));
  const popup = await openPopup(device, page);
  await popup.waitForText(popupTexts['zh-CN'].marks);
  await popup.waitForText(texts.ahead);
  await popup.click(SAVE_BUTTON);
  await popup.waitForText(texts.reading(3, 6));
  await popup.click(elementWith(texts.stop, 'button'));
  await popup.waitForText(texts.readOn);
  const kept = await keptAt(site.article('slow'));
  expect(kept.pages?.reason).toBe('stopped');
  expect(kept.pages?.missing.at(-1)).toBe(6);
  expect(kept.text).toContain(PARTS[1]);
  await popup.close();
  await page.close();
});

/** Saves a page of the article by the popup, where it isn't saved yet, and gives what is kept, and whether anything of a fetched page ran. */
async function save(folder: Folder, from = 1): Promise<Kept & { ran: string | undefined }> {
  const page = await device.context.newPage();
  await page.goto(site.article(folder, from));
  const popup = await openPopup(device, page);
  await popup.waitForAny([
    popupTexts['zh-CN'].save,
    popupTexts['zh-CN'].saveHere,
    popupTexts['zh-CN'].startReading,
  ]);
  if ((await popup.evaluate(SAVE_BUTTON)) !== undefined) await popup.click(SAVE_BUTTON);
  await popup.waitForText(popupTexts['zh-CN'].startReading);
  const ran = await page.evaluate(() => document.documentElement.dataset.ran);
  await popup.close();
  await page.close();
  return { ...(await keptAt(site.article(folder))), ran };
}

interface Kept {
  address: string;
  pages: { missing: number[]; reason: string | null } | null;
  /** Of the newest version. */
  text: string;
}

/** Read from the database itself. */
async function keptAt(address: string): Promise<Kept> {
  const page = await device.context.newPage();
  await page.goto(device.pageAddress('options.html'));
  const kept = await readKept(page, address);
  await page.close();
  if (kept === null) throw new Error(`nothing is kept of ${address}`);
  return kept;
}

function readKept(page: Page, wanted: string): Promise<Kept | null> {
  return page.evaluate(async (address) => {
    const database = await new Promise<IDBDatabase>((done, fail) => {
      const opening = indexedDB.open('library-guest');
      opening.onsuccess = () => done(opening.result);
      opening.onerror = () => fail(opening.error);
    });
    const ask = <T>(request: IDBRequest<T>) =>
      new Promise<T>((done, fail) => {
        request.onsuccess = () => done(request.result);
        request.onerror = () => fail(request.error);
      });
    const store = (name: string) => database.transaction(name).objectStore(name);
    const records: { kind: string; fields: Record<string, [string, unknown]> }[] = await ask(
      store('records').getAll(),
    );
    const article = records.find(({ kind, fields }) => kind === 'article' && fields.address?.[1] === address);
    if (!article) return null;
    const versions = Object.entries(article.fields)
      .filter(([name]) => name.startsWith('snapshot:'))
      .map(([name, [, value]]) => ({
        hash: name.slice(9),
        savedAt: Number(Reflect.get(Object(value), 'savedAt')),
      }))
      .sort((a, b) => a.savedAt - b.savedAt);
    const row: { bytes: Uint8Array<ArrayBuffer> } = await ask(
      store('snapshots').get(versions.at(-1)?.hash ?? ''),
    );
    database.close();
    const unpacked = new Blob([row.bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
    const { text } = JSON.parse(await new Response(unpacked).text());
    const pages = article.fields.pages?.[1];
    return { address, text, pages: pages ? JSON.parse(JSON.stringify(pages)) : null };
  }, wanted);
}
