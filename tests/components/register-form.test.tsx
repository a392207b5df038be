// @vitest-environment jsdom
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { rememberForm } from '../../components/account/form-memory.ts';
import { RegisterForm } from '../../components/account/RegisterForm.tsx';
import { accountTexts } from '../../locales/account.ts';
import { setLanguage } from '../../utils/appearance.ts';
import { byRole, click, mount, type, unmount } from './mount.ts';

vi.mock('../../utils/browser.ts', () => ({
  browser: { storage: { local: { get: async () => ({}), set: async () => undefined } } },
}));
vi.mock('../../utils/account/service-address.ts', () => ({
  serviceAddress: async () => ({ address: 'https://service.example/', from: 'own' }),
}));
vi.mock('../../utils/account/session.ts', () => ({ storeSession: async () => undefined }));

const texts = accountTexts['zh-CN'];
const member = { id: 'member-1', name: '读者4071', phone: '138 **** 4071' };
let inForce: string;
let agreedTo: string[];
let root: HTMLElement;

function answer(path: string, body: { consent?: { policyVersion: string } }): Response {
  if (path === '/account/policy')
    return Response.json({ version: inForce, date: '2026-11-26', text: '# 隐私' });
  agreedTo.push(body.consent?.policyVersion ?? '');
  return body.consent?.policyVersion === inForce
    ? Response.json({ token: 'T', member }, { status: 201 })
    : Response.json({ error: { code: 'consent-required' } }, { status: 400 });
}

beforeEach(async () => {
  localStorage.clear();
  rememberForm('register', { phone: '13800004071' });
  inForce = 'first';
  agreedTo = [];
  vi.stubGlobal('fetch', async (address: string, { body }: RequestInit) =>
    answer(new URL(address).pathname, JSON.parse(String(body ?? '{}'))),
  );
  await setLanguage('zh-CN');
});
afterEach(async () => {
  await unmount(root);
  vi.unstubAllGlobals();
});

it('fetches the policy in force where it has become another one, and asks for consent to that', async () => {
  const onSignedIn = vi.fn();
  root = await mount(<RegisterForm onSignedIn={onSignedIn} />);
  const [code, password] = [byRole('textbox', texts.code), root.querySelector('input[type=password]')];
  if (!(code instanceof HTMLInputElement) || !(password instanceof HTMLInputElement))
    throw new Error('no field');
  const box = root.querySelector('input[type=checkbox]');
  if (!(box instanceof HTMLInputElement)) throw new Error('no box');
  await vi.waitFor(() => expect(root.textContent).toContain('2026 年 11 月'));
  await type(code, '123456');
  await type(password, '书页 between two stations');
  await click(box);

  inForce = 'second';
  await act(() => code.form?.requestSubmit());
  await vi.waitFor(() => expect(box.checked).toBe(false));
  expect(password.value).toBe('书页 between two stations');
  await click(box);
  await act(() => code.form?.requestSubmit());
  await vi.waitFor(() => expect(onSignedIn).toHaveBeenCalled());
  expect(agreedTo).toEqual(['first', 'second']);
});
