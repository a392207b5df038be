import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { correctionTexts } from '../../locales/correction.ts';
import { evidenceTexts } from '../../locales/evidence.ts';
import { popupTexts } from '../../locales/popup.ts';
import { eventually } from '../../scripts/browser/eventually.ts';
import { openPopup } from '../../scripts/browser/popup.ts';
import { switchSiteOn } from '../../scripts/browser/settings-page.ts';
import { attachToTarget, elementWith, type TargetPage } from '../../scripts/browser/target-page.ts';
import type { ChromiumProfile } from '../../scripts/launch-chromium.ts';
import { GIVER, type SectionedSite, startSectionedSite } from './harness/sectioned-site.ts';
import { openStage, type Stage } from './harness/stage.ts';

const words = correctionTexts['zh-CN'];
const evidence = evidenceTexts['zh-CN'];
const { source: SOURCE, authors: AUTHORS } = popupTexts['zh-CN'];

const running = new AsyncDisposableStack();
let stage: Stage;
let site: SectionedSite;
let device: ChromiumProfile;
let page: Page;
let panel: TargetPage;
beforeAll(async () => {
  stage = running.use(await openStage());
  site = running.use(await startSectionedSite());
  device = await stage.openDevice();
  await switchSiteOn(device, site.origin);
  page = await device.context.newPage();
});
afterAll(() => running.disposeAsync());

describe('pointing at a value in the page', () => {
  it('is handed from the popup to the side panel, which stays while the page is clicked', async () => {
    await page.goto(site.long);
    const popup = await openPopup(device, page);
    await popup.waitForText(SOURCE);
    await popup.click(elementWith(words.correctField(SOURCE), 'button'));
    await popup.waitForText(words.oneItem);
    await popup.click(elementWith(words.pointIt, 'button'));
    panel = await attachToTarget(device, device.pageAddress('sidepanel.html'));
    await panel.waitForText(words.pointNow(SOURCE));
    await eventually(
      () => covers(page),
      (count) => count === 1,
      'the page is not covered:',
    );
  });

  it('frames what is under the pointer, and says what would be taken', async () => {
    await page.bringToFront();
    await page.locator('.foot a').scrollIntoViewIfNeeded();
    await page.locator('.foot a').hover({ force: true });
    await panel.waitForText(words.pointOver(GIVER));
    await page.locator('.body p').first().hover({ force: true });
    await panel.waitForText(words.pointNothing(SOURCE));
  });

  it('takes the place that is clicked, without the page’s own link being followed', async () => {
    await page.locator('.foot a').click({ force: true });
    await panel.waitForText(words.pointTaken(GIVER));
    expect(page.url()).toBe(site.long);
    await eventually(
      () => covers(page),
      (count) => count === 0,
      'still covered:',
    );
    // What is said may come a frame before the field.
    await eventually(
      () => panel.evaluate(`document.querySelector('[data-typed]').value`),
      (value) => value === GIVER,
      'the field has',
    );
  });

  it('offers the place as a rule for the site, keeps value and place, and shows it again', async () => {
    await panel.waitForText('递稿处');
    await panel.click(`document.querySelector('input[type=checkbox]')`);
    await panel.click(elementWith(words.correct, 'button[type=submit]'));
    await panel.waitForText(evidence.byRule);
    await eventually(
      () => valueShown(panel, SOURCE),
      (value) => value === GIVER,
      'the source is',
    );
  });

  it('works by keyboard alone: the arrows walk along the lines, Enter takes', async () => {
    await panel.click(elementWith(words.correctField(AUTHORS), 'button'));
    await panel.click(elementWith(words.pointIt, 'button'));
    await panel.waitForText(words.pointNow(AUTHORS));
    await panel.evaluate(`document.querySelector('button[aria-pressed=true]').focus()`);
    for (let step = 0; step < 2; step++) await arrow(panel, 'ArrowUp');
    await panel.waitForText(words.pointOver('陆问渠'));
    await panel.press('Enter');
    await panel.waitForText(words.pointTaken('陆问渠'));
    expect(await panel.evaluate(`document.activeElement.textContent`)).toContain(words.pointIt);
  });

  it('keeps the place with the value, so that the page can show it', async () => {
    await panel.evaluate(`document.querySelector('[data-typed]').select()`);
    await panel.insertText('陆问渠、沈若溪');
    await panel.click(elementWith(words.pointIt, 'button'));
    await page.bringToFront();
    await page.locator('h1').scrollIntoViewIfNeeded();
    await page.locator('.crumb').click({ force: true, position: { x: 8, y: 8 } });
    await panel.waitForText(words.pointTaken(''));
    await panel.click(elementWith(words.correct, 'button[type=submit]'));
    await panel.click(`document.querySelector('[data-place=authors]')`);
    await panel.waitForText(evidence.pointedAt);
    await panel.waitForText('已在页面上框出来');
  });

  it('ends by Esc in the page, and leaves nothing there', async () => {
    // The light of the step before goes by itself.
    await eventually(
      () => covers(page),
      (count) => count === 0,
      'still lit:',
    );
    const before = await page.locator('body').evaluate((body) => body.outerHTML);
    await panel.click(elementWith(words.correctField(SOURCE), 'button'));
    await panel.click(elementWith(words.pointIt, 'button'));
    await eventually(
      () => covers(page),
      (count) => count === 1,
      'the page is not covered:',
    );
    await page.bringToFront();
    await page.keyboard.press('Escape');
    await eventually(
      () => covers(page),
      (count) => count === 0,
      'still covered:',
    );
    await panel.waitForText(words.pointIt);
    expect(await page.locator('body').evaluate((body) => body.outerHTML)).toBe(before);
  });

  it('ends with the panel', async () => {
    await panel.click(elementWith(words.pointIt, 'button'));
    await eventually(
      () => covers(page),
      (count) => count === 1,
      'the page is not covered:',
    );
    await panel.close();
    await eventually(
      () => covers(page),
      (count) => count === 0,
      'still covered:',
    );
    await page.locator('.foot a').click();
    await page.waitForURL(site.list);
  });
});

/** Elements of ours that lie over the page. */
const covers = (on: Page) => on.locator('html > div[aria-hidden="true"]').count();

async function valueShown(view: TargetPage, label: string): Promise<unknown> {
  return view.evaluate(
    `[...document.querySelectorAll('dt')].find((term) => term.textContent === '${label}')?.nextElementSibling?.textContent`,
  );
}

async function arrow(view: TargetPage, key: string): Promise<void> {
  await view.evaluate(
    `document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key: '${key}', bubbles: true, cancelable: true }))`,
  );
}
