// @vitest-environment jsdom
import 'fake-indexeddb/auto';
import { createServer, type Server } from 'node:http';
import { locks } from 'node:worker_threads';
import { act } from 'preact/test-utils';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
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
const { setServiceAddress } = await import('../../utils/account/service-address.ts');
const { storeSession } = await import('../../utils/account/session.ts');
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
        JSON.stringify({ token: 't'.repeat(43), member: { id: 'm1', name: '', phone: '' } }),
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
  await setLanguage('zh-CN');
});
afterEach(() => unmount(root));

const signIn = (id: string) =>
  storeSession({
    memberId: id,
    token: `token-of-${id}`,
    member: { id, name: id, phone: '138 **** 4071' },
    serviceAddress,
  });

it('says so where this computer has no room for the sign-in', async () => {
  location.hash = '#/sign-in';
  root = await mount(<AccountPage />);
  const typeInto = async (name: string, words: string) => {
    const found = root.querySelector(`input[name=${name}]`);
    if (!(found instanceof HTMLInputElement)) throw new Error(`no field ${name}`);
    await type(found, words);
    return found.form;
  };
  await vi.waitFor(() => expect(root.querySelector('input[name=username]')).not.toBeNull());
  await setServiceAddress(serviceAddress);
  await typeInto('username', '13800004071');
  const form = await typeInto('password', '一句只有我想得到的话');
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
