// @vitest-environment jsdom
import 'fake-indexeddb/auto';
import { locks } from 'node:worker_threads';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { leavingTexts } from '../../locales/leaving.ts';
import { setLanguage } from '../../utils/appearance.ts';
import { byRole, click, mount, unmount } from './mount.ts';

vi.hoisted(() => {
  const local = { get: async () => ({}), set: async () => undefined };
  const runtime = { id: 'our-extension', sendMessage: async () => ({ answer: undefined }) };
  const api = { runtime, storage: { session: local, local } };
  Object.assign(globalThis, { chrome: api, browser: api });
});
const { SignOut } = await import('../../components/account/SignOut.tsx');
const { recallForm, rememberForm } = await import('../../components/account/form-memory.ts');
const { currentSession, storeSession } = await import('../../utils/account/session.ts');
const { openSessionDatabase } = await import('../../utils/current-account.ts');
const { removalKey } = await import('../../utils/leaving-account.ts');

const texts = leavingTexts['zh-CN'];
const member = { id: 'reader-1', name: '沈若溪', phone: '138 **** 4071' };
const session = { memberId: member.id, token: 't', member, serviceAddress: 'http://127.0.0.1:9/' };
let root: HTMLElement;
let left: string[];

beforeEach(async () => {
  // jsdom has neither.
  Object.assign(navigator, { locks });
  Object.assign(HTMLDialogElement.prototype, { showModal() {} });
  await setLanguage('zh-CN');
  await storeSession(session);
  left = [];
  root = await mount(<SignOut session={session} onLeft={(how) => left.push(how)} />);
});
afterEach(() => unmount(root));

it('says that nothing was done where the library can not be looked at, and can be tried otherwise', async () => {
  // As after a removal that was asked for in another window: such a library opens no more.
  await (await openSessionDatabase()).put('current', { at: 1 }, removalKey(member.id));
  await click(byRole('button', texts.signOut));
  await click(byRole('button', texts.remove));
  await vi.waitFor(() => expect(root.textContent).toContain(texts.failed));
  expect((await currentSession())?.token).toBe('t');
  await click(byRole('button', texts.keep));
  await vi.waitFor(() => expect(left).toEqual(['kept']));
  expect(await currentSession()).toBeNull();
});

it('leaves nothing behind of what was typed, also where the library stays', async () => {
  rememberForm('email', { account: 'ruoxi@example.com' });
  await click(byRole('button', texts.signOut));
  await click(byRole('button', texts.keep));
  await vi.waitFor(() => expect(left).toEqual(['kept']));
  expect(recallForm('email')).toEqual({});
});
