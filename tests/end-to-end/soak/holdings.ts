import * as z from 'zod/mini';
import { isSameRecord } from '../../../protocol/merge.ts';
import { type SyncRecord, syncRecordSchema } from '../../../protocol/records.ts';
import type { ChromiumProfile } from '../../../scripts/launch-chromium.ts';
import { snapshotHashes } from '../../../utils/library/links.ts';
import { readField, versionSchema } from '../../../utils/library/record-schemas.ts';
import { type Client, sha256Of } from '../../service/client.ts';
import { readStores } from '../harness/library-rows.ts';

/** Records by `kind id`, stamps and all. */
export type Holdings = Map<string, SyncRecord>;

export interface DeviceHoldings {
  records: Holdings;
  waiting: number;
  refused: unknown[];
  /** The articles and marks whose note was typed, kept as a draft, and not written yet. */
  drafts: string[];
}

export async function holdingsOf(profile: ChromiumProfile): Promise<DeviceHoldings> {
  const stores = await readStores(profile, ['records', 'outbox', 'blobOutbox', 'refused']);
  return {
    records: byName(stores.records ?? []),
    waiting: (stores.outbox?.length ?? 0) + (stores.blobOutbox?.length ?? 0),
    refused: stores.refused ?? [],
    drafts: await draftsOf(profile),
  };
}

export async function holdingsOfService(client: Client): Promise<Holdings> {
  return byName((await client.pullAll()).records);
}

/** How two differ, in a few lines; empty where they hold the same. */
export function differences(here: Holdings, there: Holdings): string[] {
  const names = [...new Set([...here.keys(), ...there.keys()])];
  return names.flatMap((name) => {
    const [mine, other] = [here.get(name), there.get(name)];
    if (!mine || !other) return [`${name} is missing on ${mine ? 'the other' : 'this'} side`];
    return isSameRecord(mine, other) ? [] : [`${name} differs`];
  });
}

/** Hashes of the texts and pictures that the articles name. */
export function blobsNamed(held: Holdings): Set<string> {
  const hashes = new Set<string>();
  for (const record of held.values()) {
    for (const hash of snapshotHashes(record)) {
      const version = readField(record, `snapshot:${hash}`, versionSchema);
      for (const one of [hash, ...(version?.images ?? [])]) if (one !== null) hashes.add(one);
    }
  }
  return hashes;
}

/** Those of them that the service does not give, or gives other bytes for. */
export async function unfetchable(client: Client, held: Holdings): Promise<string[]> {
  const missing: string[] = [];
  for (const hash of blobsNamed(held)) {
    const answer = await client.getBlob(hash);
    const content = new Uint8Array(await answer.arrayBuffer());
    if (answer.status !== 200 || sha256Of(content) !== hash) missing.push(hash);
  }
  return missing;
}

function byName(rows: unknown[]): Holdings {
  return new Map(rows.map((row) => syncRecordSchema.parse(row)).map((row) => [`${row.kind} ${row.id}`, row]));
}

const keysSchema = z.array(z.string());
const NOTE_DRAFT = /^note (article|mark) (.+)$/;

async function draftsOf(profile: ChromiumProfile): Promise<string[]> {
  const keys = keysSchema.parse((await readStores(profile, ['drafts'], 'keys')).drafts ?? []);
  return keys.flatMap((key) => NOTE_DRAFT.exec(key)?.slice(1, 3).join(' ') ?? []);
}
