import { type RecordWords, titleOf } from './describe-record.ts';
import { imagesOf, snapshotHashes } from './links.ts';
import { kindRange, linked, type RecordsReader } from './read-records.ts';
import { articleFields, readField } from './record-schemas.ts';
import { readContent } from './snapshots.ts';
import type { Store } from './store.ts';
import { recordOf } from './write.ts';

/** Of which article a text or image is. */
export interface BlobName {
  title: string;
  source: string | null;
  /** Of an image: the version that shows it, and its place among that version's images. */
  image: { snapshot: string; index: number } | null;
}

/** Which article names each of these hashes. Only for images, which no index knows, are all articles gone through. */
export async function nameBlobs(records: RecordsReader, hashes: string[]): Promise<Map<string, BlobName>> {
  const names = new Map<string, BlobName>();
  const nameAs = (hash: string, row: Parameters<typeof recordOf>[0], image: BlobName['image']) =>
    names.set(hash, {
      title: titleOf(row),
      source: readField(row, 'source', articleFields.source),
      image,
    });
  for (const hash of hashes) {
    const [article] = await linked(records, 'article', `snapshot:${hash}`);
    if (article) nameAs(hash, article, null);
  }
  const images = new Set(hashes.filter((hash) => !names.has(hash)));
  if (images.size === 0) return names;
  for (const article of await records.getAll(kindRange('article'))) {
    for (const snapshot of snapshotHashes(recordOf(article))) {
      for (const [index, hash] of imagesOf(article, snapshot).entries()) {
        if (hash !== null && images.has(hash)) nameAs(hash, article, { snapshot, index });
      }
    }
  }
  return names;
}

/** A file whose article is gone has no words. */
export function describeBlob(name: BlobName | undefined): RecordWords {
  const what = name ? (name.image ? 'image' : 'text') : 'blob';
  return { what, words: name?.title ?? '', of: name?.source ?? null, colour: null, isDeleted: false };
}

/** The name an image's file has in its address; null where none can be told. */
export async function fileNameOf(store: Store, { image }: BlobName): Promise<string | null> {
  if (!image) return null;
  const address = (await readContent(store, image.snapshot))?.images[image.index];
  const path = address === undefined ? null : URL.parse(address)?.pathname;
  const last = path?.split('/').at(-1) ?? '';
  return last === '' ? null : decoded(last).slice(0, 80);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
