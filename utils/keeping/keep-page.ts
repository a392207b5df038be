import type { Reading } from '../article/reading.ts';
import { articleIdOf } from '../library/hash.ts';
import type { Article, Library } from '../library/library.ts';

/** A photograph of a page rarely reaches 2 MB; what is larger than this is no illustration. */
export const MAX_IMAGE_BYTES = 10 * 1024 * 1024;
/** Fetched together and kept together, so that a worker that is stopped loses few, and holds few at a time. */
const IMAGES_AT_ONCE = 6;

/** The bytes of an image, null where it can't be had. */
export type FetchImage = (address: string) => Promise<Blob | null>;

/** Of one version's images together, in megabytes as the reader is told of them: a page of photographs fits, and a hundred such articles do. */
export const IMAGE_BUDGET_BYTES = 30_000_000;

export interface ImageProgress {
  /** Images that were tried, and all. */
  done: number;
  total: number;
  /** Of those kept by now. */
  bytes: number;
}

export interface ImageOrder {
  /** Of the missing ones, these alone; left out: all. */
  wanted?: readonly string[];
  fetchImage: FetchImage;
  onProgress?: (progress: ImageProgress) => void;
}

export interface PageToKeep {
  /** The validated canonical address. */
  address: string;
  reading: Reading;
  /** Left out: the images stay on the web. */
  fetchImage?: FetchImage;
  onProgress?: (progress: ImageProgress) => void;
}

/**
 * Keeps a page: first its text, on disk before anything is fetched, then its images, a few at a time. An image that fails or is too large is
 * left out; saving the page again tries it once more. `isNewVersion` is false where this text was kept already, and where more of it was: a reading
 * that could not have all pages of an article does not come after one that had more of them.
 * @throws {LibraryError} when the text could not be kept: `storage-full`, `too-large`.
 */
export async function keepPage(
  library: Library,
  { address, reading, fetchImage, onProgress }: PageToKeep,
): Promise<{ article: Article; isNewVersion: boolean }> {
  const own = await library.article(await articleIdOf(address));
  // It may have become part of another, to which a save adds its version.
  const before = own && !own.isDeleted ? ((await library.articleAt(address)) ?? own) : own;
  if (own && before && !own.isDeleted && [own, before].some((article) => lacksMore(reading, article)))
    return { article: before, isNewVersion: false };
  const kept = await library.saveArticle({ address, reading, savedAt: Date.now() });
  const isNewVersion = kept.snapshots.length > (before?.snapshots.length ?? 0);
  if (!fetchImage || reading.images.length === 0) return { article: kept, isNewVersion };
  const hash = await findVersion(library, kept, reading);
  if (hash !== null)
    await keepMissingImages(library, kept, hash, { fetchImage, ...(onProgress && { onProgress }) });
  return { article: (await library.article(kept.id)) ?? kept, isNewVersion };
}

/** Of the same article, while it had the same pages. */
function lacksMore({ pages }: Reading, before: Article): boolean {
  if (pages === undefined || before.pages === null) return false;
  if (pages.addresses[0] !== before.pages.addresses[0]) return false;
  return pages.missing.length > before.pages.missing.length;
}

/**
 * Fetches the images that a version lacks and keeps them, a few at a time, as far as its budget goes. One that fails is left out. Gives how many were
 * kept, and how many it lacks still: with them those it does not know, as more pictures than it may have stand in its text.
 */
export async function keepMissingImages(
  library: Library,
  article: Article,
  hash: string,
  { wanted: asked, fetchImage, onProgress }: ImageOrder,
): Promise<{ kept: number; missing: number }> {
  const content = await library.snapshot(hash);
  const missing = content?.missingImages ?? [];
  const wanted = asked ? missing.filter((address) => asked.includes(address)) : missing;
  let bytes = content ? await bytesOf(library, Object.values(content.images)) : 0;
  let [done, kept] = [0, 0];
  for (const addresses of inGroups(wanted)) {
    const fetched =
      bytes >= IMAGE_BUDGET_BYTES
        ? []
        : (await Promise.all(addresses.map((address) => fetchQuietly(address, fetchImage)))).flat();
    const images = new Map<string, Blob>();
    for (const [address, image] of fetched) {
      if (bytes + image.size > IMAGE_BUDGET_BYTES) continue;
      bytes += image.size;
      images.set(address, image);
    }
    if (images.size > 0) {
      try {
        await library.keepImages(article.id, hash, images);
      } catch {
        break; // No room for more images: the text and those before are safe.
      }
    }
    kept += images.size;
    done += addresses.length;
    onProgress?.({ done, total: wanted.length, bytes });
  }
  const isUnknown = (address: string) =>
    !missing.includes(address) && !Object.hasOwn(content?.images ?? {}, address);
  return { kept, missing: wanted.length - kept + (asked?.filter(isUnknown).length ?? 0) };
}

async function bytesOf(library: Library, hashes: string[]): Promise<number> {
  let bytes = 0;
  for (const hash of hashes) bytes += (await library.image(hash))?.size ?? 0;
  return bytes;
}

/** The version that holds this text. */
async function findVersion(library: Library, article: Article, reading: Reading): Promise<string | null> {
  for (const { hash } of article.snapshots.toReversed()) {
    const content = await library.snapshot(hash);
    if (content?.html === reading.html && content.text === reading.text) return hash;
  }
  return null;
}

function inGroups(addresses: string[]): string[][] {
  return Array.from({ length: Math.ceil(addresses.length / IMAGES_AT_ONCE) }, (_, group) =>
    addresses.slice(group * IMAGES_AT_ONCE, (group + 1) * IMAGES_AT_ONCE),
  );
}

async function fetchQuietly(address: string, fetchImage: FetchImage): Promise<[string, Blob][]> {
  const blob = await fetchImage(address).catch(() => null);
  const isFit =
    blob !== null && blob.size > 0 && blob.size <= MAX_IMAGE_BYTES && blob.type.startsWith('image/');
  return isFit ? [[address, blob]] : [];
}
