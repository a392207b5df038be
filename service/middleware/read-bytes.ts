import type { Context } from 'hono';
import { ServiceError } from '../errors.ts';

/** A client that sends slower than this is cut off. */
const READ_WITHIN_MS = 120_000;

/** The body as bytes, cut off at `maxBytes` while it streams. Throws `too-large`, or `bad-request` where it was cut or there is none. */
export async function readBytes(c: Context, maxBytes: number): Promise<Buffer> {
  if (Number(c.req.header('content-length') ?? 0) > maxBytes) throw new ServiceError('too-large');
  if (!c.req.raw.body) throw new ServiceError('bad-request', { detail: 'there is no body' });
  const reader = c.req.raw.body.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  const timer = setTimeout(() => void reader.cancel().catch(() => {}), READ_WITHIN_MS);
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return Buffer.concat(chunks);
      size += value.byteLength;
      if (size > maxBytes) throw new ServiceError('too-large');
      chunks.push(value);
    }
  } catch (error) {
    await reader.cancel().catch(() => {}); // the connection may be gone
    if (error instanceof ServiceError) throw error;
    throw new ServiceError('bad-request', { detail: 'the body was cut off' });
  } finally {
    clearTimeout(timer);
  }
}
