// @vitest-environment jsdom
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { ProfileView } from '../../components/account/ProfileView.tsx';
import { profileTexts } from '../../locales/profile.ts';
import type { Profile } from '../../protocol/profile.ts';
import { setLanguage } from '../../utils/appearance.ts';
import { byRole, mount, type, unmount } from './mount.ts';

vi.mock('../../utils/browser.ts', () => ({
  browser: { storage: { local: { get: async () => ({}), set: async () => undefined } } },
}));
vi.mock('../../utils/account/profile-client.ts', () => ({
  readProfile: async () => ({ ...kept, avatar: null }),
  saveProfile: async (profile: Profile) => {
    await line;
    kept = profile;
  },
}));

const texts = profileTexts['zh-CN'];
let kept: Profile;
/** How long the service takes. */
let line: Promise<void>;
let root: HTMLElement;

const open = async (memberId: string) => {
  root = await mount(<ProfileView memberId={memberId} />);
  await vi.waitFor(() => byRole('textbox', texts.name));
};
const field = (name: string) => {
  const found = byRole('textbox', name);
  if (!(found instanceof HTMLInputElement)) throw new Error('no field');
  return found;
};

beforeEach(async () => {
  localStorage.clear();
  line = Promise.resolve();
  kept = { name: '读者4071', organisation: '', jobTitle: '', channels: ['观察'] };
  await setLanguage('zh-CN');
  await open('member-1');
});
afterEach(() => unmount(root));

it('says at the field what is wrong with the channels, and leads there', async () => {
  await type(field(texts.channels), '长'.repeat(31));
  await act(() => field(texts.name).form?.requestSubmit());
  expect(root.textContent).toContain(texts.channelsWrong);
  expect(field(texts.channels).getAttribute('aria-invalid')).toBe('true');
  await vi.waitFor(() => expect(document.activeElement).toBe(field(texts.channels)));
  await type(field(texts.channels), '观察');
  expect(root.textContent).not.toContain(texts.channelsWrong);
});

it('keeps what was typed where the page closes before it is saved, for the member who typed it', async () => {
  await type(field(texts.organisation), '某银行');
  await type(field(texts.channels), '观察、客服，');
  await unmount(root);
  await open('member-2');
  expect([field(texts.organisation).value, field(texts.channels).value]).toEqual(['', '观察']);
  await unmount(root);
  await open('member-1');
  expect([field(texts.organisation).value, field(texts.channels).value]).toEqual(['某银行', '观察、客服，']);

  await act(() => field(texts.name).form?.requestSubmit());
  await vi.waitFor(() => expect(root.textContent).toContain(texts.profileSaved));
  expect(kept).toMatchObject({ organisation: '某银行', channels: ['观察', '客服'] });
  expect(Object.keys(localStorage).filter((key) => key.includes('profile'))).toEqual([]);
});

it('calls nothing saved that is typed while the rest is on its way, and keeps it where the page closes then', async () => {
  const sending = Promise.withResolvers<void>();
  line = sending.promise;
  await type(field(texts.organisation), '某银行');
  await act(() => field(texts.name).form?.requestSubmit());
  await type(field(texts.jobTitle), '质检');
  await act(async () => sending.resolve());
  await vi.waitFor(() => expect(kept).toMatchObject({ organisation: '某银行', jobTitle: '' }));
  expect(root.textContent).not.toContain(texts.profileSaved);
  await unmount(root);
  await open('member-1');
  expect(field(texts.jobTitle).value).toBe('质检');
});
