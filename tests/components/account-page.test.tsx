// @vitest-environment jsdom
import 'fake-indexeddb/auto';
import { createServer, type Server } from 'node:http';
import { locks } from 'node:worker_threads';
import { act } from 'preact/test-utils';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { accountTexts } from '../../locales/account.ts';
import { deviceSentence } from '../../locales/errors.ts';
import { setLanguage } from '../../utils/appearance.ts';
import { mount, type, unmount } from './mount.ts';

vi.hoisted(() => {
  let stored = {};
  const local = {
    get: async () => stored,
    set: async (values: object) => {
      stored = values;
    },
  };
  const runtime = { id: 'our-extension', sendMessage: async () => ({ answer: null }) };
  const api = { runtime, storage: { session: local, local, managed: local } };
  Object.assign(globalThis, { chrome: api, browser: api });
});
const { AccountPage } = await import('../../components/account/AccountPage.tsx');
const { recallForm, rememberForm } = await import('../../components/account/form-memory.ts');
const { setServiceAddress } = await import('../../utils/account/service-address.ts');
const { endSession, storeSession } = await import('../../utils/account/session.ts');
const { postNotice } = await import('../../utils/view-notices.ts');

/** What was asked for, each with whose token came along. */
let asked: string[];
let server: Server;
let serviceAddress: string;
let root: HTMLElement;

beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(`${request.headers.authorization} ${request.url}`);
    response.writeHead(200, { 'Content-Type': 'application/json' });
    if (request.url === '/account/sign-in')
      return response.end(
        JSON.stringify({
          token: 't'.repeat(43),
          member: { id: 'm1', name: '', phone: '' },
          isDeletionUndone: true,
        }),
      );
    return response.end(
      JSON.stringify({ name: '读者', organisation: '', jobTitle: '', channels: [], avatar: null }),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const place = server.address();
  serviceAddress = `http://127.0.0.1:${place !== null && typeof place === 'object' ? place.port : 0}/`;
});
afterAll(() => server.close());
beforeEach(async () => {
  Object.assign(navigator, { locks }); // jsdom has none
  asked = [];
  localStorage.clear();
  await setLanguage('zh-CN');
});
afterEach(async () => {
  await unmount(root);
  await endSession(false);
});

const signIn = (id: string) =>
  storeSession({
    memberId: id,
    token: `token-of-${id}`,
    member: { id, name: id, phone: '138 **** 4071' },
    serviceAddress,
  });

/** 账号登录, filled in. */
async function fillIn(): Promise<HTMLFormElement | null> {
  const typeInto = async (name: string, words: string) => {
    const found = root.querySelector(`input[name=${name}]`);
    if (!(found instanceof HTMLInputElement)) throw new Error(`no field ${name}`);
    await type(found, words);
    return found.form;
  };
  await vi.waitFor(() => expect(root.querySelector('input[name=username]')).not.toBeNull());
  await setServiceAddress(serviceAddress);
  await typeInto('username', '13800004071');
  return typeInto('password', '一句只有我想得到的话');
}

it('says so where this computer has no room for the sign-in', async () => {
  location.hash = '#/sign-in';
  root = await mount(<AccountPage />);
  const form = await fillIn();
  const full = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
    throw new DOMException('no room', 'QuotaExceededError');
  });
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  await act(() => form?.requestSubmit());
  await vi.waitFor(() => expect(root.textContent).toContain(deviceSentence('zh-CN')));
  full.mockRestore();
});

it.each([
  ['avatar', '/account/profile'],
  ['security', '/account/security'],
])('begins 账号 › %s anew where another member signs in in another tab', async (route, path) => {
  await signIn('m1');
  location.hash = `#/${route}`;
  root = await mount(<AccountPage />);
  await vi.waitFor(() => expect(asked).toContain(`Bearer token-of-m1 ${path}`));
  await signIn('m2');
  await act(async () => postNotice('session-changed'));
  await vi.waitFor(() => expect(asked).toContain(`Bearer token-of-m2 ${path}`));
});

const goTo = (place: string) =>
  act(async () => {
    location.hash = place;
    await new Promise((done) => addEventListener('hashchange', done, { once: true }));
  });

it('ends the session at the service whose place another takes, and keeps nothing that was typed on the way in', async () => {
  await signIn('m2');
  rememberForm('bind', { account: '13800004071' });
  location.hash = '#/sign-in';
  root = await mount(<AccountPage />);
  const form = await fillIn();
  expect(recallForm('password').account).toBe('13800004071');
  await act(() => form?.requestSubmit());
  await vi.waitFor(() => expect(asked).toContain('Bearer token-of-m2 /account/sign-out'));
  expect([recallForm('password'), recallForm('bind')]).toEqual([{}, {}]);
});

it('says only once that signing in has kept the account', async () => {
  const words = accountTexts['zh-CN'].deletionUndone;
  location.hash = '#/sign-in';
  root = await mount(<AccountPage />);
  const form = await fillIn();
  await act(() => form?.requestSubmit());
  await vi.waitFor(() => expect(root.textContent).toContain(words));
  await goTo('#/profile');
  await goTo('#/signed-in');
  await vi.waitFor(() => expect(root.textContent).toContain(accountTexts['zh-CN'].yourLibrary));
  expect(root.textContent).not.toContain(words);
});

it('shows nobody what the member before has typed', async () => {
  await signIn('m1');
  location.hash = '#/security';
  root = await mount(<AccountPage />);
  await vi.waitFor(() => expect(asked).toContain('Bearer token-of-m1 /account/security'));
  rememberForm('email', { account: 'm1@example.com' });
  await act(async () => postNotice('session-changed'));
  expect(recallForm('email').account).toBe('m1@example.com');
  await signIn('m2');
  await act(async () => postNotice('session-changed'));
  await vi.waitFor(() => expect(asked).toContain('Bearer token-of-m2 /account/security'));
  expect(recallForm('email')).toEqual({});
});
