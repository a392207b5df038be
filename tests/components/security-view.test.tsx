// @vitest-environment jsdom
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { ProfileView } from '../../components/account/ProfileView.tsx';
import { SecurityView } from '../../components/account/SecurityView.tsx';
import { SignedInView } from '../../components/account/SignedInView.tsx';
import { accountTexts } from '../../locales/account.ts';
import { errorSentence } from '../../locales/errors.ts';
import { passkeyTexts } from '../../locales/passkeys.ts';
import { profileTexts } from '../../locales/profile.ts';
import { securityTexts } from '../../locales/security.ts';
import type { SecurityResponse } from '../../protocol/account-security.ts';
import { setLanguage } from '../../utils/appearance.ts';
import { type AnsweringService, answeringService, done, refusal } from './answering-service.ts';
import { byRole, click, fieldOf, mount, send, type, unmount } from './mount.ts';

vi.mock('../../utils/browser.ts', () => ({
  browser: {
    storage: { local: { get: async () => ({}), set: async () => undefined } },
    runtime: { sendMessage: async () => ({ answer: null }) },
  },
}));
vi.mock('../../utils/account/service-address.ts', () => ({
  serviceAddress: async () => ({ address: 'https://service.example/', from: 'own' }),
}));
vi.mock('../../utils/account/session.ts', () => ({
  currentSession: async () => ({}),
  accessOf: () => ({ address: 'https://service.example/', token: 't' }),
  noteMember: async () => false,
}));
vi.mock('../../components/account/GuestOffer.tsx', () => ({ GuestOffer: () => null }));

const texts = securityTexts['zh-CN'];
const passkeys = passkeyTexts['zh-CN'];
const NOW = Date.UTC(2026, 10, 27);
const CODES = ['abcde-fghij', 'klmno-pqrst'];
let security: SecurityResponse;
/** What the service refuses to tell, by path. */
let refused: Record<string, Response>;
let service: AnsweringService;
let root: HTMLElement;

beforeEach(async () => {
  localStorage.clear();
  refused = {};
  security = {
    phone: '138 **** 4071',
    userName: null,
    email: null,
    canMail: true,
    passwordChangedAt: NOW,
    secondFactorSince: null,
    recoveryCodesLeft: 0,
    deleteAt: null,
    consents: [{ policyVersion: '1', at: NOW }],
    policy: { version: '1', date: '2026-11-26' },
    passkeys: [{ id: 'key-1', name: '书房的钥匙', since: NOW, usedAt: null, isSynced: false }],
  };
  const told = (path: string, json: () => object) => () => refused[path]?.clone() ?? Response.json(json());
  service = answeringService({
    '/account/security': told('security', () => security),
    '/account/devices': told('devices', () => ({
      devices: [{ id: 'd1', name: '夜班的电脑', isThis: true, signedInAt: NOW, lastSyncedAt: null }],
    })),
    '/account/profile': told('profile', () => ({
      name: '沈若溪',
      organisation: '',
      jobTitle: '',
      channels: [],
      avatar: null,
    })),
    '/account/user-name': ({ userName }) => {
      security.userName = String(userName);
      return done();
    },
    '/account/second-factor': () => Response.json({ secret: 'ABCD', uri: 'otpauth://totp/x?secret=ABCD' }),
    '/account/second-factor/confirm': () => {
      Object.assign(security, { secondFactorSince: NOW, recoveryCodesLeft: CODES.length });
      return Response.json({ recoveryCodes: CODES });
    },
    '/account/second-factor/remove': done,
    '/account/passkeys/remove': done,
  });
  await setLanguage('zh-CN');
});
afterEach(async () => {
  await unmount(root);
  vi.unstubAllGlobals();
});

const open = async () => {
  root = await mount(<SecurityView />);
  await vi.waitFor(() => byRole('button', texts.userName));
};
/** The button of the row, whatever its verb is. */
const rowButton = (name: string) =>
  root.querySelector<HTMLButtonElement>(`button[aria-expanded][aria-label$="${name}"]`);
const day = new Intl.DateTimeFormat('zh-CN', { dateStyle: 'long' }).format(NOW);

it('keeps the recovery codes in sight until they are kept, and says meanwhile that two-step sign-in is on', async () => {
  await open();
  await click(byRole('button', `${texts.turnOn}${texts.second}`));
  byRole('button', texts.turnOn).focus();
  await click(byRole('button', texts.turnOn));
  await vi.waitFor(() => expect(document.activeElement).toBe(fieldOf(texts.secondFirst)));
  await send(fieldOf(texts.secondFirst), '123456');
  await vi.waitFor(() => expect(root.textContent).toContain(CODES[0]));
  expect(document.activeElement).toBe(byRole('button', texts.recoveryCopy));
  expect(rowButton(texts.second)).toBeNull();
  await vi.waitFor(() => expect(root.textContent).toContain(texts.secondOn(day, CODES.length)));
  await click(byRole('button', `${texts.set}${texts.userName}`));
  fieldOf(texts.userName);
  expect(root.textContent).toContain(CODES[1]);

  byRole('button', texts.recoverySaved).focus();
  await click(byRole('button', texts.recoverySaved));
  expect(root.textContent).toContain(texts.secondDone);
  expect(root.textContent).not.toContain(CODES[0]);
  fieldOf(texts.userName);
  expect(document.activeElement).toBe(rowButton(texts.second));
});

