import { ServiceError } from '../account/service-error.ts';
import { accessOf, currentSession } from '../account/session.ts';
import { keepFetchedBlob } from '../library/blob-outbox.ts';
import { gzip } from '../library/compress.ts';
import { sha256Hex } from '../library/hash.ts';
import { openAccountStore } from '../library/open-library.ts';
import { fetchBlob } from './sync-calls.ts';

/** Why a text or image that another device kept could not be brought here. */
export type FetchOutcome = 'fetched' | 'not-found' | 'unreachable' | 'guest';

/** Brings a kept text or image to this device, after checking that it is what its hash names. */
export async function fetchSnapshot(hash: string): Promise<FetchOutcome> {
  const session = await currentSession();
  if (!session) return 'guest';
  const store = await openAccountStore(session.memberId);
  if (await store.database.getKey('snapshots', hash)) return 'fetched';
  try {
    const { type, bytes } = await fetchBlob(accessOf(session), hash, new AbortController().signal);
    const content = new Uint8Array(bytes);
    if ((await sha256Hex(content)) !== hash) return 'not-found';
    await keepFetchedBlob(store, { hash, type, bytes: await gzip(content), size: content.byteLength });
    return 'fetched';
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    return error.code === 'not-found' ? 'not-found' : 'unreachable';
  }
}
