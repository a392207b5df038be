// @vitest-environment jsdom
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { ThirdPartyWays } from '../../components/account/ThirdPartyWays.tsx';
import { deviceSentence } from '../../locales/errors.ts';
import { thirdPartyTexts } from '../../locales/third-party.ts';
import { setLanguage } from '../../utils/appearance.ts';
import { byRole, click, mount, type, unmount } from './mount.ts';

vi.mock('../../utils/browser.ts', () => ({
  browser: {
    storage: { local: { get: async () => ({}), set: async () => undefined } },
    permissions: { request: async () => false },
    tabs: { create: () => openTab(), remove: (id: number) => removeTab(id) },
  },
}));
vi.mock('../../utils/account/service-address.ts', () => ({
  serviceAddress: async () => ({ address: 'https://service.example/', from: 'own' }),
}));

const openTab = vi.fn(async () => ({ id: 7 }));
const removeTab = vi.fn(async (_: number) => undefined);
const texts = thirdPartyTexts['zh-CN'];
const ended: unknown[] = [];
const onOutcome = vi.fn();
let root: HTMLElement;

/** The digits that the other page showed are 246810. */
function answer(path: string, body: { back?: string }): Response {
  if (path === '/account/third-parties')
    return Response.json({ providers: [{ id: 'work', kind: 'oidc', name: '单位账号' }] });
  if (path === '/account/third-party/begin')
    return Response.json({ address: 'https://work.example/', state: 'S', secret: 'T' });
  ended.push(body);
  if (body.back !== '246810')
    return Response.json({ error: { code: 'third-party-wrong-back' } }, { status: 400 });
  return Response.json({ unknown: { ticket: 'ticket', provider: 'work', name: 'Ruoxi' } });
}

beforeEach(async () => {
  ended.length = 0;
  vi.clearAllMocks();
  vi.stubGlobal('fetch', async (address: string, { body }: RequestInit) =>
    answer(new URL(address).pathname, JSON.parse(String(body ?? '{}'))),
  );
  await setLanguage('zh-CN');
  root = await mount(<ThirdPartyWays onOutcome={onOutcome} />);
  await vi.waitFor(() => byRole('button', '单位账号'));
  byRole('button', '单位账号').focus();
  await click(byRole('button', '单位账号'));
  await vi.waitFor(() => byRole('textbox', texts.digits));
});
afterEach(async () => {
  await unmount(root);
  vi.unstubAllGlobals();
});

const field = () => byRole('textbox', texts.digits) as HTMLInputElement;
const goOn = async (digits: string) => {
  await type(field(), digits);
  await act(() => field().form?.requestSubmit());
};

it('asks for the digits of the page that opened, says which are wrong, and goes on with the right ones', async () => {
  await goOn('12');
  expect(root.textContent).toContain(texts.digitsMissing);
  expect(ended).toEqual([]);
  await goOn('111 111');
  await vi.waitFor(() => expect(root.textContent).toContain('数字不对'));
  expect(field().value).toBe('111111');
  await goOn('２４６ 810');
  await vi.waitFor(() => expect(onOutcome).toHaveBeenCalled());
  expect(onOutcome).toHaveBeenCalledWith({ unknown: { ticket: 'ticket', provider: 'work', name: 'Ruoxi' } });
  expect(ended).toMatchObject([
    { state: 'S', secret: 'T', back: '111111' },
    { state: 'S', secret: 'T', back: '246810' },
  ]);
});

it('has a name of its own, which is not the field’s', () => {
  const place = field().closest('section');
  expect(place?.getAttribute('aria-label')).toBe(texts.digitsOf('单位账号'));
  expect(field().labels?.[0]?.textContent).toBe(texts.digits);
  expect(texts.digitsOf('单位账号')).not.toBe(texts.digits);
});

it('has the focus for the digits, once they are wrong again, and gives it back at the end', async () => {
  await vi.waitFor(() => expect(document.activeElement).toBe(field()));
  byRole('button', texts.digitsGo).focus();
  await goOn('111111');
  await vi.waitFor(() => expect(root.textContent).toContain('数字不对'));
  await vi.waitFor(() => expect(document.activeElement).toBe(field()));
  await click(byRole('button', texts.cancel));
  await vi.waitFor(() => expect(document.activeElement).toBe(byRole('button', '单位账号')));
});

it('is given up at a press, which closes the page that opened', async () => {
  await click(byRole('button', texts.cancel));
  await vi.waitFor(() => expect(root.textContent).toContain('已经取消'));
  expect(removeTab).toHaveBeenCalledWith(7);
  expect(ended).toEqual([]);
});

it('says so where the browser opens no page', async () => {
  await click(byRole('button', texts.cancel));
  await vi.waitFor(() => expect(root.textContent).toContain('已经取消'));
  openTab.mockRejectedValueOnce(new Error('no window'));
  vi.spyOn(console, 'error').mockImplementationOnce(() => undefined);
  await click(byRole('button', '单位账号'));
  await vi.waitFor(() => expect(root.textContent).toContain(deviceSentence('zh-CN')));
});
