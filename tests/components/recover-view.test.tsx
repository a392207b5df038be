// @vitest-environment jsdom
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { RecoverView } from '../../components/account/RecoverView.tsx';
import { accountTexts } from '../../locales/account.ts';
import { deviceSentence } from '../../locales/errors.ts';
import { setLanguage } from '../../utils/appearance.ts';
import { type AnsweringService, answeringService, done } from './answering-service.ts';
import { byRole, click, fieldOf, mount, send, type, unmount } from './mount.ts';

vi.mock('../../utils/browser.ts', () => ({
  browser: { storage: { local: { get: async () => ({}), set: async () => undefined } } },
}));
vi.mock('../../utils/account/service-address.ts', () => ({ serviceAddress: () => address() }));

const texts = accountTexts['zh-CN'];
let address: () => Promise<object>;
let service: AnsweringService;
let root: HTMLElement;

beforeEach(async () => {
  localStorage.clear();
  address = async () => ({ address: 'https://service.example/', from: 'own' });
  service = answeringService({ '/account/recovery': done });
  await setLanguage('zh-CN');
  root = await mount(<RecoverView />);
  fieldOf(texts.account).focus();
  await send(fieldOf(texts.account), '13800004071');
});
afterEach(async () => {
  await unmount(root);
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it('leads from each step to what is done in the next', async () => {
  expect(document.activeElement).toBe(fieldOf(texts.code));
  await type(fieldOf(texts.code), '123456');
  const password = root.querySelector('input[type=password]');
  if (!(password instanceof HTMLInputElement)) throw new Error('no field');
  password.focus();
  await send(password, '三号窗口-夜里-还开着');
  await vi.waitFor(() => expect(root.textContent).toContain(texts.recovered));
  expect(document.activeElement).toBe(byRole('link', texts.goSignIn));
});

it('knows the account for as long as the page is open', async () => {
  vi.useFakeTimers({ now: Date.now() + 16 * 60_000 });
  await type(fieldOf(texts.code), '123456');
  expect(fieldOf(texts.account).value).toBe('13800004071');
  vi.useRealTimers();
  const password = root.querySelector('input[type=password]');
  if (!(password instanceof HTMLInputElement)) throw new Error('no field');
  await send(password, '三号窗口-夜里-还开着');
  await vi.waitFor(() =>
    expect(service.bodiesOf('/account/recovery')).toMatchObject([{ account: '+8613800004071' }]),
  );
});

it('says so where no code can be asked for because this computer fails', async () => {
  address = () => Promise.reject(new DOMException('no such disk', 'UnknownError'));
  vi.spyOn(console, 'error').mockImplementationOnce(() => undefined);
  await click(byRole('button', texts.getCode));
  await act(() => Promise.resolve());
  await vi.waitFor(() => expect(root.textContent).toContain(deviceSentence('zh-CN')));
});
