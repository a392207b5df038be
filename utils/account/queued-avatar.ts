import * as z from 'zod/mini';
import { openSessionDatabase } from '../current-account.ts';
import { removeAvatar, sendAvatar } from './profile-client.ts';
import { ServiceError } from './service-error.ts';
import { currentSession, queuedAvatarKey } from './session.ts';

/** A picture that was chosen while the service could not be reached: on disk, and of the member who chose it. */
const queuedSchema = z.object({ picture: z.instanceof(Blob), at: z.number() });

type Queued = z.infer<typeof queuedSchema>;

/** The one chosen last waits, in whichever tab; each is told from the one before. */
export async function queueAvatar(picture: Blob, now = Date.now()): Promise<void> {
  const key = await queueKey();
  if (key === null) throw new ServiceError('unauthorized');
  const transaction = (await openSessionDatabase()).transaction('current', 'readwrite');
  const before = queuedSchema.safeParse(await transaction.store.get(key));
  const at = before.success ? Math.max(now, before.data.at + 1) : now;
  await Promise.all([transaction.store.put({ picture, at }, key), transaction.done]);
}

export async function queuedAvatar(): Promise<Blob | null> {
  return (await readQueued())?.picture ?? null;
}

/**
 * Sends one that was chosen just now. What waited before is older, and goes; what another tab lets wait meanwhile stays. Throws `unauthorized` where
 * another member has signed in before its turn came: it is not theirs.
 */
export async function sendChosenAvatar(picture: Blob, onProgress?: (share: number) => void): Promise<void> {
  const older = await readQueued();
  await inOwnTurn(async () => {
    await sendAvatar(picture, onProgress);
    await forget(older);
  });
}

/** Takes the picture away from the account, and whatever waits. Throws `unauthorized` as sending does. */
export function removeAvatarAndQueued(): Promise<void> {
  return inOwnTurn(async () => {
    await removeAvatar();
    await forget(await readQueued());
  });
}

/**
 * Sends what waits. It stays where the service can't be reached, and goes where the service took it or refused it: a refusal comes again each time.
 * Answers whether it was taken.
 */
export function sendQueuedAvatar(): Promise<boolean> {
  return inTurn(async () => {
    const queued = await readQueued();
    if (!queued || !navigator.onLine) return false;
    try {
      await sendAvatar(queued.picture);
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error;
      if (!isFinal(error)) return false;
      await forget(queued);
      throw error;
    }
    await forget(queued);
    return true;
  });
}

/** One at a time in all tabs and the background: of two on their way at once, either could arrive last. */
function inTurn<T>(send: () => Promise<T>): Promise<T> {
  return navigator.locks.request('avatar', send);
}

/** The same, unless the session that it was asked in has ended by then. */
async function inOwnTurn(act: () => Promise<void>): Promise<void> {
  const asked = await currentSession();
  await inTurn(async () => {
    if ((await currentSession())?.token !== asked?.token) throw new ServiceError('unauthorized');
    await act();
  });
}

async function readQueued(): Promise<Queued | null> {
  const key = await queueKey();
  if (key === null) return null;
  const read = queuedSchema.safeParse(await (await openSessionDatabase()).get('current', key));
  return read.success ? read.data : null;
}

/** This one, and none that was chosen since. */
async function forget(queued: Queued | null): Promise<void> {
  const key = await queueKey();
  if (key === null || queued === null) return;
  const transaction = (await openSessionDatabase()).transaction('current', 'readwrite');
  const now = queuedSchema.safeParse(await transaction.store.get(key));
  if (now.success && now.data.at === queued.at) await transaction.store.delete(key);
  await transaction.done;
}

function isFinal({ code }: ServiceError): boolean {
  return code.startsWith('image-') || code === 'too-large';
}

async function queueKey(): Promise<string | null> {
  const current = await currentSession();
  return current && queuedAvatarKey(current.memberId);
}
