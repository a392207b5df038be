import type { Page } from 'puppeteer-core';
import type { Browser } from 'wxt/browser';
import { accountTexts } from '../../../locales/account.ts';
import { errorTexts } from '../../../locales/errors.ts';
import { guestMergeTexts } from '../../../locales/guest-merge.ts';
import { leavingTexts } from '../../../locales/leaving.ts';
import { securityTexts } from '../../../locales/security.ts';
import { readSmsCode } from '../../../scripts/development-outbox.ts';
import type { FirefoxProfile } from '../../../scripts/launch-firefox.ts';
import { newMember } from '../../../scripts/tour/scene.ts';

declare const browser: typeof Browser;

const texts = accountTexts['zh-CN'];
const leaving = leavingTexts['zh-CN'];
const merging = guestMergeTexts['zh-CN'];

/**
 * Registers in Firefox, takes along what a guest kept, signs out and in again, as a reader does. `service` is where it is; `articles` how many the
 * guest kept.
 */
export async function useAccountInFirefox(
  firefox: FirefoxProfile,
  { service, articles }: { service: string; articles: number },
): Promise<void> {
  const page = await firefox.newPage();
  const open = (path: string) => page.goto(firefox.pageAddress(`account.html#/${path}`), { waitUntil: [] });
  await open('register');
  await page.evaluate((serviceAddress) => browser.storage.local.set({ serviceAddress }), service);
  const member = newMember();

  await type(page, texts.phone, member.phone);
  await press(page, texts.getCode);
  const code = await readSmsCode(service, `+86${member.phone}`);
  await type(page, texts.code, code);
  await type(page, texts.password, member.password);
  await pressKey(page, 'input[type="checkbox"]', ' ');
  await press(page, texts.register);
  await sees(page, texts.signedInTitle);

  await sees(page, merging.list(articles));
  await press(page, merging.merge);
  await sees(page, merging.undo);
  await press(page, merging.fine);

  await open('security');
  await sees(page, 'Firefox · Linux');
  await sees(page, securityTexts['zh-CN'].ways);
  await open('signed-in');
  await press(page, leaving.signOut);
  await press(page, leaving.remove);
  await sees(page, leaving.removed);

  await open('sign-in');
  await type(page, texts.account, member.phone);
  await type(page, texts.password, 'not the password');
  await page.keyboard.press('Enter');
  await sees(page, errorTexts['zh-CN']['wrong-account-or-password'].split('。')[0] ?? '');
  await type(page, texts.password, member.password);
  await page.keyboard.press('Enter');
  await sees(page, texts.signedInTitle);
  await page.close();
}

/** A field for a password has no role of its own. */
const PASSWORD = 'input[type="password"]';

/** Waits for the field of that name, and leaves nothing in it but these words. */
async function type(page: Page, label: string, words: string): Promise<void> {
  const selector = label === texts.password ? PASSWORD : `aria/${label}[role="textbox"]`;
  const field = await page.waitForSelector(selector);
  await field?.click({ count: 3 });
  await field?.type(words);
}

function press(page: Page, name: string): Promise<void> {
  return pressKey(page, `aria/${name}[role="button"]`, 'Enter');
}

/** By key: where the policy or a hint comes while the pointer is on its way, a click would land beside it. */
async function pressKey(page: Page, selector: string, key: 'Enter' | ' '): Promise<void> {
  const element = await page.waitForSelector(selector);
  // A form waits for the policy, a press for the answer before: meanwhile a button can be focused, and does nothing.
  const canBePressed = ':enabled:not([aria-disabled="true"])';
  await page.waitForFunction((one, which) => one?.matches(which) ?? false, {}, element, canBePressed);
  await element?.focus();
  await page.keyboard.press(key);
}

async function sees(page: Page, words: string): Promise<void> {
  await page.waitForFunction((wanted) => document.body.innerText.includes(wanted), {}, words);
}
