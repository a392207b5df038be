import { ServiceError } from '../errors.ts';

/** A client that sends its JSON slower than this is cut off. */
const READ_WITHIN_MS = 30_000;

/** The body as JSON, cut off at `maxBytes` while it streams. Throws `too-large` or `bad-request`. */
export async function readJson(request: Request, maxBytes: number): Promise<unknown> {
  const type = request.headers.get('content-type') ?? '';
  if (!/^application\/json\s*(;|$)/i.test(type)) {
    throw new ServiceError('bad-request', { detail: 'the content type must be application/json' });
  }
  if (request.headers.has('content-encoding')) {
    throw new ServiceError('bad-request', { detail: 'JSON is not taken compressed' });
  }
  const bytes = await readBytes(request, maxBytes);
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new ServiceError('bad-request', { detail: 'the body is not JSON in UTF-8' });
  }
}

async function readBytes(request: Request, maxBytes: number): Promise<Uint8Array> {
  if (Number(request.headers.get('content-length') ?? 0) > maxBytes) throw new ServiceError('too-large');
  if (!request.body) return new Uint8Array();
  const reader = request.body.getReader();
  const timer = setTimeout(() => void reader.cancel('too slow').catch(() => {}), READ_WITHIN_MS);
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return Buffer.concat(chunks);
      size += value.byteLength;
      if (size > maxBytes) throw new ServiceError('too-large');
      chunks.push(value);
    }
  } finally {
    clearTimeout(timer);
  }
}
