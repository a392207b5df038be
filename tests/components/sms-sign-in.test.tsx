// @vitest-environment jsdom
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { recallForm, rememberForm } from '../../components/account/form-memory.ts';
import { SmsSignIn } from '../../components/account/SmsSignIn.tsx';
import { accountTexts } from '../../locales/account.ts';
import { errorSentence } from '../../locales/errors.ts';
import { setLanguage } from '../../utils/appearance.ts';
import { byRole, click, mount, type, unmount } from './mount.ts';

vi.mock('../../utils/browser.ts', () => ({
  browser: { storage: { local: { get: async () => ({}), set: async () => undefined } } },
}));
vi.mock('../../utils/account/service-address.ts', () => ({
  serviceAddress: async () => ({ address: 'https://service.example/', from: 'own' }),
}));

const texts = accountTexts['zh-CN'];
let root: HTMLElement;

beforeEach(async () => {
  localStorage.clear();
  rememberForm('sign-in', { phone: '138 0000 4071' });
  vi.stubGlobal('fetch', async () => Response.json({ error: { code: 'not-found' } }, { status: 404 }));
  await setLanguage('zh-CN');
  root = await mount(<SmsSignIn onSignedIn={() => undefined} />);
});
afterEach(async () => {
  await unmount(root);
  vi.unstubAllGlobals();
});

it('tells whose number it is that it has no account, and leads them to 注册 with it', async () => {
  const code = byRole('textbox', texts.code);
  if (!(code instanceof HTMLInputElement)) throw new Error('no field');
  await type(code, '123456');
  await act(() => code.form?.requestSubmit());
  await vi.waitFor(() => expect(root.textContent).toContain(texts.numberUnknown));
  expect(root.textContent).not.toContain(errorSentence('zh-CN', { code: 'not-found' }));
  await click(byRole('link', texts.registerNow));
  expect(recallForm('register').phone).toBe('138 0000 4071');
});
