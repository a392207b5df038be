import { readFile } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import type { Locator, Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Browser } from 'wxt/browser';
import { accountTexts } from '../../locales/account.ts';
import { controlsTexts } from '../../locales/controls.ts';
import { errorTexts } from '../../locales/errors.ts';
import { guestMergeTexts } from '../../locales/guest-merge.ts';
import { leavingTexts } from '../../locales/leaving.ts';
import { passkeyTexts } from '../../locales/passkeys.ts';
import { profileTexts } from '../../locales/profile.ts';
import { securityTexts } from '../../locales/security.ts';
import { thirdPartyTexts } from '../../locales/third-party.ts';
import {
  type NewMember,
  openAccountPage,
  registerMember,
  signInByPassword,
} from '../../scripts/browser/account-page.ts';
import { switchSiteOn } from '../../scripts/browser/settings-page.ts';
import { allowSite } from '../../scripts/browser/site-permission.ts';
import { readEmailCode, readSmsCode } from '../../scripts/development-outbox.ts';
import type { ChromiumProfile } from '../../scripts/launch-chromium.ts';
import { newMember } from '../../scripts/tour/scene.ts';
import { authenticatorCode } from '../authenticator-code.ts';
import { freePort } from '../service/free-port.ts';
import { startOidcProvider } from '../service/oidc-provider.ts';
import { unzip } from '../unzip.ts';
import { accessibilityProblems } from './harness/accessibility-problems.ts';
import { libraryRows, saveByMessage } from './harness/library-rows.ts';
import { openStage, type Stage } from './harness/stage.ts';
import { openAuthenticator } from './harness/virtual-authenticator.ts';

declare const chrome: typeof Browser;

const texts = accountTexts['zh-CN'];
const running = new AsyncDisposableStack();
let stage: Stage;
let device: ChromiumProfile;
/** A number waits a minute between two codes. */
let lastCodeAt = 0;
const member: NewMember = newMember();
const firstPassword = member.password;

beforeAll(async () => {
  const port = await freePort();
  const publicAddress = `http://127.0.0.1:${port}`;
  const oidc = running.use(await startOidcProvider(`${publicAddress}/account/third-party/return`));
  const environment = { PUBLIC_ADDRESS: publicAddress, THIRD_PARTIES: JSON.stringify([oidc.settings]) };
  stage = running.use(await openStage({ port, environment }));
  device = await stage.openDevice();
  await (await registerMember(device, member, stage.origin)).close();
  lastCodeAt = Date.now();
});
afterAll(() => running.disposeAsync());