it('leads back to the row once its change was saved', async () => {
  await open();
  await click(byRole('button', `${texts.set}${texts.userName}`));
  fieldOf(texts.userName).focus();
  await send(fieldOf(texts.userName), 'ruoxi');
  await vi.waitFor(() => expect(root.textContent).toContain(texts.userNameDone));
  expect(document.activeElement).toBe(rowButton(texts.userName));
});

it('sends once what is sent twice in one go', async () => {
  await open();
  await click(byRole('button', `${texts.set}${texts.userName}`));
  const field = fieldOf(texts.userName);
  await type(field, 'ruoxi');
  await act(() => {
    field.form?.requestSubmit();
    field.form?.requestSubmit();
  });
  await vi.waitFor(() => expect(root.textContent).toContain(texts.userNameDone));
  expect(service.bodiesOf('/account/user-name')).toEqual([{ userName: 'ruoxi' }]);
});

it('says what it means to turn two-step sign-in off before it does', async () => {
  security.secondFactorSince = NOW;
  await open();
  await click(byRole('button', `${texts.change}${texts.second}`));
  await click(byRole('button', texts.turnOff));
  expect(root.querySelector('dialog')?.textContent).toContain(texts.secondOffWords);
  await click(byRole('button', texts.secondOffStay));
  expect(root.querySelector('dialog')).toBeNull();
  expect(service.bodiesOf('/account/second-factor/remove')).toEqual([]);
  await click(byRole('button', texts.turnOff));
  await click(byRole('button', texts.secondOffSure));
  await vi.waitFor(() => expect(root.textContent).toContain(texts.secondOffDone));
  expect(service.bodiesOf('/account/second-factor/remove')).toHaveLength(1);
});

it('asks before a passkey is removed', async () => {
  await open();
  await click(byRole('button', passkeys.removeNamed('书房的钥匙')));
  expect(root.querySelector('dialog')?.textContent).toContain(passkeys.removeAsk('书房的钥匙'));
  await click(byRole('button', passkeys.removeStay));
  expect(service.bodiesOf('/account/passkeys/remove')).toEqual([]);
  await click(byRole('button', passkeys.removeNamed('书房的钥匙')));
  const sure = [...root.querySelectorAll<HTMLButtonElement>('dialog button')].at(-1);
  expect(sure?.textContent).toBe(passkeys.removeSure);
  await act(async () => sure?.click());
  await vi.waitFor(() => expect(service.bodiesOf('/account/passkeys/remove')).toEqual([{ id: 'key-1' }]));
});

const member = { id: 'm1', name: '沈若溪', phone: '138 **** 4071' };
const session = { memberId: 'm1', token: 't', member, serviceAddress: 'https://service.example/' };
const VIEWS = {
  账号安全: { path: 'security', view: () => <SecurityView />, sign: texts.ways },
  设备: { path: 'devices', view: () => <SecurityView />, sign: '夜班的电脑' },
  个人资料: {
    path: 'profile',
    view: () => <ProfileView memberId="m1" />,
    sign: profileTexts['zh-CN'].organisation,
  },
};

it.each(Object.entries(VIEWS))(
  'leads to signing in where the session has ended: %s',
  async (_, { path, view }) => {
    refused[path] = refusal('unauthorized', 401);
    root = await mount(view());
    const link = await vi.waitFor(() => byRole('link', accountTexts['zh-CN'].signInAgain));
    expect(link.getAttribute('href')).toBe('#/sign-in');
    expect(root.textContent).toContain(errorSentence('zh-CN', { code: 'unauthorized' }));
  },
);

it.each(Object.entries(VIEWS))('can be fetched once more where the service is away: %s', async (_, found) => {
  refused[found.path] = refusal('unavailable', 503);
  root = await mount(found.view());
  const again = await vi.waitFor(() => byRole('button', texts.again));
  delete refused[found.path];
  await click(again);
  await vi.waitFor(() => expect(root.textContent).toContain(found.sign));
  expect(root.textContent).not.toContain(errorSentence('zh-CN', { code: 'unavailable' }));
});

it('tells who comes back that their session has ended', async () => {
  refused.security = refusal('unauthorized', 401);
  root = await mount(<SignedInView session={session} isKept={false} onChange={() => undefined} />);
  await vi.waitFor(() => byRole('link', accountTexts['zh-CN'].signInAgain));
});
