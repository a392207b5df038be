import * as z from 'zod/mini';
import { type Stamp, stampSchema } from '../../protocol/stamps.ts';
import { parseJson } from '../parse-json.ts';

interface Meta {
  get(key: string): Promise<string | number | undefined>;
}
interface WritableMeta extends Meta {
  put(value: string, key: string): Promise<unknown>;
}

const RENEWED = 'renewed-stamps';
/** Views ask for what they showed last; of an edit of very many records the last ones are enough to be bounded. */
const MOST = 20_000;

/** What can't be read is taken for nothing: a view then finds what it showed replaced by somebody. */
const pairsSchema = z.array(z.tuple([stampSchema, stampSchema]));

/**
 * Notes which stamps were replaced by which (restamp.ts), in that transaction: a view that is open still names what it showed or wrote by the ones of
 * before.
 */
export async function noteRenewed(
  meta: WritableMeta,
  replacements: ReadonlyMap<Stamp, Stamp>,
): Promise<void> {
  if (replacements.size === 0) return;
  const before = await readPairs(meta);
  const led = before.map(([old, stamp]): [Stamp, Stamp] => [old, replacements.get(stamp) ?? stamp]);
  await meta.put(JSON.stringify([...led, ...replacements].slice(-MOST)), RENEWED);
}

/** By what name a stamp goes that a view has kept: its own where it was never replaced. */
export async function readRenewed(meta: Meta): Promise<(stamp: Stamp) => Stamp> {
  const renewed = new Map(await readPairs(meta));
  return (stamp) => renewed.get(stamp) ?? stamp;
}

async function readPairs(meta: Meta): Promise<[Stamp, Stamp][]> {
  return parseJson(await meta.get(RENEWED), pairsSchema) ?? [];
}
