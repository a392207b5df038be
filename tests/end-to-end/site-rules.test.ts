import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { controlsTexts } from '../../locales/controls.ts';
import { correctionTexts } from '../../locales/correction.ts';
import { evidenceTexts } from '../../locales/evidence.ts';
import { popupTexts } from '../../locales/popup.ts';
import { eventually } from '../../scripts/browser/eventually.ts';
import { openLibraryPage } from '../../scripts/browser/library-page.ts';
import { openPopup } from '../../scripts/browser/popup.ts';
import { switchSiteOn } from '../../scripts/browser/settings-page.ts';
import { elementWith, type TargetPage } from '../../scripts/browser/target-page.ts';
import { waitForText } from '../../scripts/browser/visible-text.ts';
import type { ChromiumProfile } from '../../scripts/launch-chromium.ts';
import { openMemberDevice, openSecondDevice, untilSynced } from './harness/devices.ts';
import { saveByMessage } from './harness/library-rows.ts';
import { openStage, type Stage } from './harness/stage.ts';

const evidence = evidenceTexts['zh-CN'];
const words = correctionTexts['zh-CN'];
const { source: LABEL } = popupTexts['zh-CN'];
/** What the pages say of themselves, beside 递稿处. */
const OWN_SOURCE = '值班室周刊';

describe('a correction that is to hold for the whole site', () => {
  const running = new AsyncDisposableStack();
  let stage: Stage;
  let device: ChromiumProfile;
  let second: ChromiumProfile;
  let page: Page;
  beforeAll(async () => {
    stage = running.use(await openStage());
    const opened = await openMemberDevice(stage);
    device = opened.device;
    second = await openSecondDevice(stage, opened.member);
    page = await device.context.newPage();
  });
  afterAll(() => running.disposeAsync());

  it('shows on the page where a value stands, and leaves the page as it was', async () => {
    const { address } = stage.pages.passedOn(0);
    await page.goto(address);
    const before = await page.locator('body').evaluate((body) => body.outerHTML);
    await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
    const popup = await openPopup(device, page);
    await popup.waitForText(OWN_SOURCE);
    await popup.click(placeOf('source'));
    await popup.waitForText('已在页面上框出来');
    await eventually(
      () => page.evaluate(() => document.querySelector('ul')?.getBoundingClientRect().top ?? -1),
      (top) => top >= 0 && top < 900,
      'the labels are not in view:',
    );
    expect(await lights(page)).toBe(1);
    await eventually(
      () => lights(page),
      (count) => count === 0,
      'still lit:',
    );
    expect(await page.locator('body').evaluate((body) => body.outerHTML)).toBe(before);
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await popup.click(placeOf('source'));
    await eventually(
      () => lights(page),
      (count) => count === 1,
      'not lit again:',
    );
    const moving = page.locator(LIGHT).evaluate((light) => light.getAnimations().length);
    expect(await moving).toBe(0);
    await page.emulateMedia({ reducedMotion: null });
    await popup.click(placeOf('language'));
    await popup.waitForText('不在页面上显示，指不出来');
    await popup.close();
  });

  it('is tried on the articles that are kept of the site before it is made', async () => {
    for (const number of [10, 11]) await saveByMessage(device, stage.pages.passedOn(number).address);
    const { address, giver } = stage.pages.passedOn(1);
    const popup = await openOn(device, page, address);
    await popup.click(elementWith(words.correctField(LABEL), 'button'));
    await popup.waitForText(words.oneItem);
    // While the form is still being drawn, what is selected may be let go again.
    const typed = async () => {
      await popup.evaluate(`document.querySelector('[data-typed]').select()`);
      await popup.insertText(giver);
      return popup.evaluate(`document.querySelector('[data-typed]').value`);
    };
    await eventually(typed, (value) => value === giver, 'the field holds');
    await popup.waitForText('来源都从“递稿处”后面取');
    await popup.click(`document.querySelector('input[type=checkbox]')`);
    await popup.waitForText(evidence.triedOn(2, 0, 0, 2));
    const other = stage.pages.passedOn(11);
    await popup.waitForText(`书库里是“${OWN_SOURCE}”，这样取到“${other.giver}”`);
    await popup.click(elementWith(words.cancel, 'button'));
    await popup.close();
  });

  it('is made from words that stand behind a label nobody knew', async () => {
    const { address, giver } = stage.pages.passedOn(1);
    const popup = await openOn(device, page, address);
    await popup.click(elementWith(words.correctField(LABEL), 'button'));
    await popup.waitForText(words.oneItem);
    // While the form is still being drawn, what is selected may be let go again.
    const typed = async () => {
      await popup.evaluate(`document.querySelector('[data-typed]').select()`);
      await popup.insertText(giver);
      return popup.evaluate(`document.querySelector('[data-typed]').value`);
    };
    await eventually(typed, (value) => value === giver, 'the field holds');
    await popup.waitForText('来源都从“递稿处”后面取');
    await popup.click(`document.querySelector('input[type=checkbox]')`);
    await popup.click(elementWith(words.correct, 'button[type=submit]'));
    await popup.waitForText(evidence.byRule);
    expect(await sourceIn(popup)).toBe(giver);
    await popup.close();
  });

  it('holds on another article of the site, which is saved with what the rule gives', async () => {
    const { address, giver } = stage.pages.passedOn(2);
    const popup = await openOn(device, page, address);
    expect(await sourceIn(popup)).toBe(giver);
    await popup.click(elementWith('Alt+Shift+S', 'button'));
    await popup.waitForText('已收藏');
    await popup.close();
    const library = await openLibraryPage(device);
    await waitForText(library, giver);
    await library.close();
  });

  it('comes to the second device by sync, and holds there', async () => {
    await untilSynced(device);
    const settings = await openRules(second);
    await waitForText(settings, '“递稿处”后面');
    await settings.close();
    await switchSiteOn(second, stage.pages.origin);
    const there = await second.context.newPage();
    const { address, giver } = stage.pages.passedOn(3);
    const popup = await openOn(second, there, address);
    expect(await sourceIn(popup)).toBe(giver);
    await popup.close();
    await there.close();
  });

  it('can be exported, removed, put back by undo and by the file', async () => {
    const settings = await openRules(device);
    const site = new URL(stage.pages.origin).host;
    const downloading = settings.waitForEvent('download');
    await settings.getByRole('button', { name: evidence.exportRules }).click();
    const file = await (await downloading).path();
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({
      rules: [{ site, field: 'source', take: { from: 'label', word: '递稿处' } }],
    });
    const drop = settings.getByRole('button', { name: evidence.nameDrop(site, LABEL) });
    await drop.click();
    await waitForText(settings, evidence.noRules);
    await settings.getByRole('button', { name: controlsTexts['zh-CN'].undo }).click();
    await drop.click();
    await waitForText(settings, evidence.noRules);
    await settings.getByLabel(evidence.importRules).setInputFiles(file);
    await drop.waitFor();
    await drop.click();
    await waitForText(settings, evidence.noRules);
    await settings.close();
  });

  it('is gone once the rule is removed, here and there', async () => {
    const popup = await openOn(device, page, stage.pages.passedOn(5).address);
    expect(await sourceIn(popup)).toBe(OWN_SOURCE);
    await popup.close();
    await untilSynced(device);
    const settings = await openRules(second);
    await waitForText(settings, evidence.noRules);
    await settings.close();
  });
});

