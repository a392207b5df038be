// @vitest-environment jsdom
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { rememberForm } from '../../components/account/form-memory.ts';
import { SignInView } from '../../components/account/SignInView.tsx';
import { accountTexts } from '../../locales/account.ts';
import { thirdPartyTexts } from '../../locales/third-party.ts';
import { setLanguage } from '../../utils/appearance.ts';
import { byRole, click, mount, type, unmount } from './mount.ts';

vi.mock('../../utils/browser.ts', () => ({
  browser: {
    storage: { local: { get: async () => ({}), set: async () => undefined } },
    permissions: { request: async () => false },
    tabs: { create: async () => ({ id: 7 }), remove: async () => undefined },
  },
}));
vi.mock('../../utils/account/service-address.ts', () => ({
  serviceAddress: async () => ({ address: 'https://service.example/', from: 'own' }),
}));

const texts = accountTexts['zh-CN'];
const words = thirdPartyTexts['zh-CN'];
const STEP = 'S'.repeat(43);
const asked: { path: string; body: Record<string, string> }[] = [];
let root: HTMLElement;

/** A service where somebody whom nobody knows binds an account that has two-step sign-in. */
function answer(path: string): Response {
  if (path === '/account/third-parties')
    return Response.json({ providers: [{ id: 'work', kind: 'oidc', name: '单位账号' }] });
  if (path === '/account/third-party/begin')
    return Response.json({ address: 'https://work.example/', state: 'S', secret: 'T' });
  if (path === '/account/third-party/finish')
    return Response.json({ unknown: { ticket: 'ticket', provider: 'work', name: 'Ruoxi' } });
  if (path === '/account/third-party/bind')
    return Response.json({ error: { code: 'second-factor-needed', step: STEP } }, { status: 401 });
  if (path === '/account/sign-in/second')
    return Response.json({ error: { code: 'wrong-second-code' } }, { status: 401 });
  return Response.json({ error: { code: 'not-found' } }, { status: 404 });
}

beforeEach(async () => {
  asked.length = 0;
  localStorage.clear();
  rememberForm('bind', { phone: '138 0000 4071' });
  vi.stubGlobal('fetch', async (address: string, { body }: RequestInit) => {
    const path = new URL(address).pathname;
    asked.push({ path, body: JSON.parse(String(body ?? '{}')) });
    return answer(path);
  });
  await setLanguage('zh-CN');
  root = await mount(<SignInView isBySms={false} onSignedIn={() => undefined} />);
  await vi.waitFor(() => byRole('button', '单位账号'));
  await click(byRole('button', '单位账号'));
  await vi.waitFor(() => byRole('textbox', words.digits));
  await send(field(words.digits), '246810');
  await vi.waitFor(() => byRole('button', words.bySms));
});
afterEach(async () => {
  await unmount(root);
  vi.unstubAllGlobals();
});

function field(name: string): HTMLInputElement {
  const found = byRole('textbox', name);
  if (!(found instanceof HTMLInputElement)) throw new Error(`no field ${name}`);
  return found;
}
async function send(into: HTMLInputElement, typed: string): Promise<void> {
  await type(into, typed);
  await act(() => into.form?.requestSubmit());
}
const bindForm = () => root.querySelector(`section[aria-label="${words.bind}"] form`);
const bodiesOf = (path: string) => asked.filter((one) => one.path === path).map(({ body }) => body);

it('asks for the second code once the text message was right, and for no message again', async () => {
  await click(byRole('button', words.bySms));
  const code = bindForm()?.querySelector<HTMLInputElement>('input[name=code]');
  if (!code) throw new Error('no field for the code');
  await send(code, '123456');
  await vi.waitFor(() => byRole('heading', texts.secondTitle));
  expect(bodiesOf('/account/third-party/bind')).toMatchObject([
    { ticket: 'ticket', phone: '+8613800004071', code: '123456' },
  ]);
  byRole('button', words.bindGo);
  await send(field(texts.secondCode), '000000');
  await vi.waitFor(() =>
    expect(bodiesOf('/account/sign-in/second')).toEqual([{ step: STEP, code: '000000' }]),
  );
  expect(field(texts.secondCode).value).toBe('000000');
  expect(bodiesOf('/account/third-party/bind')).toHaveLength(1);
});

it('asks for it after the password too, and goes back to the choice, where nothing is lost', async () => {
  const [account, password] = bindForm()?.querySelectorAll('input') ?? [];
  if (!account || !password) throw new Error('no fields');
  await type(account, '13800004071');
  await send(password, 'a sentence');
  await vi.waitFor(() => byRole('heading', texts.secondTitle));
  await click(byRole('button', texts.back));
  await vi.waitFor(() => expect(root.textContent).toContain(words.known('单位账号', 'Ruoxi')));
  expect(bindForm()?.querySelector('input')?.value).toBe('13800004071');
});
