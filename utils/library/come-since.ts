import * as z from 'zod/mini';
import { parseJson } from '../parse-json.ts';

/** `kind:id` of each, as JSON. */
const CAME_SINCE = 'came-since';
const keysSchema = z.array(z.string());

interface ReadableMeta {
  get(key: string): Promise<string | number | undefined>;
}
interface Meta extends ReadableMeta {
  put(value: string, key: string): Promise<unknown>;
}
type Key = { kind: string; id: string };

/**
 * Notes records that came into a guest's library as they were written elsewhere, out of a backup: their stamps may be older than the last merge into an
 * account, and yet they were not offered then. Must run inside the transaction that stores them.
 */
export async function noteCome(meta: Meta, records: readonly Key[]): Promise<void> {
  const before = await readCome(meta);
  const after = before.union(new Set(records.map(keyOf)));
  if (after.size > before.size) await meta.put(JSON.stringify([...after]), CAME_SINCE);
}

/** They were merged. */
export async function forgetCome(meta: Meta, records: readonly Key[]): Promise<void> {
  const before = await readCome(meta);
  const after = before.difference(new Set(records.map(keyOf)));
  if (after.size < before.size) await meta.put(JSON.stringify([...after]), CAME_SINCE);
}

/** What was noted and not merged yet. */
export async function readCome(meta: ReadableMeta): Promise<Set<string>> {
  return new Set(parseJson(await meta.get(CAME_SINCE), keysSchema));
}

export function keyOf({ kind, id }: Key): string {
  return `${kind}:${id}`;
}
