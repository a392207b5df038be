import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accountTexts } from '../../locales/account.ts';
import { errorTexts } from '../../locales/errors.ts';
import { popupTexts } from '../../locales/popup.ts';
import { askForCode, openAccountPage } from '../../scripts/browser/account-page.ts';
import { openPopup, SAVE_BUTTON } from '../../scripts/browser/popup.ts';
import { waitForText } from '../../scripts/browser/visible-text.ts';
import { readSmsCode } from '../../scripts/development-outbox.ts';
import type { ChromiumProfile } from '../../scripts/launch-chromium.ts';
import { newMember } from '../../scripts/tour/scene.ts';
import { countOf, openMemberDevice, openSecondDevice, untilSynced } from './harness/devices.ts';
import { libraryRows, saveByMessage } from './harness/library-rows.ts';
import { openStage, type Stage } from './harness/stage.ts';

const texts = accountTexts['zh-CN'];
const running = new AsyncDisposableStack();
let stage: Stage;
beforeAll(async () => {
  stage = running.use(await openStage());
});
afterAll(() => running.disposeAsync());

describe('a page', () => {
  let device: ChromiumProfile;
  beforeAll(async () => {
    ({ device } = await openMemberDevice(stage));
    await saveByMessage(device, stage.pages.article(1).address);
  });

  it('of 5 MB is kept, or refused with a reason; what was kept before stays', async () => {
    const before = await libraryRows(device);
    const said = await trySaving(device, `${stage.pages.origin}/large.html`);
    const after = await libraryRows(device);
    expect(after.records).toMatchObject(before.records);
    const added = Object.keys(after.records).filter((key) => !(key in before.records));
    expect(added.some((key) => key.startsWith('article'))).toBe(
      said.includes(popupTexts['zh-CN'].startReading),
    );
  });

  it('without text is not an article and is not kept', async () => {
    const before = await libraryRows(device);
    const page = await device.context.newPage();
    await page.goto(`${stage.pages.origin}/empty.html`);
    const popup = await openPopup(device, page);
    await popup.waitForText(popupTexts['zh-CN'].notArticle);
    await popup.close();
    await page.close();
    expect((await libraryRows(device)).records).toEqual(before.records);
  });

  it('whose script sends broken messages changes nothing', async () => {
    const before = await libraryRows(device);
    const page = await device.context.newPage();
    await page.goto(`${stage.pages.origin}/hostile.html`);
    await page.evaluate(() => new Promise((done) => setTimeout(done, 500)));
    expect((await libraryRows(device)).records).toEqual(before.records);
    await page.close();
    expect(await saveByMessage(device, stage.pages.article(2).address)).toBe('saved');
  });
});

describe('a code', () => {
  const { phone } = newMember();
  let page: Page;
  beforeAll(async () => {
    const device = await stage.openDevice();
    page = await fillIn(device, phone, async () => ((await code()) === '000000' ? '000001' : '000000'));
  });
  const code = () => readSmsCode(stage.origin, `+86${phone}`);

  it('that is wrong is refused, and what was filled in stays', async () => {
    await waitForText(page, sentenceOf('wrong-code'));
    await waitForText(page, phone);
  });

  it.each(['code-expired', 'phone-taken', 'sms-daily-limit'] as const)(
    'is answered with “%s” in the reader’s language',
    async (code) => {
      stage.gate.decide = (path) =>
        path === '/account/register' ? { status: 400, body: { error: { code } } } : 'pass';
      await register(page);
      await waitForText(page, sentenceOf(code));
      stage.gate.decide = () => 'pass';
    },
  );

  it('that was used before is refused', async () => {
    const used = await code();
    await page.getByLabel(texts.code, { exact: true }).fill(used);
    await register(page);
    await page.getByRole('heading', { name: texts.signedInTitle }).waitFor();
    const other = await fillIn(await stage.openDevice(), phone, () => Promise.resolve(used));
    await waitForText(other, sentenceOf('code-used'));
  });
});

it('goes on with the other records when the service sends a malformed one', async () => {
  const { device, member } = await openMemberDevice(stage);
  for (const number of [1, 2]) await saveByMessage(device, stage.pages.article(number).address);
  const held = await untilSynced(device);
  stage.gate.rewrite = (path, answer) => (path === '/sync/pull' ? withMalformed(answer) : answer);
  const second = await openSecondDevice(stage, member);
  const rows = await untilSynced(second);
  expect(countOf(rows, 'article')).toBe(countOf(held, 'article'));
  stage.gate.rewrite = null;
});

function withMalformed(answer: unknown): unknown {
  if (typeof answer !== 'object' || answer === null || !('records' in answer)) return answer;
  const { records } = answer;
  const malformed = { kind: 'article', id: '../../etc', fields: 'none' };
  return { ...answer, records: [malformed, ...(Array.isArray(records) ? records : [])] };
}

/** Fills in 注册 with the code that `codeOf` gives, and sends it. */
async function fillIn(device: ChromiumProfile, phone: string, codeOf: () => Promise<string>) {
  const page = await openAccountPage(device, 'register');
  await askForCode(page, phone);
  await page.getByLabel(texts.code, { exact: true }).pressSequentially(await codeOf());
  await page.getByLabel(texts.password, { exact: true }).fill(newMember().password);
  await page.getByRole('checkbox', { name: texts.consent }).check();
  await register(page);
  return page;
}

function register(page: Page): Promise<void> {
  return page.getByRole('button', { name: texts.register, exact: true }).click();
}

/** The first clause: numbers may follow it. */
function sentenceOf(code: keyof (typeof errorTexts)['zh-CN']): string {
  return String(errorTexts['zh-CN'][code]).split('。')[0] ?? '';
}

async function trySaving(device: ChromiumProfile, address: string): Promise<string> {
  const page = await device.context.newPage();
  await page.goto(address);
  const popup = await openPopup(device, page);
  await popup.click(SAVE_BUTTON);
  const { startReading, tooLargeWhat } = popupTexts['zh-CN'];
  await popup.waitForAny([startReading, tooLargeWhat]);
  const said = await popup.text();
  await popup.close();
  await page.close();
  return said;
}