describe('账号安全', () => {
  const security = securityTexts['zh-CN'];
  let page: Page;
  beforeAll(async () => {
    page = await openAccountPage(device, 'security');
    await page.getByRole('heading', { name: security.devices }).waitFor();
  });
  afterAll(() => page.close());

  it('lists the devices, and one that is signed out learns it at its next step', async () => {
    await using other = await stage.openDevice();
    await (await signInByPassword(other, member)).close();
    await page.reload();
    const row = page.getByRole('row').filter({ has: page.getByRole('button', { name: /^踢出/ }) });
    await row.waitFor();
    expect(await row.innerText()).toMatch(/Chrome · Linux[\s\S]*(时间|GMT)/);
    expect(await accessibilityProblems(page)).toEqual([]);
    await fits320(page);
    await row.getByRole('button', { name: /改名$/ }).click();
    await missesName(page, page.getByLabel(security.deviceName));
    await page.getByLabel(security.deviceName).fill('书房的电脑');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: security.endNamed('书房的电脑') }).press('Enter');
    await page.getByText(security.ended('书房的电脑')).waitFor();
    const there = await openAccountPage(other, 'security');
    await there.getByText(firstClause('unauthorized')).waitFor();
  });

  it('turns two-step sign-in on by a QR code and asks for it at the next sign-in; a recovery code works once', async () => {
    await page.getByRole('button', { name: `${security.turnOn}${security.second}` }).click();
    await page.getByRole('button', { name: security.turnOn, exact: true }).click();
    await page.getByRole('img', { name: security.secondQr }).waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    const secret = (await page.locator('code').innerText()).replaceAll(' ', '');
    await page.getByLabel(security.secondFirst).fill('000000');
    await page.keyboard.press('Enter');
    await page.getByText(firstClause('wrong-second-code')).first().waitFor();
    await page.getByLabel(security.secondFirst).fill(authenticatorCode(secret));
    await page.keyboard.press('Enter');
    await page.getByText(security.recoveryWhy).waitFor();
    const codes = await page.locator('li code').allInnerTexts();
    expect(codes).toHaveLength(10);
    await page.getByRole('button', { name: security.recoverySaved }).click();
    await page.getByText(security.secondDone).waitFor();

    await using other = await stage.openDevice();
    const there = await openAccountPage(other, 'sign-in');
    await there.getByLabel(texts.account, { exact: true }).fill(member.phone);
    await there.getByLabel(texts.password, { exact: true }).fill(member.password);
    await there.keyboard.press('Enter');
    await there.getByRole('heading', { name: texts.secondTitle }).waitFor();
    expect(await accessibilityProblems(there)).toEqual([]);
    await there.keyboard.type(codes[0] ?? '');
    await there.keyboard.press('Enter');
    await there.getByRole('heading', { name: texts.signedInTitle }).waitFor();

    await page.getByRole('button', { name: `${security.change}${security.second}` }).click();
    await turnSecondStepOff(page);
  });

  it('sets a user name, and an e-mail once its code was told', async () => {
    await page.getByRole('button', { name: `${security.set}${security.userName}` }).click();
    await page.getByLabel(security.userName, { exact: true }).fill('1ab');
    await page.keyboard.press('Enter');
    await page.getByText(security.userNameWrong).first().waitFor();
    const userName = `reader_${member.phone.slice(-6)}`;
    await page.getByLabel(security.userName, { exact: true }).fill(userName);
    await page.keyboard.press('Enter');
    await page.getByText(security.userNameDone).waitFor();

    const email = `${userName}@example.com`;
    await page.getByRole('button', { name: `${security.set}${security.email}` }).click();
    await page.getByLabel(security.email, { exact: true }).fill(email);
    await page.getByRole('button', { name: texts.getCode, exact: true }).click();
    await page.getByText(security.emailSent).waitFor();
    await page.getByLabel(texts.code, { exact: true }).fill(await readEmailCode(stage.origin, email));
    await page.keyboard.press('Enter');
    await page.getByText(security.emailDone).waitFor();
    await page.getByText(email).waitFor();
  });

  it('asks again who it is once signing in is some while ago, and keeps what was typed', async () => {
    stage.gate.decide = (path) =>
      path === '/account/password' ? { status: 403, body: { error: { code: 'proof-needed' } } } : 'pass';
    await page.getByRole('button', { name: `${security.change}${security.password}` }).click();
    member.password = '换过一次-还好记着-夜班';
    const previous = '听筒';
    await page.getByLabel(texts.newPassword, { exact: true }).fill(member.password);
    await page.keyboard.press('Enter');
    await page.getByText(security.proofWhy).waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.getByLabel(texts.password, { exact: true }).fill(previous);
    await page.keyboard.press('Enter');
    await page.getByText(firstClause('wrong-password')).first().waitFor();
    stage.gate.decide = () => 'pass';
    await page.getByLabel(texts.password, { exact: true }).fill(firstPassword);
    await page.keyboard.press('Enter');
    await page.getByText(security.passwordDone).waitFor();
  });

  it('says at once that it is offline, and loses nothing that was typed', async () => {
    await device.context.setOffline(true);
    await page.getByRole('button', { name: `${security.change}${security.userName}` }).click();
    await page.getByLabel(security.userName, { exact: true }).fill('another_name');
    await page.keyboard.press('Enter');
    await page.getByText(errorTexts['zh-CN'].offline).first().waitFor();
    expect(await page.getByLabel(security.userName, { exact: true }).inputValue()).toBe('another_name');
    await device.context.setOffline(false);
    await page.getByRole('button', { name: security.cancel }).click();
  });

  it('exports everything as one archive', async () => {
    const downloading = page.waitForEvent('download');
    await page.getByRole('button', { name: security.export }).click();
    const path = await (await downloading).path();
    const files = await unzip(new Uint8Array(await readFile(path)));
    expect(Object.keys(files)).toEqual(expect.arrayContaining(['account.json', 'README.txt']));
    expect(new TextDecoder().decode(files['account.json'])).toContain(member.phone);
  });

  it('asks before it deletes the account, waits seven days, and takes it back', async () => {
    await page.getByRole('button', { name: security.leaveGo }).click();
    const dialog = page.getByRole('dialog');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe(security.leaveStay);
    expect(await accessibilityProblems(page)).toEqual([]);
    await dialog.getByRole('button', { name: security.leaveSure }).click();
    await page.getByText(/账号将在.*注销/).waitFor();
    await page.getByRole('button', { name: security.leaveUndo }).click();
    await page.getByText(security.leaveUndone).waitFor();
  });
});

