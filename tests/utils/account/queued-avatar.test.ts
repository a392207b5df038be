import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, expect, it, vi } from 'vitest';
import type { Session } from '../../../utils/account/session.ts';

const sent: string[] = [];
/** Until it is let go, a picture is on its way. */
let arrives: Promise<void>;
vi.mock('../../../utils/account/profile-client.ts', () => ({
  sendAvatar: async (picture: Blob) => {
    const name = await picture.text();
    await arrives;
    sent.push(name);
  },
  removeAvatar: async () => void sent.push('none'),
}));

const SESSION: Session = {
  memberId: 'member-1',
  token: 'token',
  member: { id: 'member-1', name: '', phone: '138****0000' },
  serviceAddress: 'https://service.example/',
};

/** A tab or the background: what one knows, the other reads from the disk. */
async function openContext() {
  vi.resetModules();
  const [session, avatar] = await Promise.all([
    import('../../../utils/account/session.ts'),
    import('../../../utils/account/queued-avatar.ts'),
  ]);
  return { ...session, ...avatar };
}

let first: Awaited<ReturnType<typeof openContext>>;
let second: Awaited<ReturnType<typeof openContext>>;
beforeEach(async () => {
  vi.stubGlobal('indexedDB', new IDBFactory());
  vi.stubGlobal('navigator', { locks: navigator.locks, onLine: true });
  sent.length = 0;
  arrives = Promise.resolve();
  first = await openContext();
  second = await openContext();
  await first.storeSession(SESSION);
});

const picture = (name: string) => new Blob([name], { type: 'image/png' });
const waiting = async () => (await first.queuedAvatar())?.text();

it('is the one chosen last, of two that two tabs let wait', async () => {
  await first.queueAvatar(picture('one'), 5);
  await second.queueAvatar(picture('two'), 5);
  expect(await Promise.all([first.sendQueuedAvatar(), second.sendQueuedAvatar()])).toEqual([true, false]);
  expect(sent).toEqual(['two']);
  expect(await waiting()).toBeUndefined();
});

it('is not lost where it was chosen while another is on its way', async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  arrives = promise;
  await first.queueAvatar(picture('one'), 5);
  const sending = first.sendQueuedAvatar();
  await second.queueAvatar(picture('two'), 5);
  resolve();
  expect(await sending).toBe(true);
  expect(await waiting()).toBe('two');
  expect(await second.sendQueuedAvatar()).toBe(true);
  expect(sent).toEqual(['one', 'two']);
});

it('goes once a later one was sent, after which nothing older arrives, or all are taken away', async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  arrives = promise;
  await first.queueAvatar(picture('one'), 5);
  const older = first.sendQueuedAvatar();
  const later = second.sendChosenAvatar(picture('two'));
  resolve();
  await Promise.all([older, later]);
  expect(sent).toEqual(['one', 'two']);
  expect(await waiting()).toBeUndefined();
  await second.queueAvatar(picture('three'));
  await first.removeAvatarAndQueued();
  expect(sent).toEqual(['one', 'two', 'none']);
  expect(await waiting()).toBeUndefined();
});

it('is given to no other member who signs in while it waits for its turn, nor is theirs taken away', async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  arrives = promise;
  await first.queueAvatar(picture('one'), 5);
  const older = first.sendQueuedAvatar();
  const acts = [second.sendChosenAvatar(picture('two')), second.removeAvatarAndQueued()];
  const ended = Promise.allSettled(acts);
  await vi.waitFor(async () => expect((await navigator.locks.query()).pending).toHaveLength(2));
  const member = { ...SESSION.member, id: 'member-2' };
  await second.storeSession({ ...SESSION, memberId: 'member-2', token: 'other', member });
  resolve();
  await older;
  expect(await ended).toMatchObject([
    { reason: { code: 'unauthorized' } },
    { reason: { code: 'unauthorized' } },
  ]);
  expect(sent).toEqual(['one']);
});
