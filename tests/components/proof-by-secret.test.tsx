// @vitest-environment jsdom
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { ProofBySecret } from '../../components/account/ProofBySecret.tsx';
import { accountTexts } from '../../locales/account.ts';
import { deviceSentence } from '../../locales/errors.ts';
import { securityTexts } from '../../locales/security.ts';
import { setLanguage } from '../../utils/appearance.ts';
import { type AnsweringService, answeringService, codeSent, done, refusal } from './answering-service.ts';
import { byRole, click, fieldOf, mount, send, type, unmount } from './mount.ts';

vi.mock('../../utils/browser.ts', () => ({
  browser: { storage: { local: { get: async () => ({}), set: async () => undefined } } },
}));
vi.mock('../../utils/account/service-address.ts', () => ({
  serviceAddress: async () => ({ address: 'https://service.example/', from: 'own' }),
}));
vi.mock('../../utils/account/session.ts', () => ({
  currentSession: () => session(),
  accessOf: () => ({ address: 'https://service.example/', token: 't' }),
}));

const texts = accountTexts['zh-CN'];
const words = securityTexts['zh-CN'];
const onProven = vi.fn();
let session: () => Promise<object>;
let service: AnsweringService;
let root: HTMLElement;

const open = async (isBySms: boolean) => {
  root = await mount(
    <ProofBySecret isBySms={isBySms} onProven={onProven}>
      {null}
    </ProofBySecret>,
  );
};

beforeEach(async () => {
  localStorage.clear();
  onProven.mockClear();
  session = async () => ({});
  service = answeringService({
    '/account/proof': ({ password, secondCode }) =>
      password === undefined || secondCode === '123456' ? done() : refusal('second-factor-needed', 403),
    '/account/proof/codes': codeSent,
  });
  await setLanguage('zh-CN');
});
afterEach(async () => {
  await unmount(root);
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it('takes the second code of a member who has two-step sign-in, key by key', async () => {
  await open(false);
  await send(fieldOf(texts.password), 'a sentence');
  await vi.waitFor(() => fieldOf(texts.secondCode));
  for (const typed of ['1', '12', '123', '1234', '12345']) await type(fieldOf(texts.secondCode), typed);
  await send(fieldOf(texts.secondCode), '123456');
  await vi.waitFor(() => expect(onProven).toHaveBeenCalledOnce());
  expect(service.bodiesOf('/account/proof')).toEqual([
    { password: 'a sentence' },
    { password: 'a sentence', secondCode: '123456' },
  ]);
});

it('calls a code sent for as long as it can be used, also when it is asked again', async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  await open(true);
  await click(byRole('button', texts.getCode));
  await vi.waitFor(() => expect(root.textContent).toContain(words.proofSent));
  await act(async () => void (await vi.advanceTimersByTimeAsync(4 * 60_000)));
  await unmount(root);
  await open(true);
  expect(root.textContent).toContain(words.proofSent);
  await act(async () => void (await vi.advanceTimersByTimeAsync(61_000)));
  expect(root.textContent).not.toContain(words.proofSent);
  await unmount(root);
  await open(true);
  expect(root.textContent).not.toContain(words.proofSent);
});

it('calls no code sent once the one before was used', async () => {
  await open(true);
  await click(byRole('button', texts.getCode));
  await vi.waitFor(() => expect(root.textContent).toContain(words.proofSent));
  await send(fieldOf(texts.code), '123456');
  await vi.waitFor(() => expect(onProven).toHaveBeenCalledOnce());
  await unmount(root);
  await open(true);
  expect(root.textContent).not.toContain(words.proofSent);
});

it('says so where no code can be asked for because this computer fails', async () => {
  await open(true);
  session = () => Promise.reject(new DOMException('no such disk', 'UnknownError'));
  vi.spyOn(console, 'error').mockImplementationOnce(() => undefined);
  await click(byRole('button', texts.getCode));
  await vi.waitFor(() => expect(root.textContent).toContain(deviceSentence('zh-CN')));
});