describe('个人资料 and 头像设置', () => {
  const profile = profileTexts['zh-CN'];

  it('keeps what the member tells of themselves, and shows the name', async () => {
    const page = await openAccountPage(device, 'profile');
    await page.getByLabel(profile.name, { exact: true }).fill('沈若溪');
    await page.getByLabel(profile.organisation, { exact: true }).fill('某银行远程银行中心');
    await page.getByLabel(profile.jobTitle, { exact: true }).fill('培训主管');
    await page.getByLabel(profile.channels, { exact: true }).fill('观察，客户服务');
    await page.keyboard.press('Enter');
    await page.getByText(profile.profileSaved).waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await fits320(page);
    await page.reload();
    await page.getByLabel(profile.name, { exact: true }).waitFor();
    expect(await page.getByLabel(profile.name, { exact: true }).inputValue()).toBe('沈若溪');
    expect(await page.getByLabel(profile.channels, { exact: true }).inputValue()).toBe('观察、客户服务');
    await page.getByLabel(profile.name, { exact: true }).fill(' ');
    await page.keyboard.press('Enter');
    await page.getByText(profile.nameMissing).first().waitFor();
    await page.close();
  });

  it('cuts a square out of a picture by keys and mouse, and stores it', async () => {
    const page = await openAccountPage(device, 'avatar');
    await page.getByText(profile.none).waitFor();
    await page.getByLabel(profile.choose).setInputFiles({ ...PICTURE, buffer: await halves() });
    const square = page.getByRole('button', { name: profile.square });
    await square.waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await fits320(page);
    for (let press = 0; press < 12; press += 1) await square.press('-');
    const before = await square.boundingBox();
    await square.press('ArrowRight');
    expect((await square.boundingBox())?.x).toBeGreaterThan(before?.x ?? Number.POSITIVE_INFINITY);
    // By mouse to the right edge, where the picture is blue.
    const box = await square.boundingBox();
    if (!box) throw new Error('no square');
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await page.mouse.down();
    await page.mouse.move(box.x + 800, box.y + box.height / 2, { steps: 4 });
    await page.mouse.up();
    expect(await cornerOf(page)).toEqual([0, 0, 255]);
    await page.getByRole('button', { name: profile.save, exact: true }).click();
    await page.getByText(profile.saved).waitFor();
    await page.reload();
    const shown = page.getByAltText(profile.present);
    await shown.waitFor();
    expect(await shown.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(512);
    await page.close();
  });

  it('brings a picture back that was taken away by mistake', async () => {
    const page = await openAccountPage(device, 'avatar');
    await page.getByAltText(profile.present).waitFor();
    await page.getByRole('button', { name: profile.remove, exact: true }).press('Enter');
    await page.getByText(profile.none).waitFor();
    await page.getByRole('button', { name: controlsTexts['zh-CN'].undo, exact: true }).press('Enter');
    await page.getByText(profile.saved).waitFor();
    await page.reload();
    await page.getByAltText(profile.present).waitFor();
    await page.close();
  });

  it('says what can be no picture, by its content, and keeps the one before', async () => {
    const page = await openAccountPage(device, 'avatar');
    await page.getByAltText(profile.present).waitFor();
    const refused: [Buffer, string][] = [
      [Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), firstClause('image-not-accepted')],
      [Buffer.alloc(5 * 1024 * 1024 + 1), profile.tooLarge],
      [Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16]), firstClause('image-broken')],
    ];
    for (const [buffer, words] of refused) {
      await page.getByLabel(profile.choose).setInputFiles({ ...PICTURE, buffer });
      await page.getByText(words).first().waitFor();
    }
    await page.getByAltText(profile.present).waitFor();
    await page.close();
  });

  it('lets a picture wait while offline, and sends it once connected', async () => {
    const page = await openAccountPage(device, 'avatar');
    await page.getByAltText(profile.present).waitFor();
    await device.context.setOffline(true);
    await page.getByLabel(profile.choose).setInputFiles({ ...PICTURE, buffer: await halves() });
    await page.getByRole('button', { name: profile.save, exact: true }).click();
    await page.getByText(profile.queued).waitFor();
    await device.context.setOffline(false);
    await page.getByText(profile.saved).waitFor();
    await page.close();
  });
});

