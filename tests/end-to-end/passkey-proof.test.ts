import pg from 'pg';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Browser } from 'wxt/browser';
import { accountTexts } from '../../locales/account.ts';
import { errorTexts } from '../../locales/errors.ts';
import { passkeyTexts } from '../../locales/passkeys.ts';
import { securityTexts } from '../../locales/security.ts';
import { openAccountPage, registerMember, signInByPassword } from '../../scripts/browser/account-page.ts';
import { allowSite } from '../../scripts/browser/site-permission.ts';
import { newMember } from '../../scripts/tour/scene.ts';
import { createDatabase } from '../service/databases.ts';
import { accessibilityProblems } from './harness/accessibility-problems.ts';
import { openStage, type Stage } from './harness/stage.ts';
import { openAuthenticator, type VirtualAuthenticator } from './harness/virtual-authenticator.ts';

declare const chrome: typeof Browser;

/** A member without a password, long signed in, who has a passkey and changes something that asks who they are. */

const words = securityTexts['zh-CN'];
const passkey = passkeyTexts['zh-CN'];
const errors = errorTexts['zh-CN'];
const running = new AsyncDisposableStack();
const member = newMember();
let stage: Stage;
let databaseUrl: string;
let page: Page;
let authenticator: VirtualAuthenticator;

beforeAll(async () => {
  databaseUrl = await createDatabase();
  stage = running.use(await openStage({ databaseUrl }));
  const first = await stage.openDevice();
  await (await registerMember(first, member, stage.origin)).close();

  // Bound to a name: the number that this machine has can't be one.
  const device = await stage.openDevice();
  page = await openAccountPage(device, 'sign-in');
  const address = stage.origin.replace('127.0.0.1', 'localhost');
  await page.evaluate((serviceAddress) => chrome.storage.local.set({ serviceAddress }), address);
  await allowSite(device, address);
  await page.close();
  await (await signInByPassword(device, member)).close();
  page = await openAccountPage(device, 'security');
  authenticator = await openAuthenticator(page);
  await page.getByRole('button', { name: passkey.addName }).click();
  await page.getByText(passkey.added).waitFor();
  await query("delete from identity where provider_id = 'credential'");
});
afterAll(() => running.disposeAsync());

describe('a passkey proves who is signed in', () => {
  const proof = () => page.getByRole('region', { name: words.proofTitle });
  const confirm = () => proof().getByRole('button', { name: words.proofGoByPasskey });
  const userName = () => page.getByLabel(words.userName, { exact: true });

  beforeEach(async () => {
    await authenticator.setVerified(true);
    await query("update session set proved_at = now() - interval '11 minutes'");
    await page.reload();
    await page
      .getByRole('button', { name: new RegExp(`^(${words.set}|${words.change})${words.userName}$`) })
      .click();
  });
  const ask = async (name: string) => {
    await userName().fill(name);
    await page.keyboard.press('Enter');
    await confirm().waitFor();
  };

  it('with the keyboard alone, and what was typed is done', async () => {
    await ask('by_a_passkey');
    expect(await accessibilityProblems(page)).toEqual([]);
    await fits320(page);
    // No password to ask for: the passkey, or a text message.
    expect(await proof().getByRole('button').allInnerTexts()).toEqual([
      words.proofGoByPasskey,
      words.proofBySms,
      words.cancel,
    ]);
    await focused(words.proofGoByPasskey);
    await page.keyboard.press('Enter');
    await page.getByText(words.userNameDone).waitFor();
  });

  it('or the reader goes another way, and comes back to it', async () => {
    await ask('another_way');
    await proof().getByRole('button', { name: words.proofBySms }).press('Enter');
    await focused(accountTexts['zh-CN'].code);
    await proof().getByRole('button', { name: words.proofByPasskey }).press('Enter');
    await focused(words.proofGoByPasskey);
    await proof().getByRole('button', { name: words.cancel }).press('Enter');
    await proof().waitFor({ state: 'detached' });
    expect(await userName().inputValue()).toBe('another_way');
    await focused(words.userName);
  });

  it('while it is waited for a touch another way is open, and the touch can be asked for anew', async () => {
    await ask('asked_anew');
    await authenticator.setPresent(false);
    await confirm().press('Enter');
    await page.getByText(passkey.signingIn).waitFor();
    await proof().getByRole('button', { name: words.proofBySms }).press('Enter');
    await proof().getByRole('button', { name: words.proofByPasskey }).press('Enter');
    await authenticator.setPresent(true);
    await confirm().press('Enter');
    await page.getByText(words.userNameDone).waitFor();
  });

  it('a finger that is not theirs and a touch that comes too late say what to do, and the next one counts', async () => {
    await ask('in_the_end');
    await authenticator.setVerified(false);
    await confirm().press('Enter');
    await says(passkey['none-shown']);
    expect(await accessibilityProblems(page)).toEqual([]);
    await fits320(page);

    await authenticator.setVerified(true);
    await query(`create function run_out() returns trigger language plpgsql as
      $$ begin new.expires_at := now() - interval '1 second'; return new; end $$`);
    await query(`create trigger run_out before insert on passkey_challenge
      for each row execute function run_out()`);
    await confirm().press('Enter');
    await says(errors['passkey-expired']);
    await query('drop trigger run_out on passkey_challenge');

    await confirm().press('Enter');
    await page.getByText(words.userNameDone).waitFor();
  });

  it('not by a forged key, and not where the device has none: each says so, and nothing is done', async () => {
    await ask('never');
    await authenticator.forgeKeys();
    await confirm().press('Enter');
    await says(errors['passkey-refused']);
    await authenticator.clear();
    await confirm().press('Enter');
    await says(passkey['none-shown']);
    expect(await query("select 1 from member where username = 'never'")).toEqual([]);
    expect(await userName().inputValue()).toBe('never');
  });

  async function says(sentence: string): Promise<void> {
    await proof().getByRole('alert').getByText(sentence).waitFor();
  }
});

async function focused(name: string): Promise<void> {
  await expect
    .poll(() =>
      page.evaluate(() => {
        const at = document.activeElement;
        return at instanceof HTMLInputElement ? at.labels?.[0]?.textContent : at?.textContent;
      }),
    )
    .toBe(name);
}

async function query(sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const { rows } = await client.query(sql);
  await client.end();
  return rows;
}

/** Nothing is cut off, and nothing scrolls sideways. */
async function fits320(at: Page): Promise<void> {
  const before = at.viewportSize();
  await at.setViewportSize({ width: 320, height: 700 });
  expect(await at.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  if (before) await at.setViewportSize(before);
}
