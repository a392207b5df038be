import { MAX_BLOB_BYTES } from '../../protocol/sync.ts';

/** A slow image must not hold up the save until the worker is stopped (30 s). */
const IMAGE_TIMEOUT_MS = 10_000;

/** An image as the page showed it, or null where it can't be had: gone, forbidden to us, too large, or no image. Sends no cookies. */
export async function fetchImage(address: string): Promise<Blob | null> {
  if (!/^https?:/.test(address)) return null;
  try {
    const response = await fetch(address, {
      credentials: 'omit',
      signal: AbortSignal.timeout(IMAGE_TIMEOUT_MS),
    });
    const type = response.headers.get('content-type') ?? '';
    const length = Number(response.headers.get('content-length') ?? 0);
    if (!response.ok || !/^image\//.test(type) || length > MAX_BLOB_BYTES) {
      await response.body?.cancel();
      return null;
    }
    const blob = await response.blob();
    return blob.size > MAX_BLOB_BYTES ? null : blob;
  } catch {
    return null; // No permission for the image's host, no network, or no answer in time: the article is kept without it.
  }
}