describe('an account elsewhere', () => {
  const words = thirdPartyTexts['zh-CN'];
  const reader = { subject: 'ruoxi', name: 'name of ruoxi' };

  /** Presses the button, and confirms on the provider's own pages. */
  const goThere = async (visitor: ChromiumProfile, page: Page, subject: string): Promise<void> => {
    const opening = visitor.context.waitForEvent('page', isNoPageOfOurs);
    await page.getByRole('button', { name: '单位账号' }).click();
    const there = await opening;
    await there.getByPlaceholder('Enter any login').fill(subject);
    await there.getByPlaceholder('and password').fill('any');
    await there.getByRole('button', { name: /sign-in/i }).click();
    await there.getByRole('button', { name: /continue/i }).click();
  };

  it('that nobody knows creates nothing, and offers both ways; bound, it signs in', async () => {
    await using visitor = await stage.openDevice();
    const page = await openAccountPage(visitor, 'sign-in');
    await goThere(visitor, page, reader.subject);
    await page.getByText(words.known('单位账号', reader.name)).waitFor();
    await page.getByText(words.nothingYet).waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await fits320(page);
    const bind = page.getByRole('region', { name: words.bind });
    await bind.getByLabel(texts.account, { exact: true }).fill(member.phone);
    await bind.getByLabel(texts.password, { exact: true }).fill('not the password');
    await bind.getByRole('button', { name: words.bindGo }).click();
    await page.getByText(firstClause('wrong-account-or-password')).first().waitFor();
    await bind.getByLabel(texts.password, { exact: true }).fill(member.password);
    await bind.getByRole('button', { name: words.bindGo }).click();
    await page.getByRole('heading', { name: texts.signedInTitle }).waitFor();

    await page.goto(visitor.pageAddress('account.html#/security'));
    await page.getByRole('button', { name: `${words.untie}单位账号` }).click();
    await page.getByText(words.untied('单位账号')).waitFor();
  });

  it('is bound by one text message and the second code where two-step sign-in is on', async () => {
    const security = securityTexts['zh-CN'];
    const own = await openAccountPage(device, 'security');
    const [recoveryCode = ''] = await turnSecondStepOn(own);

    await using visitor = await stage.openDevice();
    const page = await openAccountPage(visitor, 'sign-in');
    await goThere(visitor, page, 'wanqing');
    const bind = page.getByRole('region', { name: words.bind });
    await bind.getByRole('button', { name: words.bySms }).click();
    await bind.getByLabel(texts.phone, { exact: true }).fill(member.phone);
    await untilNextCode();
    lastCodeAt = Date.now();
    await bind.getByRole('button', { name: texts.getCode, exact: true }).click();
    const code = await readSmsCode(stage.origin, `+86${member.phone}`, lastCodeAt);
    await bind.getByLabel(texts.code, { exact: true }).fill(code);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: texts.secondTitle }).waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await fits320(page);
    await page.keyboard.type('000000');
    await page.keyboard.press('Enter');
    await page.getByText(firstClause('wrong-second-code')).first().waitFor();
    await page.getByLabel(texts.secondCode, { exact: true }).fill(recoveryCode);
    await page.getByRole('button', { name: words.bindGo }).click();
    await page.getByRole('heading', { name: texts.signedInTitle }).waitFor();

    await own.reload();
    await own.getByRole('button', { name: `${words.untie}单位账号` }).waitFor();
    await own.getByRole('button', { name: `${security.change}${security.second}` }).click();
    await turnSecondStepOff(own);
    await own.close();
  });

  it('is given up when the reader closes its page', async () => {
    await using visitor = await stage.openDevice();
    const page = await openAccountPage(visitor, 'sign-in');
    const opening = visitor.context.waitForEvent('page', isNoPageOfOurs);
    await page.getByRole('button', { name: '单位账号' }).click();
    await (await opening).close();
    const cancel = page.getByRole('button', { name: words.cancel });
    const said = page.getByText(firstClause('third-party-cancelled'));
    await cancel.or(said).first().waitFor();
    if (await cancel.isVisible()) await cancel.click();
    await said.waitFor();
  });
});

