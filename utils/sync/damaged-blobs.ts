import * as z from 'zod/mini';
import type { Store } from '../library/store.ts';
import { parseJson } from '../parse-json.ts';

const DAMAGED = 'damaged-blobs';
/** Hashes, and when what came was found not to be what they name. What can't be read is taken for nothing. */
const damagedSchema = z.record(z.string(), z.number());

/** One that was not what its hash names is so the next time too; once in a while the service may have been mended. */
const AGAIN_AFTER_MS = 24 * 60 * 60_000;

/** Texts and images of which the service sent something else within the last day, though it sent others as they are: not asked for until it is over. */
export async function damagedBlobs(store: Store): Promise<Set<string>> {
  const found = Object.entries(parse(await store.database.get('meta', DAMAGED)));
  return new Set(found.filter(([, at]) => Math.abs(store.now() - at) < AGAIN_AFTER_MS).map(([hash]) => hash));
}

export async function noteDamaged(store: Store, hashes: readonly string[]): Promise<void> {
  if (hashes.length === 0) return;
  const transaction = store.database.transaction('meta', 'readwrite', { durability: 'relaxed' });
  const known = parse(await transaction.store.get(DAMAGED));
  const found = Object.fromEntries(hashes.map((hash) => [hash, store.now()]));
  await transaction.store.put(JSON.stringify({ ...known, ...found }), DAMAGED);
  await transaction.done;
}

export function forgetDamaged(store: Store): Promise<void> {
  return store.database.delete('meta', DAMAGED);
}

function parse(kept: string | number | undefined): Record<string, number> {
  return parseJson(kept, damagedSchema) ?? {};
}
