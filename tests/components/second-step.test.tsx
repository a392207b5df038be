// @vitest-environment jsdom
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { SignInView } from '../../components/account/SignInView.tsx';
import { accountTexts } from '../../locales/account.ts';
import { setLanguage } from '../../utils/appearance.ts';
import { answeringService } from './answering-service.ts';
import { byRole, click, fieldOf, mount, send, type, unmount } from './mount.ts';

vi.mock('../../utils/browser.ts', () => ({
  browser: { storage: { local: { get: async () => ({}), set: async () => undefined } } },
}));
vi.mock('../../utils/account/service-address.ts', () => ({
  serviceAddress: async () => ({ address: 'https://service.example/', from: 'own' }),
}));

const texts = accountTexts['zh-CN'];
const WANTED = { error: { code: 'second-factor-needed', step: 'S'.repeat(43) } };
let root: HTMLElement;

beforeEach(async () => {
  localStorage.clear();
  answeringService({
    '/account/sign-in': () => Response.json(WANTED, { status: 401 }),
    '/account/sign-in/sms': () => Response.json(WANTED, { status: 401 }),
  });
  await setLanguage('zh-CN');
});
afterEach(async () => {
  await unmount(root);
  vi.unstubAllGlobals();
});

it.each([
  { isBySms: false, label: texts.account, secret: texts.password },
  { isBySms: true, label: texts.phone, secret: texts.code },
])('goes back to what was typed before: $label', async ({ isBySms, label, secret }) => {
  root = await mount(<SignInView isBySms={isBySms} onSignedIn={() => undefined} />);
  await type(fieldOf(label), '13800004071');
  await send(fieldOf(secret), '123456');
  await vi.waitFor(() => byRole('heading', texts.secondTitle));
  await click(byRole('button', texts.back));
  expect(fieldOf(label).value).toBe('13800004071');
});
