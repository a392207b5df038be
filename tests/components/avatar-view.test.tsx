// @vitest-environment jsdom
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { AvatarView } from '../../components/account/AvatarView.tsx';
import { Toasts } from '../../components/controls/Toasts.tsx';
import { dismissToast, toasts } from '../../components/controls/toasts.ts';
import { controlsTexts } from '../../locales/controls.ts';
import { profileTexts } from '../../locales/profile.ts';
import { setLanguage } from '../../utils/appearance.ts';
import { byRole, click, mount, unmount } from './mount.ts';

vi.mock('../../utils/browser.ts', () => ({
  browser: { storage: { local: { get: async () => ({}), set: async () => undefined } } },
}));
vi.mock('../../utils/account/session.ts', () => ({ currentSession: async () => ({ memberId: 'm1' }) }));
vi.mock('../../utils/account/profile-client.ts', () => ({
  readProfile: async () => ({ avatar: kept }),
  loadAvatar: async () => PICTURE,
}));
vi.mock('../../utils/account/queued-avatar.ts', () => ({
  queuedAvatar: async () => waiting,
  sendQueuedAvatar: () => sending(),
  sendChosenAvatar: async (picture: Blob) => {
    sent.push(picture);
    kept = 'new';
  },
  removeAvatarAndQueued: async () => {
    waiting = null;
    kept = null;
    removals += 1;
  },
}));
vi.mock('../../components/account/crop-picture.ts', async (original) => ({
  ...(await original<object>()),
  pictureProblem: async () => null,
  openPicture: async () => ({ width: 512, height: 512 }),
  cutOut: async () => CUT,
}));

const texts = profileTexts['zh-CN'];
const PICTURE = new Blob(['webp'], { type: 'image/webp' });
const CUT = new Blob(['jpeg'], { type: 'image/jpeg' });
/** What the service has, and what waits for it. */
let kept: string | null;
let waiting: Blob | null;
let sending: () => Promise<boolean>;
let sent: Blob[];
let removals: number;
let camera: () => Promise<MediaStream>;
const createAddress = vi.fn(() => 'blob:picture');
let root: HTMLElement;

beforeEach(async () => {
  kept = 'before';
  waiting = null;
  sending = async () => false;
  sent = [];
  removals = 0;
  createAddress.mockClear();
  Object.assign(URL, { createObjectURL: createAddress, revokeObjectURL: () => undefined });
  Object.assign(navigator, { mediaDevices: { getUserMedia: vi.fn(() => camera()) } });
  await setLanguage('zh-CN');
});
afterEach(async () => {
  await unmount(root);
  vi.useRealTimers();
  for (const { id } of toasts.value) dismissToast(id);
});

const open = async () => {
  root = await mount(
    <>
      <AvatarView />
      <Toasts />
    </>,
  );
};
const pass = (ms: number) => act(async () => void (await vi.advanceTimersByTimeAsync(ms)));
const notice = () => root.querySelector('[role=status] [class*=words], [role=status]:not(section)');

it('says once that a picture waits, and once that it is in place', async () => {
  vi.useFakeTimers();
  waiting = PICTURE;
  await open();
  await pass(10);
  expect(root.textContent).toContain(texts.queued);
  const before = notice();
  await pass(10_000);
  expect(before?.isConnected).toBe(true);
  expect(createAddress).toHaveBeenCalledOnce();

  sending = async () => {
    waiting = null;
    return true;
  };
  await pass(3_000);
  expect(root.textContent).toContain(texts.saved);
  expect(root.textContent).not.toContain(texts.queued);
});

it('is taken away while one waits, and calls nothing in place afterwards', async () => {
  vi.useFakeTimers();
  waiting = PICTURE;
  await open();
  await pass(10);
  const line = Promise.withResolvers<boolean>();
  sending = () => line.promise;
  await pass(3_000);
  await click(byRole('button', texts.remove));
  await pass(10);
  expect(removals).toBe(1);
  line.resolve(false);
  await pass(3_000);
  expect(root.textContent).not.toContain(texts.saved);
});

it('comes back by 撤销, as a picture that the service takes', async () => {
  await open();
  await vi.waitFor(() => byRole('button', texts.remove));
  await click(byRole('button', texts.remove));
  await vi.waitFor(() => expect(root.textContent).toContain(texts.none));
  await click(byRole('button', controlsTexts['zh-CN'].undo));
  await vi.waitFor(() => expect(sent).toEqual([CUT]));
  await vi.waitFor(() => byRole('button', texts.remove));
});

it('stays away by 撤销 where another was chosen since', async () => {
  await open();
  await vi.waitFor(() => byRole('button', texts.remove));
  await click(byRole('button', texts.remove));
  await vi.waitFor(() => expect(root.textContent).toContain(texts.none));
  kept = 'chosen on another device';
  await click(byRole('button', controlsTexts['zh-CN'].undo));
  await act(() => new Promise((done) => setTimeout(done, 50)));
  expect(sent).toEqual([]);
});

it('leads to the square once a picture was chosen, and back once that was stored', async () => {
  await open();
  await vi.waitFor(() => byRole('button', texts.remove));
  byRole('button', texts.choose).focus();
  const input = root.querySelector('input[type=file]');
  if (!(input instanceof HTMLInputElement)) throw new Error('no field');
  Object.defineProperty(input, 'files', { value: [PICTURE] });
  await act(() => void input.dispatchEvent(new Event('change', { bubbles: true })));
  await vi.waitFor(() => expect(document.activeElement).toBe(byRole('button', texts.square)));
  byRole('button', texts.save).focus();
  await click(byRole('button', texts.save));
  await vi.waitFor(() => expect(document.activeElement).toBe(byRole('button', texts.choose)));
});

it('tries the camera anew after it was refused', async () => {
  camera = () => Promise.reject(new DOMException('no', 'NotAllowedError'));
  await open();
  await click(byRole('button', texts.camera));
  await vi.waitFor(() => expect(root.textContent).toContain(texts.cameraFailed));
  await click(byRole('button', texts.camera));
  await vi.waitFor(() => expect(navigator.mediaDevices.getUserMedia).toHaveBeenCalledTimes(2));
});

it('takes nothing with the camera before that sees anything, and gives the focus back', async () => {
  camera = () => new Promise(() => undefined);
  await open();
  byRole('button', texts.camera).focus();
  await click(byRole('button', texts.camera));
  expect(byRole('button', texts.take).matches(':disabled')).toBe(true);
  await act(() => void root.querySelector('video')?.dispatchEvent(new Event('loadedmetadata')));
  expect(byRole('button', texts.take).matches(':disabled')).toBe(false);
  byRole('button', texts.cancel).focus();
  await click(byRole('button', texts.cancel));
  expect(document.activeElement).toBe(byRole('button', texts.camera));
});
