import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createGunzip } from 'node:zlib';
import { MAX_BLOB_BYTES } from '../../protocol/sync.ts';
import { ServiceError } from '../errors.ts';
import type { BlobKey, BlobStore, Upload } from './blob-store.ts';

/** Uncompressed. Pages and images stay far below; what grows beyond it is a decompression bomb. */
const MAX_PLAIN_BYTES = 64 * 1024 * 1024;

/**
 * Writes a gzip body to an upload while it is unpacked beside, and checks on the way: its size as sent and unpacked,
 * and that the unpacked bytes have this SHA-256. Throws `too-large`, `hash-mismatch` or `bad-request`, having discarded it.
 */
export async function receiveBlob(
  store: BlobStore,
  body: ReadableStream<Uint8Array>,
  sha256: string,
): Promise<{ upload: Upload; bytes: number }> {
  const upload = await store.beginUpload();
  try {
    const { bytes, digest } = await unpackAndKeep(body, upload);
    if (digest !== sha256) throw new ServiceError('hash-mismatch');
    return { upload, bytes };
  } catch (error) {
    await upload.discard();
    throw error;
  }
}

async function unpackAndKeep(
  body: ReadableStream<Uint8Array>,
  upload: Upload,
): Promise<{ bytes: number; digest: string }> {
  let bytes = 0;
  const digest = await hashWhileUnpacking(body, async (chunk) => {
    bytes += chunk.byteLength;
    if (bytes > MAX_BLOB_BYTES) throw new ServiceError('too-large');
    await upload.write(chunk);
  });
  return { bytes, digest };
}

/**
 * Whether what is kept unpacks to what its name says; false too where nothing is kept. A disk can lose a bit, and a folder that was put back may be
 * of another day. Rejects where the file can't be read at all.
 */
export async function isIntact(store: BlobStore, key: BlobKey): Promise<boolean> {
  const stored = await store.read(key);
  if (!stored) return false;
  try {
    return (await hashWhileUnpacking(stored.body, async () => {})) === key.sha256;
  } catch (error) {
    if (error instanceof ServiceError) return false; // no gzip any more
    throw error;
  }
}

/** The SHA-256 of what a gzip body unpacks to; each of its chunks is handed to `take` on the way. Throws a `ServiceError` for what is none. */
async function hashWhileUnpacking(
  body: ReadableStream<Uint8Array>,
  take: (chunk: Uint8Array) => Promise<void>,
): Promise<string> {
  const gunzip = createGunzip();
  const unpacked = hashUnpacked(gunzip);
  unpacked.catch(() => {}); // a failure is met by the await below, perhaps later than it happens
  const reader = body.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      await take(value);
      if (gunzip.destroyed) break;
      if (!gunzip.write(value)) await Promise.race([drained(gunzip, unpacked), unpacked]);
    }
    gunzip.end();
    return await unpacked;
  } catch (error) {
    await reader.cancel().catch(() => {}); // the connection may be gone
    throw error;
  } finally {
    gunzip.destroy();
  }
}

/** Resolves when more may be written; where unpacking fails instead, with the failure as `unpacked` tells it. */
async function drained(gunzip: NodeJS.WritableStream, unpacked: Promise<string>): Promise<void> {
  await once(gunzip, 'drain').catch(() => unpacked);
}

async function hashUnpacked(gunzip: NodeJS.ReadWriteStream): Promise<string> {
  const hash = createHash('sha256');
  let size = 0;
  try {
    for await (const chunk of gunzip) {
      size += chunk.length;
      if (size > MAX_PLAIN_BYTES) throw new ServiceError('too-large');
      hash.update(chunk);
    }
  } catch (error) {
    if (error instanceof ServiceError) throw error;
    throw new ServiceError('bad-request', { detail: 'the body is not gzip' });
  }
  return hash.digest('hex');
}
