import { blobSizesResponseSchema, MAX_BLOBS_ASKED } from '../../protocol/sync.ts';
import { type ServiceAccess, serviceJson } from '../account/service-fetch.ts';

/** Which of these the service keeps of the member's, with their bytes. @throws {ServiceError} */
export async function askBlobSizes(
  access: ServiceAccess,
  hashes: string[],
  signal: AbortSignal,
): Promise<Map<string, number>> {
  const kept = new Map<string, number>();
  for (let from = 0; from < hashes.length; from += MAX_BLOBS_ASKED) {
    const json = { hashes: hashes.slice(from, from + MAX_BLOBS_ASKED) };
    const request = { method: 'POST', path: 'blobs/sizes', json, signal } as const;
    const { sizes } = await serviceJson(access, request, blobSizesResponseSchema);
    for (const [hash, bytes] of Object.entries(sizes)) kept.set(hash, bytes);
  }
  return kept;
}
