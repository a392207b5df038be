import type { Reading } from '../article/reading.ts';
import { articleIdOf } from '../library/hash.ts';
import type { Article, Library } from '../library/library.ts';
import { imageAddresses } from '../library/snapshots.ts';

/** A photograph of a page rarely reaches 2 MB; what is larger than this is no illustration. */
export const MAX_IMAGE_BYTES = 10 * 1024 * 1024;
/** Fetched together and kept together, so that a worker that is stopped loses few, and holds few at a time. */
const IMAGES_AT_ONCE = 6;

/** The bytes of an image, null where it can't be had. */
export type FetchImage = (address: string) => Promise<Blob | null>;

export interface PageToKeep {
  /** The validated canonical address. */
  address: string;
  reading: Reading;
  /** Left out: the images stay on the web. */
  fetchImage?: FetchImage;
}

/**
 * Keeps a page: first its text, on disk before anything is fetched, then its images, a few at a time. An image that fails or is too large is
 * left out; saving the page again tries it once more. `isNewVersion` is false where this text was kept already, and where more of it was: a reading
 * that could not have all pages of an article does not come after one that had more of them.
 * @throws {LibraryError} when the text could not be kept: `storage-full`, `too-large`.
 */
export async function keepPage(
  library: Library,
  { address, reading, fetchImage }: PageToKeep,
): Promise<{ article: Article; isNewVersion: boolean }> {
  const before = await library.article(await articleIdOf(address));
  if (before && !before.isDeleted && lacksMore(reading, before))
    return { article: before, isNewVersion: false };
  const kept = await library.saveArticle({ address, reading, savedAt: Date.now() });
  const isNewVersion = kept.snapshots.length > (before?.snapshots.length ?? 0);
  const article = fetchImage ? await keepImages(library, kept, reading, fetchImage) : kept;
  return { article, isNewVersion };
}

/** Of the same article, while it had the same pages. */
function lacksMore({ pages }: Reading, before: Article): boolean {
  if (pages === undefined || before.pages === null) return false;
  if (pages.addresses[0] !== before.pages.addresses[0]) return false;
  return pages.missing.length > before.pages.missing.length;
}

async function keepImages(
  library: Library,
  kept: Article,
  reading: Reading,
  fetchImage: FetchImage,
): Promise<Article> {
  const version = await findVersion(library, kept, reading);
  if (version === null) return kept;
  let article = kept;
  for (const addresses of inGroups(version.missing)) {
    const fetched = await Promise.all(addresses.map((address) => fetchQuietly(address, fetchImage)));
    const images = new Map(fetched.flat());
    if (images.size === 0) continue;
    try {
      article = await library.keepImages(kept.id, version.hash, images);
    } catch {
      return article; // No room for more images: the text and those before are safe.
    }
  }
  return article;
}

/** The version that holds this text, and the addresses of the images it lacks. */
async function findVersion(
  library: Library,
  article: Article,
  reading: Reading,
): Promise<{ hash: string; missing: string[] } | null> {
  for (const { hash } of article.snapshots.toReversed()) {
    const content = await library.snapshot(hash);
    if (content?.html !== reading.html || content.text !== reading.text) continue;
    return {
      hash,
      missing: imageAddresses(reading).filter((address) => content.images[address] === undefined),
    };
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
