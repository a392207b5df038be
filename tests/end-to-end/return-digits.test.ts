import pg from 'pg';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { accountTexts } from '../../locales/account.ts';
import { errorTexts } from '../../locales/errors.ts';
import { securityTexts } from '../../locales/security.ts';
import { thirdPartyTexts } from '../../locales/third-party.ts';
import { openAccountPage, registerMember } from '../../scripts/browser/account-page.ts';
import { type ChromiumProfile, launchChromium } from '../../scripts/launch-chromium.ts';
import { newMember } from '../../scripts/tour/scene.ts';
import { createDatabase } from '../service/databases.ts';
import { freePort } from '../service/free-port.ts';
import { startOidcProvider } from '../service/oidc-provider.ts';
import { otherCode } from '../service/time.ts';
import { accessibilityProblems } from './harness/accessibility-problems.ts';
import { withholdPermissions } from './harness/granted-extension.ts';
import { openStage, type Stage } from './harness/stage.ts';

/** Signing in elsewhere where the browser has no window of its own for it: a tab, whose last page shows six digits. */

const words = thirdPartyTexts['zh-CN'];
const errors = errorTexts['zh-CN'];
const running = new AsyncDisposableStack();
let stage: Stage;
let databaseUrl: string;
let extension: string;

beforeAll(async () => {
  const port = await freePort();
  const publicAddress = `http://127.0.0.1:${port}`;
  const oidc = running.use(await startOidcProvider(`${publicAddress}/account/third-party/return`));
  const environment = { PUBLIC_ADDRESS: publicAddress, THIRD_PARTIES: JSON.stringify([oidc.settings]) };
  databaseUrl = await createDatabase();
  stage = running.use(await openStage({ port, environment, databaseUrl }));
  extension = running.use(await withholdPermissions(stage.device.extension, ['identity'])).folder;
});
afterAll(() => running.disposeAsync());

describe('the six digits of a sign-in elsewhere', () => {
  let visitor: ChromiumProfile;
  let page: Page;
  beforeAll(async () => {
    visitor = running.use(await launchChromium({ ...stage.device, extension }));
  });
  beforeEach(async () => {
    await visitor.context.clearCookies(); // a stranger to the provider
    page = await openAccountPage(visitor, 'sign-in');
    return () => page.close();
  });
  const field = () => page.getByRole('textbox', { name: words.digits });

  it('may be typed too early or wrong: it says so beside the field, keeps them, and goes on with the right ones', async () => {
    const there = await goThere(visitor, page);
    await page.bringToFront();
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.keyboard.type('12');
    await page.keyboard.press('Enter');
    await described(page, words.digitsMissing);
    await page.keyboard.type('3456');
    await page.keyboard.press('Enter');
    await described(page, errors['third-party-pending']);

    const digits = await sayYes(there, 'mingyue');
    await page.bringToFront();
    const wrong = otherCode(digits);
    await page.setViewportSize({ width: 320, height: 480 });
    await field().fill(wrong);
    await page.keyboard.press('Enter');
    await described(page, errors['third-party-wrong-back']);
    await aboveTheFoot(page, errors['third-party-wrong-back']);
    await page.setViewportSize({ width: 1280, height: 720 });
    expect(await field().inputValue()).toBe(wrong);
    expect(await accessibilityProblems(page)).toEqual([]);
    await fits320(page);

    await field().fill(digits);
    await page.keyboard.press('Enter');
    await page.getByText(words.known('单位账号', 'name of mingyue')).waitFor();
  });

  it('count no longer after five wrong ones', async () => {
    const digits = await sayYes(await goThere(visitor, page), 'wanqing');
    await page.bringToFront();
    for (let guess = 0; guess < 5; guess += 1) {
      await field().fill(otherCode(digits));
      await page.keyboard.press('Enter');
      await described(page, errors['third-party-wrong-back']);
    }
    await field().fill(digits);
    await page.keyboard.press('Enter');
    await page.getByText(errors['third-party-expired']).waitFor();
    await field().waitFor({ state: 'detached' });
  });

  it('count no longer after ten minutes, here as on the page there', async () => {
    const digits = await sayYes(await goThere(visitor, page), 'ruolan');
    await runOut();
    await page.bringToFront();
    await field().fill(digits);
    await page.keyboard.press('Enter');
    await page.getByText(errors['third-party-expired']).waitFor();
    await focused(page, '单位账号');
    expect(await accessibilityProblems(page)).toEqual([]);
    await fits320(page);

    await visitor.context.clearCookies();
    const there = await goThere(visitor, page);
    await runOut();
    await confirm(there, 'ruolan');
    await there.getByText('这次验证隔得太久，已经作废').waitFor();
    await there.getByText('This took too long and no longer counts').waitFor();
    expect(await problemsWithoutSandbox(there)).toEqual([]);
  });

  it('are waited for no longer once the reader gives up, there or here', async () => {
    const refused = await goThere(visitor, page);
    await refused.getByRole('link', { name: /cancel/i }).click();
    const digits = await digitsOf(refused);
    await page.bringToFront();
    await field().fill(digits);
    await page.keyboard.press('Enter');
    await page.getByText(errors['third-party-cancelled']).waitFor();

    const left = await goThere(visitor, page);
    const gone = left.waitForEvent('close');
    await page.bringToFront();
    await page.getByRole('button', { name: words.cancel }).press('Enter');
    await gone;
    await page.getByText(errors['third-party-cancelled']).waitFor();
    await focused(page, '单位账号');
  });

  it('tie the account of who is signed in, with the keyboard alone, and sign in by it later', async () => {
    await using device = await launchChromium({ ...stage.device, extension });
    await (await registerMember(device, newMember(), stage.origin)).close();
    const security = await openAccountPage(device, 'security');
    const tie = security.getByRole('button', { name: `${words.tie}单位账号` });
    const there = await goThere(device, security, () => tie.press('Enter'));
    const digits = await sayYes(there, 'zhiyuan');
    await security.bringToFront();
    await focused(security, words.digits);
    await security.keyboard.type(digits);
    await security.keyboard.press('Enter');
    await security.getByText(words.tied('单位账号')).waitFor();
    expect(await accessibilityProblems(security)).toEqual([]);
    // The way there is the way back: the next key goes on from where the reader was.
    await focused(security, `${words.untie}单位账号`);

    const again = await goThere(visitor, page);
    const signIn = await sayYes(again, 'zhiyuan');
    await page.bringToFront();
    // As they are shown, and as an input method may write them.
    await field().fill(`${signIn.slice(0, 3)} ${signIn.slice(3)}`.replace(/\d/g, fullWidth));
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: accountTexts['zh-CN'].signedInTitle }).waitFor();
    await page.goto(visitor.pageAddress('account.html#/security'));
    await page.getByRole('heading', { name: securityTexts['zh-CN'].devices }).waitFor();
  });
});