describe('on a device that a guest used', () => {
  const merging = guestMergeTexts['zh-CN'];
  const leaving = leavingTexts['zh-CN'];
  let visitor: ChromiumProfile;
  beforeAll(async () => {
    visitor = await stage.openDevice();
  });

  it('what was saved is shown before it is added to the account, and can be taken back; signing out asks what stays', async () => {
    await switchSiteOn(visitor, stage.pages.origin);
    expect(await saveByMessage(visitor, stage.pages.illustrated(1).address)).toBe('saved');
    const page = await openAccountPage(visitor, 'sign-in');
    await page.getByText(merging.before({ articles: 1, marks: 0 })).waitFor();
    await page.close();

    const signedIn = await signInByPassword(visitor, member);
    const merge = signedIn.getByRole('button', { name: merging.merge, exact: true });
    await merge.waitFor();
    await signedIn.getByText(merging.list(1)).click();
    await signedIn.getByText(stage.pages.illustrated(1).title).waitFor();
    expect(await accessibilityProblems(signedIn)).toEqual([]);
    await fits320(signedIn);
    await merge.press('Enter');
    await signedIn.getByText(merging.merged({ articles: 1, marks: 0 })).waitFor();
    expect(await articlesOf(visitor)).toEqual({ living: 1, deleted: 0 });
    // The way back outlives the page.
    await signedIn.reload();
    await signedIn.getByRole('button', { name: merging.undo, exact: true }).click();
    await signedIn.getByText(merging.undone).waitFor();
    expect(await articlesOf(visitor)).toEqual({ living: 0, deleted: 1 });

    // Offline nothing can be sent, so that what is on this device alone is named before it goes.
    await visitor.context.setOffline(true);
    await signedIn.getByRole('button', { name: merging.merge, exact: true }).click();
    await signedIn.getByText(merging.merged({ articles: 1, marks: 0 })).waitFor();
    const leave = signedIn.getByRole('button', { name: leaving.signOut, exact: true });
    await leave.press('Enter');
    await signedIn.getByRole('dialog', { name: leaving.ask }).waitFor();
    await signedIn.keyboard.press('Escape');
    await signedIn.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await leave.evaluate((button) => button === document.activeElement)).toBe(true);
    await leave.click();
    await signedIn.getByRole('dialog', { name: leaving.ask }).waitFor();
    expect(await accessibilityProblems(signedIn)).toEqual([]);
    await fits320(signedIn);
    await signedIn.getByRole('button', { name: leaving.remove }).click();
    await signedIn.getByText(/只在这台电脑上，还没有送到/).waitFor();
    await signedIn.getByRole('button', { name: leaving.stay }).click();
    await visitor.context.setOffline(false);
    await signedIn.getByRole('button', { name: leaving.signOut, exact: true }).click();
    await signedIn.getByRole('button', { name: leaving.remove }).click();
    await signedIn.getByText(leaving.removed).waitFor();
    expect(await libraryNames(signedIn)).toEqual(['library-guest']);
    await signedIn.close();

    // What was sent comes back; kept this time, it stays.
    const again = await signInByPassword(visitor, member);
    await again.getByRole('button', { name: leaving.signOut, exact: true }).click();
    await again.getByRole('button', { name: leaving.keep }).click();
    await again.getByText(leaving.kept).waitFor();
    expect(await libraryNames(again)).toHaveLength(2);
    await again.close();
  });

  it.each([365, -365])('a clock that is %i days off locks nobody out', async (days) => {
    const page = await visitor.context.newPage();
    await page.clock.setFixedTime(Date.now() + days * 24 * 60 * 60_000);
    await page.goto(visitor.pageAddress('account.html#/recover'));
    // A number that nobody has: the answer is the same, and the countdown as long.
    await page.getByLabel(texts.account, { exact: true }).fill(newMember().phone);
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: texts.getCode, exact: true }).click();
    await page.getByRole('button', { name: againIn }).waitFor();
    expect(await page.getByRole('button', { name: againIn }).innerText()).toMatch(/^(60|5\d)/);
    await page.goto(visitor.pageAddress('account.html#/sign-in'));
    await page.getByLabel(texts.account, { exact: true }).fill(member.phone);
    await page.getByLabel(texts.password, { exact: true }).fill(member.password);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: texts.signedInTitle }).waitFor();
    await page.goto(visitor.pageAddress('account.html#/security'));
    await page.getByRole('heading', { name: securityTexts['zh-CN'].devices }).waitFor();
    await page.goto(visitor.pageAddress('account.html#/signed-in'));
    await page.getByRole('button', { name: leaving.signOut, exact: true }).click();
    await page.getByRole('button', { name: leaving.keep }).click();
    await page.getByText(leaving.kept).waitFor();
    await page.close();
  });

  it('a passkey is added, signs in, is named and removed', async () => {
    const passkey = passkeyTexts['zh-CN'];
    const page = await openAccountPage(visitor, 'sign-in');
    // Bound to a name: the number that this machine has can't be one.
    const address = stage.origin.replace('127.0.0.1', 'localhost');
    await page.evaluate((serviceAddress) => chrome.storage.local.set({ serviceAddress }), address);
    await allowSite(visitor, address);
    const authenticator = await openAuthenticator(page);
    await page.reload();
    await page.getByRole('button', { name: passkey.signIn }).waitFor();
    await page.getByLabel(texts.account, { exact: true }).fill(member.phone);
    await page.getByLabel(texts.password, { exact: true }).fill(member.password);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: texts.signedInTitle }).waitFor();

    await page.goto(visitor.pageAddress('account.html#/security'));
    await page.getByRole('button', { name: passkey.addName }).press('Enter');
    await page.getByText(passkey.added).waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await fits320(page);
    await page.getByRole('button', { name: /^给通行密钥.*改名$/ }).click();
    await missesName(page, page.getByLabel(passkey.name, { exact: true }));
    await page.getByLabel(passkey.name, { exact: true }).fill('钥匙串上的那个');
    await page.keyboard.press('Enter');
    await page.getByText('钥匙串上的那个').waitFor();
    await page.getByRole('button', { name: passkey.addName }).click();
    await page.getByText(passkey.exists).waitFor();

    await page.goto(visitor.pageAddress('account.html#/signed-in'));
    await page.getByRole('button', { name: leaving.signOut, exact: true }).click();
    await page.getByRole('button', { name: leaving.keep }).click();
    await page.getByRole('link', { name: texts.signIn, exact: true }).click();
    // A touch that does not come, then one that does.
    await authenticator.setVerified(false);
    await page.getByRole('button', { name: passkey.signIn }).click();
    await page.getByText(passkey['none-shown']).waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await fits320(page);
    await authenticator.setVerified(true);
    await page.getByRole('button', { name: passkey.signIn }).press('Enter');
    await page.getByRole('heading', { name: texts.signedInTitle }).waitFor();

    await page.goto(visitor.pageAddress('account.html#/security'));
    await page.getByRole('button', { name: passkey.removeNamed('钥匙串上的那个') }).click();
    await page.getByRole('dialog', { name: passkey.removeAsk('钥匙串上的那个') }).waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.getByRole('button', { name: passkey.removeSure, exact: true }).click();
    await page.getByText(passkey.removed('钥匙串上的那个')).waitFor();
    await page.goto(visitor.pageAddress('account.html#/sign-in'));
    await page.getByRole('button', { name: passkey.signIn }).click();
    await page.getByText(firstClause('passkey-refused')).first().waitFor();
  });
});

