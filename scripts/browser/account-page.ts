import type { Page } from 'playwright-core';
import { accountTexts } from '../../locales/account.ts';
import { readSmsCode } from '../development-outbox.ts';
import type { ChromiumProfile } from '../launch-chromium.ts';

const texts = accountTexts['zh-CN'];

export interface NewMember {
  /** Without a country code: the dialog puts +86 before it. */
  phone: string;
  password: string;
}

/** Fills in 注册 as a reader does, the code read from the service's development outbox, and waits until signed in. */
export async function registerMember(
  profile: ChromiumProfile,
  member: NewMember,
  serviceOrigin: string,
): Promise<Page> {
  const page = await openAccountPage(profile, 'register');
  await askForCode(page, member.phone);
  const code = await readSmsCode(serviceOrigin, `+86${member.phone}`);
  await page.getByLabel(texts.code, { exact: true }).pressSequentially(code);
  await page.getByLabel(texts.password, { exact: true }).fill(member.password);
  await page.getByRole('checkbox', { name: texts.consent }).check();
  await page.getByRole('button', { name: texts.register, exact: true }).click();
  await waitUntilSignedIn(page);
  return page;
}

/** 账号登录 with mobile number and password. */
export async function signInByPassword(profile: ChromiumProfile, member: NewMember): Promise<Page> {
  const page = await openAccountPage(profile, 'sign-in');
  await page.getByLabel(texts.account, { exact: true }).fill(member.phone);
  await page.getByLabel(texts.password, { exact: true }).fill(member.password);
  await page.getByRole('button', { name: texts.signIn, exact: true }).click();
  await waitUntilSignedIn(page);
  return page;
}

export async function openAccountPage(
  profile: ChromiumProfile,
  dialog: 'register' | 'sign-in' | 'signed-in' | 'recover' | 'security' | 'profile' | 'avatar',
): Promise<Page> {
  const page = await profile.context.newPage();
  await page.goto(profile.pageAddress(`account.html#/${dialog}`));
  return page;
}

/** Types the number and presses 获取; the proof of work before it takes a moment. */
export async function askForCode(page: Page, phone: string): Promise<void> {
  await page.getByLabel(texts.phone, { exact: true }).pressSequentially(phone);
  await page.getByRole('button', { name: texts.getCode, exact: true }).click();
}

async function waitUntilSignedIn(page: Page): Promise<void> {
  await page.getByRole('heading', { name: texts.signedInTitle }).waitFor();
}