/** Our element that lies over the page while a place is lit. */
const LIGHT = 'html > div[aria-hidden="true"]';

async function openOn(profile: ChromiumProfile, page: Page, address: string): Promise<TargetPage> {
  await page.goto(address);
  const popup = await openPopup(profile, page);
  await popup.waitForText(LABEL);
  return popup;
}

/** The settings, and a page of the library, which hears of what other devices sent. */
async function openRules(profile: ChromiumProfile): Promise<Page> {
  const library = await openLibraryPage(profile);
  const settings = await profile.context.newPage();
  settings.on('close', () => void library.close());
  await settings.goto(profile.pageAddress('options.html#rules'));
  return settings;
}

async function sourceIn(popup: TargetPage): Promise<unknown> {
  return popup.evaluate(
    `[...document.querySelectorAll('dt')].find((term) => term.textContent === '${LABEL}')?.nextElementSibling?.textContent`,
  );
}

/** Behind 更多 as well: a place that is asked for opens it. */
function placeOf(name: string): string {
  return `(() => { for (const each of document.querySelectorAll('details')) each.open = true;
    return document.querySelector('[data-place="${name}"]'); })()`;
}

/** Elements of ours that lie over the page. */
async function lights(page: Page): Promise<number> {
  return page.locator(LIGHT).count();
}
