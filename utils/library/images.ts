import type { Article } from './article-types.ts';
import { readBack } from './articles.ts';
import { gunzip } from './compress.ts';
import { readField, versionSchema } from './record-schemas.ts';
import { keepBlobs, type PackedBlob, pack, readContent } from './snapshots.ts';
import type { Store } from './store.ts';
import { type Written, write } from './write.ts';

/**
 * Adds images to a kept version: each a blob of its own, named by the version's list in the order of the snapshot's addresses. An image once
 * kept is never replaced. Does nothing to an article in 回收站, nor where the snapshot isn't on this device.
 */
export async function keepImages(
  store: Store,
  articleId: string,
  snapshot: string,
  images: ReadonlyMap<string, Blob>,
): Written<Article> {
  const addresses = (await readContent(store, snapshot))?.images ?? [];
  const packed = await packImages(addresses, images);
  const name = `snapshot:${snapshot}`;
  return write(store, async (writer) => {
    const article = await readBack(writer, articleId);
    const record = await writer.read('article', articleId);
    const version = record && readField(record, name, versionSchema);
    if (!version || article.isDeleted || packed.size === 0) return article;
    const hashes = addresses.map((address, at) => version.images[at] ?? packed.get(address)?.hash ?? null);
    if (hashes.every((hash, at) => hash === (version.images[at] ?? null))) return article;
    const named = [...packed.values()].filter(({ hash }) => hashes.includes(hash));
    await keepBlobs(writer, named, store.now());
    await writer.set('article', articleId, { [name]: { ...version, images: hashes } });
    return readBack(writer, articleId);
  });
}

/** A kept image, null where it isn't on this device. */
export async function readImage(store: Store, hash: string): Promise<Blob | null> {
  const row = await store.database.get('snapshots', hash);
  return row ? new Blob([await gunzip(row.bytes)], { type: row.type }) : null;
}

async function packImages(
  addresses: string[],
  images: ReadonlyMap<string, Blob>,
): Promise<Map<string, PackedBlob>> {
  const packed = new Map<string, PackedBlob>();
  for (const address of addresses) {
    const image = images.get(address);
    // One after another: a page's images together may be larger than a worker should hold.
    if (image) packed.set(address, await pack(new Uint8Array(await image.arrayBuffer()), image.type));
  }
  return packed;
}
