import { ServiceError } from '../account/service-error.ts';
import type { ServiceAccess } from '../account/service-fetch.ts';
import { accessOf, currentSession } from '../account/session.ts';
import { keepFetchedBlob } from '../library/blob-outbox.ts';
import { gzip } from '../library/compress.ts';
import { sha256Hex } from '../library/hash.ts';
import { isQuotaError } from '../library/library-error.ts';
import { openAccountStore } from '../library/open-library.ts';
import type { Store } from '../library/store.ts';
import { notePause, servicePause } from './service-pause.ts';
import { fetchBlob } from './sync-calls.ts';
import { whoAnswers } from './who-answers.ts';

/** Why a text or image that another device kept could not be brought here. */
export type FetchOutcome = 'fetched' | 'not-found' | 'unreachable' | 'damaged' | 'guest' | 'full';

/** Brings a kept text or image to this device, for whoever is signed in. */
export async function fetchSnapshot(hash: string): Promise<FetchOutcome> {
  const session = await currentSession();
  if (!session) return 'guest';
  const store = await openAccountStore(session.memberId);
  if (await store.database.getKey('snapshots', hash)) return 'fetched';
  if ((await servicePause(store)) !== null) return 'unreachable';
  const access = accessOf(session);
  try {
    await bringBlob(store, access, { hash, signal: new AbortController().signal });
    return 'fetched';
  } catch (error) {
    if (isQuotaError(error)) return 'full';
    if (!(error instanceof ServiceError)) throw error;
    await notePause(store, error);
    // What is something else is a page of the network's, or damaged where the service keeps it.
    if (error.code === 'bad-answer' && (await whoAnswers(access)) === 'service') return 'damaged';
    return error.code === 'not-found' ? 'not-found' : 'unreachable';
  }
}

/**
 * Brings one text or image here, after checking that it is what its hash names. What is something else is asked for once more: cut off on the way it
 * comes whole then, and damaged where it is kept it doesn't.
 * @throws {ServiceError} `bad-answer` for what is something else also then: damaged, or a page of the network's.
 */
export async function bringBlob(
  store: Store,
  access: ServiceAccess,
  { hash, signal }: { hash: string; signal: AbortSignal },
): Promise<void> {
  const { type, content } = await fetchNamed(access, hash, signal).catch((error: unknown) => {
    if (!(error instanceof ServiceError) || error.code !== 'bad-answer') throw error;
    return fetchNamed(access, hash, signal);
  });
  await keepFetchedBlob(store, { hash, type, bytes: await gzip(content), size: content.byteLength });
}

async function fetchNamed(
  access: ServiceAccess,
  hash: string,
  signal: AbortSignal,
): Promise<{ type: string; content: Uint8Array<ArrayBuffer> }> {
  const { type, bytes } = await fetchBlob(access, hash, signal);
  const content = new Uint8Array(bytes);
  if ((await sha256Hex(content)) !== hash) throw new ServiceError('bad-answer');
  return { type, content };
}