describe('忘记密码', () => {
  beforeAll(untilNextCode, 70_000);

  it('sets a new password by a code, with the keyboard alone; the page may be closed meanwhile', async () => {
    await using forgetful = await stage.openDevice();
    const first = await openAccountPage(forgetful, 'sign-in');
    await first.getByLabel(texts.account, { exact: true }).pressSequentially(member.phone);
    await first.getByRole('link', { name: texts.forgotPassword }).press('Enter');
    await first.getByRole('heading', { name: texts.recoverTitle }).waitFor();
    expect(await first.getByLabel(texts.account, { exact: true }).inputValue()).toBe(member.phone);
    await first.getByLabel(texts.account, { exact: true }).press('Enter');
    const since = Date.now();
    await first.getByRole('button', { name: texts.getCode, exact: true }).press('Enter');
    await first.getByText(texts.recoverSent).waitFor();
    await first.close();

    const again = await openAccountPage(forgetful, 'recover');
    await again.getByRole('button', { name: againIn }).waitFor();
    const code = await readSmsCode(stage.origin, `+86${member.phone}`, since);
    expect(await accessibilityProblems(again)).toEqual([]);
    await again.getByLabel(texts.code, { exact: true }).pressSequentially(code);
    await again.getByLabel(texts.newPassword, { exact: true }).pressSequentially('12345678');
    await again.keyboard.press('Enter');
    await again.getByText(firstClause('password-too-common')).first().waitFor();
    member.password = '三号窗口-夜里-还开着';
    await again.getByLabel(texts.newPassword, { exact: true }).fill(member.password);
    await again.keyboard.press('Enter');
    await again.getByText(texts.recovered).waitFor();
    expect(await accessibilityProblems(again)).toEqual([]);
    await again.close();
    await (await signInByPassword(forgetful, member)).close();
  });

  it('has ended the session of the device that was signed in, whose library is still there', async () => {
    const page = await openAccountPage(device, 'signed-in');
    await page.getByRole('heading', { name: texts.signedInTitle }).waitFor();
    await page.close();
    await (await signInByPassword(device, member)).close();
  });

  it('answers an account that does not exist as any other', async () => {
    const page = await openAccountPage(device, 'recover');
    await page.getByLabel(texts.account, { exact: true }).fill(newMember().phone);
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: texts.getCode, exact: true }).click();
    await page.getByText(texts.recoverSent).waitFor();
    await page.getByLabel(texts.code, { exact: true }).fill('000000');
    await page.getByLabel(texts.newPassword, { exact: true }).fill('一句没有人用过的话');
    await page.getByRole('button', { name: texts.submit, exact: true }).click();
    await page.getByText(firstClause('wrong-code')).first().waitFor();
    await fits320(page);
    await page.close();
  });
});

