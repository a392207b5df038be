import { isSteadyFor } from './steady-clock.ts';
import type { Store } from './store.ts';

/** A draft nobody came back to is dropped after this long. */
export const DRAFT_LIFETIME_MS = 30 * 24 * 60 * 60 * 1000;

export async function readDraft(store: Store, key: string): Promise<string | null> {
  return (await store.database.get('drafts', key))?.text ?? null;
}

/** Keeps what is being typed: on disk when the promise resolves. Null removes it, once it was written as a note. */
export async function setDraft(store: Store, key: string, text: string | null): Promise<void> {
  const transaction = store.database.transaction('drafts', 'readwrite', { durability: 'strict' });
  if (text === null) await transaction.store.delete(key);
  else await transaction.store.put({ text, at: store.now() }, key);
  await transaction.done;
}

export async function clearOldDrafts(store: Store): Promise<void> {
  const transaction = store.database.transaction(['drafts', 'meta'], 'readwrite', { durability: 'relaxed' });
  const isSteady = await isSteadyFor(transaction.objectStore('meta'), store.now(), DRAFT_LIFETIME_MS);
  if (!isSteady) return await transaction.done;
  for await (const cursor of transaction.objectStore('drafts')) {
    if (cursor.value.at < store.now() - DRAFT_LIFETIME_MS) await cursor.delete();
  }
  await transaction.done;
}