/** Presses the button, and gives the tab that opens. */
async function goThere(
  device: ChromiumProfile,
  page: Page,
  press = () => page.getByRole('button', { name: '单位账号' }).press('Enter'),
): Promise<Page> {
  const opening = device.context.waitForEvent(
    'page',
    (other) => !other.url().startsWith('chrome-extension:'),
  );
  await press();
  const there = await opening;
  await page.getByText(words.digitsAsk('单位账号')).waitFor();
  return there;
}

/** On the provider's own pages. */
async function confirm(there: Page, subject: string): Promise<void> {
  await there.getByPlaceholder('Enter any login').fill(subject);
  await there.getByPlaceholder('and password').fill('any');
  await there.getByRole('button', { name: /sign-in/i }).click();
  await there.getByRole('button', { name: /continue/i }).click();
}

async function sayYes(there: Page, subject: string): Promise<string> {
  await confirm(there, subject);
  return digitsOf(there);
}

/** What the service's page shows at the end. */
async function digitsOf(there: Page): Promise<string> {
  const shown = await there.locator('strong').innerText();
  expect(shown).toMatch(/^\d{3} \d{3}$/);
  expect(await problemsWithoutSandbox(there)).toEqual([]);
  await fits320(there);
  return shown.replace(' ', '');
}

/** axe needs scripts, which the service's pages may not run. */
async function problemsWithoutSandbox(there: Page): Promise<string[]> {
  const copy = await there.context().newPage();
  await copy.setContent(await there.content());
  const problems = await accessibilityProblems(copy);
  await copy.close();
  return problems;
}

/** Every sign-in that was begun is ten minutes old. */
async function runOut(): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query('update third_party_flow set expires_at = now()');
  await client.end();
}

/** The sentence belongs to the field, which has the focus: the next key mends it. */
async function described(page: Page, sentence: string): Promise<void> {
  await page.getByRole('alert').getByText(sentence).waitFor();
  await focused(page, words.digits);
  const field = page.getByRole('textbox', { name: words.digits });
  expect(await field.getAttribute('aria-invalid')).toBe('true');
  const describedBy = await field.getAttribute('aria-describedby');
  expect(await page.locator(`[id="${describedBy}"]`).innerText()).toBe(sentence);
}

/** All of the sentence can be read, above what stands at the window's lower edge. */
async function aboveTheFoot(page: Page, sentence: string): Promise<void> {
  const [words, foot] = [page.getByRole('alert').getByText(sentence), page.getByRole('contentinfo')];
  await expect
    .poll(async () => {
      const [said, edge] = [await words.boundingBox(), await foot.boundingBox()];
      return said !== null && edge !== null && said.y >= 0 && said.y + said.height <= edge.y;
    })
    .toBe(true);
}

async function focused(page: Page, name: string): Promise<void> {
  await expect
    .poll(() =>
      page.evaluate(() => {
        const at = document.activeElement;
        const label = at instanceof HTMLInputElement ? at.labels?.[0]?.textContent : at?.textContent;
        return at?.getAttribute('aria-label') ?? label;
      }),
    )
    .toBe(name);
}

function fullWidth(digit: string): string {
  return String.fromCharCode(digit.charCodeAt(0) + 0xfee0);
}

/** Nothing is cut off, and nothing scrolls sideways. */
async function fits320(page: Page): Promise<void> {
  const before = page.viewportSize();
  await page.setViewportSize({ width: 320, height: 700 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  if (before) await page.setViewportSize(before);
}