function untilNextCode(): Promise<void> {
  return wait(Math.max(0, lastCodeAt + 61_000 - Date.now()));
}

/** On the page 账号安全; gives the recovery codes. */
async function turnSecondStepOn(page: Page): Promise<string[]> {
  const security = securityTexts['zh-CN'];
  await page.getByRole('button', { name: `${security.turnOn}${security.second}` }).click();
  await page.getByRole('button', { name: security.turnOn, exact: true }).click();
  await page.getByRole('img', { name: security.secondQr }).waitFor();
  const secret = (await page.locator('code').innerText()).replaceAll(' ', '');
  await page.getByLabel(security.secondFirst).fill(authenticatorCode(secret));
  await page.keyboard.press('Enter');
  await page.getByText(security.recoveryWhy).waitFor();
  const codes = await page.locator('li code').allInnerTexts();
  await page.getByRole('button', { name: security.recoverySaved }).click();
  await page.getByText(security.secondDone).waitFor();
  return codes;
}

/** In the form that is open. */
async function turnSecondStepOff(page: Page): Promise<void> {
  const security = securityTexts['zh-CN'];
  await page.getByRole('button', { name: security.turnOff, exact: true }).click();
  await page.getByRole('dialog', { name: security.secondOffAsk }).waitFor();
  expect(await accessibilityProblems(page)).toEqual([]);
  await page.getByRole('button', { name: security.secondOffSure }).click();
  await page.getByText(security.secondOffDone).waitFor();
}

