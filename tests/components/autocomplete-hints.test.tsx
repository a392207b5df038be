// @vitest-environment jsdom
import type { ComponentChild } from 'preact';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { BindByPassword } from '../../components/account/BindByPassword.tsx';
import { BindBySms } from '../../components/account/BindBySms.tsx';
import { ChangeEmail } from '../../components/account/ChangeEmail.tsx';
import { ChangePassword } from '../../components/account/ChangePassword.tsx';
import { ChangePhone } from '../../components/account/ChangePhone.tsx';
import { ChangeUserName } from '../../components/account/ChangeUserName.tsx';
import { PasswordSignIn } from '../../components/account/PasswordSignIn.tsx';
import { ProfileView } from '../../components/account/ProfileView.tsx';
import { ProofBySecret } from '../../components/account/ProofBySecret.tsx';
import { RecoverAccount } from '../../components/account/RecoverAccount.tsx';
import { RecoverPassword } from '../../components/account/RecoverPassword.tsx';
import { RegisterByThirdParty } from '../../components/account/RegisterByThirdParty.tsx';
import { RegisterForm } from '../../components/account/RegisterForm.tsx';
import { SecondStep } from '../../components/account/SecondStep.tsx';
import { SmsSignIn } from '../../components/account/SmsSignIn.tsx';
import type { SecurityResponse } from '../../protocol/account-security.ts';
import { setLanguage } from '../../utils/appearance.ts';
import { answeringService } from './answering-service.ts';
import { mount, unmount } from './mount.ts';

vi.mock('../../utils/browser.ts', () => ({
  browser: { storage: { local: { get: async () => ({}), set: async () => undefined } } },
}));
vi.mock('../../utils/account/service-address.ts', () => ({
  serviceAddress: async () => ({ address: 'https://service.example/', from: 'own' }),
}));
vi.mock('../../utils/account/session.ts', () => ({
  currentSession: async () => ({}),
  accessOf: () => ({ address: 'https://service.example/', token: 't' }),
}));

const security: SecurityResponse = {
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
const nothing = () => undefined;
const change = { security, reload: async () => undefined, onHold: nothing, onDone: nothing };
const unknown = { ticket: 'ticket', provider: 'work', name: 'Ruoxi' };
const step = { step: 'S', verb: '登录', onSignedIn: nothing, onBack: nothing };

let root: HTMLElement;

beforeEach(async () => {
  localStorage.clear();
  answeringService({
    '/account/profile': () =>
      Response.json({ name: '沈若溪', organisation: '', jobTitle: '', channels: [], avatar: null }),
  });
  await setLanguage('zh-CN');
});
afterEach(async () => {
  await unmount(root);
  vi.unstubAllGlobals();
});

const PROFILE = ['nickname', 'organization', 'organization-title', null];
const DIALOGS: [string, () => ComponentChild, (string | null)[]][] = [
  ['账号登录', () => <PasswordSignIn onSignedIn={nothing} />, ['username', 'current-password']],
  ['短信登录', () => <SmsSignIn onSignedIn={nothing} />, ['tel', 'one-time-code']],
  ['两步登录', () => <SecondStep {...step} />, ['one-time-code']],
  ['注册', () => <RegisterForm onSignedIn={nothing} />, ['tel', 'one-time-code', 'new-password']],
  ['忘记密码 › 账号', () => <RecoverAccount onNext={nothing} />, ['username']],
  [
    '忘记密码 › 新密码',
    () => <RecoverPassword onChange={nothing} onDone={nothing} />,
    ['username', 'one-time-code', 'new-password'],
  ],
  [
    '个人资料 › 注册',
    () => <RegisterByThirdParty unknown={unknown} onSignedIn={nothing} />,
    ['tel', 'one-time-code'],
  ],
  [
    '绑定 › 密码',
    () => <BindByPassword unknown={unknown} onSignedIn={nothing} />,
    ['username', 'current-password'],
  ],
  ['绑定 › 短信', () => <BindBySms unknown={unknown} onSignedIn={nothing} />, ['tel', 'one-time-code']],
  ['改密码', () => <ChangePassword {...change} />, ['new-password']],
  ['改手机号', () => <ChangePhone {...change} />, ['tel', 'one-time-code']],
  ['设用户名', () => <ChangeUserName {...change} />, ['username']],
  ['设邮箱', () => <ChangeEmail {...change} />, ['email', 'one-time-code']],
  [
    '确认 › 密码',
    () => (
      <ProofBySecret isBySms={false} onProven={nothing}>
        {null}
      </ProofBySecret>
    ),
    ['current-password'],
  ],
  [
    '确认 › 短信',
    () => (
      <ProofBySecret isBySms onProven={nothing}>
        {null}
      </ProofBySecret>
    ),
    ['one-time-code'],
  ],
  ['个人资料', () => <ProfileView memberId="m1" />, PROFILE],
];

it.each(DIALOGS)('tells the browser what each field of %s is for', async (_, view, hints) => {
  root = await mount(view());
  await vi.waitFor(() =>
    expect(
      [...root.querySelectorAll('input:not([type=checkbox])')].map((input) =>
        input.getAttribute('autocomplete'),
      ),
    ).toEqual(hints),
  );
});
