// @vitest-environment jsdom
import 'fake-indexeddb/auto';
import { locks } from 'node:worker_threads';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { securityTexts } from '../../locales/security.ts';
import type { SecurityResponse } from '../../protocol/account-security.ts';
import { setLanguage } from '../../utils/appearance.ts';
import { byRole, mount, unmount } from './mount.ts';

vi.hoisted(() => {
  const local = { get: async () => ({}), set: async () => undefined };
  const runtime = { id: 'our-extension', sendMessage: async () => ({ answer: undefined }) };
  const api = { runtime, storage: { session: local, local } };
  Object.assign(globalThis, { chrome: api, browser: api });
});
const { LibraryNotices } = await import('../../components/library/LibraryNotices.tsx');
const { giveConsent } = await import('../../utils/account/member-client.ts');
const { endSession, storeSession } = await import('../../utils/account/session.ts');

const texts = securityTexts['zh-CN'];
const member = { id: 'reader-1', name: '沈若溪', phone: '138 **** 4071' };
const session = { memberId: member.id, token: 't', member, serviceAddress: 'https://service.example/' };
const security: SecurityResponse = {
  phone: member.phone,
  userName: null,
  email: null,
  canMail: false,
  passwordChangedAt: null,
  secondFactorSince: null,
  recoveryCodesLeft: 0,
  deleteAt: null,
  consents: [{ policyVersion: '2026-11', at: 1 }],
  policy: { version: '2026-11', date: '2026-11-01' },
};

let asked: string[];
let inForce: string;
let isReached: boolean;
let root: HTMLElement;
beforeEach(async () => {
  Object.assign(navigator, { locks }); // jsdom has none
  localStorage.clear();
  [asked, inForce, isReached] = [[], '2026-11', true];
  vi.stubGlobal('requestIdleCallback', (work: () => void) => setTimeout(work));
  vi.stubGlobal('fetch', async (address: string) => {
    asked.push(new URL(address).pathname);
    if (!isReached) throw new TypeError('no network');
    if (address.endsWith('/consents')) return new Response(null, { status: 204 });
    return Response.json({ ...security, policy: { ...security.policy, version: inForce } });
  });
  setLanguage('zh-CN');
  await storeSession(session);
});
afterEach(async () => {
  await unmount(root);
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  await endSession(false);
});

/** Opens the library, and looks once its notices have come. */
async function open(): Promise<string> {
  if (root?.isConnected) await unmount(root);
  root = await mount(<LibraryNotices account={member.id} contents={{}} />);
  await act(() => new Promise((resolve) => setTimeout(resolve, 600)));
  return root.textContent ?? '';
}

it('nothing is asked of a member who has agreed to the policy in force', async () => {
  expect(await open()).not.toContain(texts.policyAsk);
  expect(asked).toEqual(['/account/security']);
});

it('who has not is led to the account’s page; the service is asked once a day', async () => {
  inForce = '2026-12';
  expect(await open()).toContain(texts.policyAsk);
  expect(byRole('link', texts.policy).getAttribute('href')).toBe('/account.html#/security');
  expect(await open()).toContain(texts.policyAsk);
  expect(asked).toHaveLength(1);
  const later = Date.now() + 25 * 60 * 60_000;
  vi.spyOn(Date, 'now').mockReturnValue(later);
  inForce = '2026-11';
  expect(await open()).not.toContain(texts.policyAsk);
  expect(asked).toHaveLength(2);
});

it('agreeing on the account’s page ends it', async () => {
  inForce = '2026-12';
  await open();
  await giveConsent('2026-12');
  inForce = '2026-11'; // among those agreed to
  await act(() => void dispatchEvent(new StorageEvent('storage', { key: 'policy-answer' })));
  await act(() => new Promise((resolve) => setTimeout(resolve, 600)));
  expect(root.textContent).not.toContain(texts.policyAsk);
});

it('nothing is shown where nobody can be asked, and the next time asks', async () => {
  isReached = false;
  inForce = '2026-12';
  expect(await open()).not.toContain(texts.policyAsk);
  isReached = true;
  expect(await open()).toContain(texts.policyAsk);
  vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false);
  expect(await open()).not.toContain(texts.policyAsk);
});

it('a guest is asked nothing', async () => {
  await endSession(false);
  inForce = '2026-12';
  expect(await open()).not.toContain(texts.policyAsk);
  expect(asked).toEqual([]);
});
