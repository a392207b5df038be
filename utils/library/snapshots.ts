import * as z from 'zod/mini';
import type { Reading } from '../article/reading.ts';
import { parseJson } from '../parse-json.ts';
import type { SnapshotContent } from './article-types.ts';
import { gunzip, gzip } from './compress.ts';
import { gzipStored, isGzipStored } from './gzip-stored.ts';
import { sha256Hex } from './hash.ts';
import { snapshotLink } from './links.ts';
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

const TEXT = 'application/json';
/** Bytes of a text that are packed within milliseconds. Nobody waits until a longer one is packed. */
const LONG = 100_000;

/** Images of one article; more would not fit beside a long note into its record. */
export const MAX_IMAGES = 60;

/** The text of a reading as it is kept. Equal readings give equal bytes, so that one text is one version on every device. */
export function packReading(reading: Reading): Promise<PackedBlob> {
  const outline = reading.outline.map(({ id, level, text }) => ({ id, level, text }));
  // Keys in order, no white space: the hash is of these bytes.
  const content = { html: reading.html, images: imageAddresses(reading), outline, text: reading.text };
  const bytes = new TextEncoder().encode(JSON.stringify(content));
  return bytes.length < LONG ? pack(bytes, TEXT) : packLater(bytes, TEXT);
}

/** The images a snapshot of this reading names, each once, in the order of the text. */
export function imageAddresses(reading: Reading): string[] {
  return [...new Set(reading.images.map((image) => image.address))].slice(0, MAX_IMAGES);
}

/** Puts what is new into the store and into the outbox of blobs. Search reads anew what names it: another device may have kept the article of a text that comes here now. */
export async function keepBlobs(
  { transaction, searched }: Writer,
  blobs: PackedBlob[],
  savedAt: number,
): Promise<void> {
  const snapshots = transaction.objectStore('snapshots');
  const blobOutbox = transaction.objectStore('blobOutbox');
  for (const blob of blobs) {
    if ((await snapshots.getKey(blob.hash)) !== undefined) continue;
    await snapshots.put({ ...blob, savedAt });
    if (isGzipStored(blob.bytes)) await transaction.objectStore('unpacked').put(blob.hash, blob.hash);
    await blobOutbox.put({ hash: blob.hash, since: savedAt });
    searched.add(snapshotLink(blob.hash));
  }
}

/** The kept text of a version, its images by the place of their address; null where it isn't on this device. */
export async function readContent(store: Store, hash: string): Promise<z.infer<typeof contentSchema> | null> {
  const row = await store.database.get('snapshots', hash);
  if (!row) return null;
  // Null as well for what is no text: an image was asked for as one.
  return parseJson(new TextDecoder().decode(await gunzip(row.bytes)), contentSchema) ?? null;
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
  const byAddress = Object.fromEntries(images);
  const missingImages = content.images.filter((address) => !Object.hasOwn(byAddress, address));
  return { ...content, images: byAddress, missingImages };
}

/** Whether a text or image is on this device. */
export async function isHere(store: Store, hash: string): Promise<boolean> {
  return (await store.database.getKey('snapshots', hash)) !== undefined;
}

/** Hashes and compresses bytes. */
export async function pack(bytes: Uint8Array<ArrayBuffer>, type: string): Promise<PackedBlob> {
  const [hash, packed] = await Promise.all([sha256Hex(bytes), gzip(bytes)]);
  return { hash, type, bytes: packed, size: bytes.byteLength };
}

/** The same without compressing them: that is done when nobody waits (pack-stored.ts). */
async function packLater(bytes: Uint8Array<ArrayBuffer>, type: string): Promise<PackedBlob> {
  const [hash, stored] = await Promise.all([sha256Hex(bytes), gzipStored(bytes)]);
  return { hash, type, bytes: stored, size: bytes.byteLength };
}