/** Of the member's library on this device. */
async function articlesOf(visitor: ChromiumProfile): Promise<{ living: number; deleted: number }> {
  const { records } = await libraryRows(visitor);
  const articles = Object.entries(records).filter(([name]) => name.startsWith('article '));
  const deleted = articles.filter(([, fields]) => JSON.stringify(fields).includes('"deleted":true')).length;
  return { living: articles.length - deleted, deleted };
}

function libraryNames(page: Page): Promise<string[]> {
  return page.evaluate(async () =>
    (await indexedDB.databases()).flatMap(({ name }) => (name?.startsWith('library-') ? [name] : [])),
  );
}

/** Its name tells nothing: the content does. */
const PICTURE = { name: 'me.png', mimeType: 'image/png' };

/** Red at the left, blue at the right. */
async function halves(): Promise<Buffer> {
  const blue = await sharp({ create: { width: 300, height: 400, channels: 3, background: '#00f' } })
    .png()
    .toBuffer();
  return sharp({ create: { width: 600, height: 400, channels: 3, background: '#f00' } })
    .composite([{ input: blue, left: 300, top: 0 }])
    .png()
    .toBuffer();
}

/** The colour in the corner of the largest preview. */
async function cornerOf(page: Page): Promise<number[]> {
  return page
    .locator('figure canvas')
    .first()
    .evaluate((canvas: HTMLCanvasElement) => [
      ...(canvas.getContext('2d')?.getImageData(2, 2, 1, 1).data.slice(0, 3) ?? []),
    ]);
}

/** The welcome opens by itself, at its own time. */
const isNoPageOfOurs = (page: Page) => !page.url().startsWith('chrome-extension:');

const againIn = /秒后可重取/;

/** Up to the first stop: what follows may hold numbers. */
function firstClause(code: keyof (typeof errorTexts)['zh-CN']): string {
  return String(errorTexts['zh-CN'][code]).split(/[。，]/)[0] ?? '';
}

/** An empty name is not taken; whoever hears the page and whoever has a narrow one is told as well. */
async function missesName(page: Page, field: Locator): Promise<void> {
  await field.fill(' ');
  await page.keyboard.press('Enter');
  await page.getByRole('alert').getByText(securityTexts['zh-CN'].nameMissing).waitFor();
  expect(await accessibilityProblems(page)).toEqual([]);
  await fits320(page);
}

/** Nothing is cut off, and nothing scrolls sideways. */
async function fits320(page: Page): Promise<void> {
  const before = page.viewportSize();
  await page.setViewportSize({ width: 320, height: 700 });
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBeLessThanOrEqual(320);
  if (before) await page.setViewportSize(before);
}
