// @vitest-environment jsdom
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { BindBySms } from '../../components/account/BindBySms.tsx';
import { ChangeEmail } from '../../components/account/ChangeEmail.tsx';
import { ChangePhone } from '../../components/account/ChangePhone.tsx';
import { accountTexts } from '../../locales/account.ts';
import { deviceSentence, errorSentence } from '../../locales/errors.ts';
import { securityTexts } from '../../locales/security.ts';
import { thirdPartyTexts } from '../../locales/third-party.ts';
import type { SecurityResponse } from '../../protocol/account-security.ts';
import { setLanguage } from '../../utils/appearance.ts';
import { answeringService, codeSent, refusal } from './answering-service.ts';
import { byRole, click, fieldOf, mount, type, unmount } from './mount.ts';

vi.mock('../../utils/browser.ts', () => ({
  browser: { storage: { local: { get: async () => ({}), set: async () => undefined } } },
}));
vi.mock('../../utils/account/service-address.ts', () => ({
  serviceAddress: async () => ({ address: 'https://service.example/', from: 'own' }),
}));
vi.mock('../../utils/account/session.ts', () => ({
  currentSession: async () => ({}),
  accessOf: () => ({ address: 'https://service.example/', token: 't' }),
  noteMember: async () => false,
}));

const texts = accountTexts['zh-CN'];
const words = securityTexts['zh-CN'];
const SECURITY: SecurityResponse = {
  phone: '138 **** 4071',
  userName: null,
  email: null,
  canMail: true,
  passwordChangedAt: 0,
  secondFactorSince: null,
  recoveryCodesLeft: 0,
  deleteAt: null,
  consents: [],
  policy: { version: '1', date: '2026-11-26' },
};
/** How the service answers when a code is asked for. */
let answer: () => Response | Promise<Response>;
let root: HTMLElement;

beforeEach(async () => {
  localStorage.clear();
  answer = codeSent;
  answeringService({
    '/account/security': () => Response.json(SECURITY),
    '/account/phone/codes': () => answer(),
    '/account/email/codes': () => answer(),
    '/account/challenge': () => answer(),
  });
  await setLanguage('zh-CN');
});
afterEach(async () => {
  await unmount(root);
  vi.unstubAllGlobals();
});

const props = {
  security: SECURITY,
  reload: async () => undefined,
  onHold: () => undefined,
  onDone: () => undefined,
};
const FORMS = {
  手机号: { view: () => <ChangePhone {...props} />, label: words.phoneNew, typed: '13900004071' },
  邮箱: { view: () => <ChangeEmail {...props} />, label: words.email, typed: 'ruoxi@example.com' },
};
type Found = (typeof FORMS)[keyof typeof FORMS];

/** Types the contact, and presses 获取. */
const ask = async ({ view, label, typed }: Found) => {
  root = await mount(view());
  await type(fieldOf(label), typed);
  byRole('button', texts.getCode).focus();
  await click(byRole('button', texts.getCode));
};
const isBad = (label: string) => fieldOf(label).getAttribute('aria-invalid') === 'true';
const alerts = () =>
  [...root.querySelectorAll('[role=alert]:not([hidden])')].map(({ textContent }) => textContent);

describe.each(Object.entries(FORMS))('获取 of %s', (name, found) => {
  it('leads to the code once that was sent: the button is off for a while', async () => {
    await ask(found);
    await vi.waitFor(() => byRole('button', texts.againIn(60)));
    expect(document.activeElement).toBe(fieldOf(texts.code));
  });

  it('says what is wrong with the contact at its field, and leads there', async () => {
    const code = name === '手机号' ? 'phone-taken' : 'mail-not-sent';
    answer = () => refusal(code, 409);
    await ask(found);
    await vi.waitFor(() => expect(isBad(found.label)).toBe(true));
    expect(isBad(texts.code)).toBe(false);
    expect(alerts()).toEqual([errorSentence('zh-CN', { code })]);
    await vi.waitFor(() => expect(document.activeElement).toBe(fieldOf(found.label)));
  });

  it.each([found.label, texts.code])(
    'says all else beside the button, until one types: %s',
    async (label) => {
      answer = () => refusal('sms-daily-limit', 429);
      await ask(found);
      const sentence = errorSentence('zh-CN', { code: 'sms-daily-limit' });
      await vi.waitFor(() => expect(alerts()).toEqual([sentence]));
      expect([isBad(found.label), isBad(texts.code)]).toEqual([false, false]);
      await type(fieldOf(label), '1');
      expect(alerts()).toEqual([]);
    },
  );

  it('calls nothing wrong, and keeps what was typed, where the reader does not want to say who they are', async () => {
    answer = () => refusal('proof-needed', 403);
    await ask(found);
    const proof = await vi.waitFor(() => {
      const section = root.querySelector(`section[aria-label="${words.proofTitle}"]`);
      if (!section) throw new Error('no question');
      return section;
    });
    const cancel = [...proof.querySelectorAll('button')].find(
      ({ textContent }) => textContent === words.cancel,
    );
    await act(async () => {
      cancel?.click();
      await new Promise((done) => setTimeout(done, 20));
    });
    expect(root.textContent).not.toContain(words.proofTitle);
    expect(root.textContent).not.toContain(deviceSentence('zh-CN'));
    expect(alerts()).toEqual([]);
    expect(fieldOf(found.label).value).toBe(found.typed);
  });

  it('does not say that anything is being saved while it is on its way', async () => {
    answer = () => new Promise(() => undefined);
    await ask(found);
    byRole('button', texts.proving(0));
    expect(root.textContent).not.toContain(words.saving);
  });
});

it('does not say that anybody is signing in while a code is on its way', async () => {
  answer = () => new Promise(() => undefined);
  const unknown = { ticket: 'ticket', provider: 'work', name: 'Ruoxi' };
  root = await mount(<BindBySms unknown={unknown} onSignedIn={() => undefined} />);
  await type(fieldOf(texts.phone), '13800004071');
  await click(byRole('button', texts.getCode));
  byRole('button', texts.proving(0));
  expect(root.textContent).not.toContain(texts.signingIn);
  byRole('button', thirdPartyTexts['zh-CN'].bindGo);
});
