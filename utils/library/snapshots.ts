import * as z from 'zod/mini';
import type { Reading } from '../article/reading.ts';
import { gunzip, gzip } from './compress.ts';
import { sha256Hex } from './hash.ts';
import type { SnapshotContent } from './library.ts';
import { linked } from './read-records.ts';
import { outlineSchema, readField, versionSchema } from './record-schemas.ts';
import type { Store } from './store.ts';
import type { Writer } from './write.ts';

/** Bytes on their way into the store: hashed and compressed before a transaction opens. */
export interface PackedBlob {
  hash: string;
  type: string;
  bytes: Uint8Array<ArrayBuffer>;
  size: number;
}

/** What a snapshot of a text holds. Its images are kept apart, each by its own hash, which the article's version names. */
const contentSchema = z.object({
  html: z.string(),
  images: z.array(z.string()),
  outline: outlineSchema,
  text: z.string(),
});

/** Images of one article; more would not fit beside a long note into its record. */
export const MAX_IMAGES = 60;

/** The text of a reading as it is kept. Equal readings give equal bytes, so that one text is one version on every device. */
export function packReading(reading: Reading): Promise<PackedBlob> {
  const outline = reading.outline.map(({ id, level, text }) => ({ id, level, text }));
  // Keys in order, no white space: the hash is of these bytes.
  const content = { html: reading.html, images: imageAddresses(reading), outline, text: reading.text };
  return pack(new TextEncoder().encode(JSON.stringify(content)), 'application/json');
}

/** The images a snapshot of this reading names, each once, in the order of the text. */
export function imageAddresses(reading: Reading): string[] {
  return [...new Set(reading.images.map((image) => image.address))].slice(0, MAX_IMAGES);
}

/** Puts what is new into the store and into the outbox of blobs. */
export async function keepBlobs(
  { transaction }: Writer,
  blobs: PackedBlob[],
  savedAt: number,
): Promise<void> {
  const snapshots = transaction.objectStore('snapshots');
  const blobOutbox = transaction.objectStore('blobOutbox');
  for (const blob of blobs) {
    if ((await snapshots.getKey(blob.hash)) !== undefined) continue;
    await snapshots.put({ ...blob, savedAt });
    await blobOutbox.put({ hash: blob.hash, since: savedAt });
  }
}

/** The kept text of a version, its images by the place of their address; null where it isn't on this device. */
export async function readContent(store: Store, hash: string): Promise<z.infer<typeof contentSchema> | null> {
  const row = await store.database.get('snapshots', hash);
  if (!row) return null;
  const content = contentSchema.safeParse(parseJson(new TextDecoder().decode(await gunzip(row.bytes))));
  return content.success ? content.data : null;
}

/** The kept text of a version with its images by address; null where it isn't on this device. */
export async function readSnapshot(store: Store, hash: string): Promise<SnapshotContent | null> {
  const content = await readContent(store, hash);
  if (!content) return null;
  const records = store.database.transaction('records').store;
  const articles = await linked(records, 'article', `snapshot:${hash}`);
  const kept = articles.map((article) => readField(article, `snapshot:${hash}`, versionSchema)?.images ?? []);
  const images = content.images.flatMap((address, index) => {
    const image = kept.map((hashes) => hashes[index]).find((one) => typeof one === 'string');
    return image ? [[address, image] as const] : [];
  });
  return { ...content, images: Object.fromEntries(images) };
}

/** Hashes and compresses bytes. */
export async function pack(bytes: Uint8Array<ArrayBuffer>, type: string): Promise<PackedBlob> {
  const [hash, packed] = await Promise.all([sha256Hex(bytes), gzip(bytes)]);
  return { hash, type, bytes: packed, size: bytes.byteLength };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null; // not a text's snapshot: an image was asked for as one
  }
}
