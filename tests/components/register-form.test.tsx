// @vitest-environment jsdom
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { rememberForm } from '../../components/account/form-memory.ts';
import { RegisterByThirdParty } from '../../components/account/RegisterByThirdParty.tsx';
import { RegisterForm } from '../../components/account/RegisterForm.tsx';
import { accountTexts } from '../../locales/account.ts';
import { deviceSentence } from '../../locales/errors.ts';
import { setLanguage } from '../../utils/appearance.ts';
import { byRole, click, mount, type, unmount } from './mount.ts';

vi.mock('../../utils/browser.ts', () => ({
  browser: { storage: { local: { get: async () => ({}), set: async () => undefined } } },
}));
vi.mock('../../utils/account/service-address.ts', () => ({ serviceAddress: () => address() }));
vi.mock('../../utils/account/session.ts', () => ({
  currentSession: async () => null,
  storeSession: async () => undefined,
}));

const texts = accountTexts['zh-CN'];
const member = { id: 'member-1', name: '读者4071', phone: '138 **** 4071' };
let inForce: string;
let agreedTo: string[];
let address: () => Promise<object>;
/** How long the policy in each language takes. */
let lines: Record<string, Promise<void>>;
let root: HTMLElement;

function answer(
  path: string,
  body: { consent?: { policyVersion: string } },
  language: string | null,
): Response {
  if (path === '/account/policy')
    return Response.json({ version: inForce, date: '2026-11-26', text: `# 隐私 ${language}` });
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
  address = async () => ({ address: 'https://service.example/', from: 'own' });
  lines = {};
  vi.stubGlobal('fetch', async (asked: string, { body }: RequestInit) => {
    const { pathname, searchParams } = new URL(asked);
    await lines[searchParams.get('language') ?? ''];
    return answer(pathname, JSON.parse(String(body ?? '{}')), searchParams.get('language'));
  });
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

it('can be sent, and the policy fetched again, where this computer has failed to fetch it', async () => {
  address = () => Promise.reject(new DOMException('no such disk', 'UnknownError'));
  vi.spyOn(console, 'error').mockImplementationOnce(() => undefined);
  root = await mount(<RegisterForm onSignedIn={() => undefined} />);
  const button = root.querySelector('button[type=submit]');
  await vi.waitFor(() => expect(button?.getAttribute('aria-busy')).toBeNull());
  await click(byRole('button', texts.policy));
  expect(root.textContent).toContain(deviceSentence('zh-CN'));
  address = async () => ({ address: 'https://service.example/', from: 'own' });
  await click(byRole('button', texts.policyAgain));
  await vi.waitFor(() => expect(root.textContent).toContain('隐私 zh-CN'));
});

it('shows the policy in the language that is chosen, whichever comes first', async () => {
  const slow = Promise.withResolvers<void>();
  lines['zh-CN'] = slow.promise;
  root = await mount(<RegisterForm onSignedIn={() => undefined} />);
  await act(() => setLanguage('en'));
  await click(byRole('button', accountTexts.en.policy));
  await vi.waitFor(() => expect(root.textContent).toContain('隐私 en'));
  await act(async () => slow.resolve());
  await act(() => new Promise((done) => setTimeout(done, 20)));
  expect(root.textContent).toContain('隐私 en');
});
it('refuses without the box that says one is no child and agrees, and says why beside it', async () => {
  const onSignedIn = vi.fn();
  root = await mount(<RegisterForm onSignedIn={onSignedIn} />);
  await vi.waitFor(() => expect(root.textContent).toContain('2026 年 11 月'));
  await refusesUnticked(root, '书页 between two stations');
  expect(agreedTo).toEqual([]);
});

it('refuses so as well where a third party is the way in', async () => {
  const unknown = { ticket: 'ticket', provider: 'work', name: 'Ruoxi' };
  root = await mount(<RegisterByThirdParty unknown={unknown} onSignedIn={() => undefined} />);
  await refusesUnticked(root, null);
  expect(agreedTo).toEqual([]);
});

async function refusesUnticked(view: HTMLElement, password: string | null): Promise<void> {
  const box = view.querySelector<HTMLInputElement>('input[type=checkbox]');
  const code = byRole('textbox', texts.code);
  const secret = view.querySelector<HTMLInputElement>('input[type=password]');
  if (!box || !(code instanceof HTMLInputElement)) throw new Error('no form');
  expect(view.querySelector(`label[for="${box.id}"]`)?.textContent).toMatch(/14 周岁.*同意《隐私政策》/);
  await type(code, '123456');
  if (secret && password) await type(secret, password);
  await act(() => code.form?.requestSubmit());
  const reason = document.getElementById(box.getAttribute('aria-describedby') ?? '')?.textContent;
  expect(reason).toContain('未满 14 周岁的孩子不能注册，因为');
  expect(box.getAttribute('aria-invalid')).toBe('true');
}
