import type { IncomingMessage } from 'node:http';
import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';
import { ServiceError } from '../errors.ts';

/** A client that sends its JSON slower than this is cut off. */
const READ_WITHIN_MS = 30_000;

/** The body as JSON, cut off at `maxBytes` while it streams. Throws `too-large` or `bad-request`. */
export async function readJson(c: Context, maxBytes: number, withinMs = READ_WITHIN_MS): Promise<unknown> {
  if (!/^application\/json\s*(;|$)/i.test(c.req.header('content-type') ?? '')) {
    throw new ServiceError('bad-request', { detail: 'the content type must be application/json' });
  }
  if (c.req.header('content-encoding') !== undefined) {
    throw new ServiceError('bad-request', { detail: 'JSON is not taken compressed' });
  }
  if (Number(c.req.header('content-length') ?? 0) > maxBytes) throw new ServiceError('too-large');
  const incoming = incomingOf(c.env);
  const bytes = incoming
    ? await readIncoming(incoming, maxBytes, withinMs)
    : await readWhole(c.req.raw, maxBytes);
  try {
    return JSON.parse(utf8.decode(bytes));
  } catch {
    throw new ServiceError('bad-request', { detail: 'the body is not JSON in UTF-8' });
  }
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Absent where the application is called within its own process. */
function incomingOf(bindings: Partial<HttpBindings> | undefined): IncomingMessage | undefined {
  return bindings?.incoming;
}

/** From Node's own stream: a web stream between costs more than reading the JSON. */
function readIncoming(incoming: IncomingMessage, maxBytes: number, withinMs: number): Promise<Uint8Array> {
  return new Promise((done, fail) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const end = (error: Error | null) => {
      clearTimeout(timer);
      incoming.off('data', take).off('end', finish).off('error', end).off('close', cut);
      if (error) fail(error);
    };
    const take = (chunk: Buffer) => {
      size += chunk.byteLength;
      chunks.push(chunk);
      if (size > maxBytes) end(new ServiceError('too-large'));
    };
    const finish = () => {
      end(null);
      done(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks));
    };
    const cut = () => end(new ServiceError('bad-request', { detail: 'the body was cut off' }));
    const timer = setTimeout(cut, withinMs);
    incoming.on('data', take).once('end', finish).once('error', end).once('close', cut);
    // It went while its session was looked up, and will not say so again.
    if (incoming.destroyed) cut();
  });
}

async function readWhole(request: Request, maxBytes: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(await request.arrayBuffer());
  if (bytes.byteLength > maxBytes) throw new ServiceError('too-large');
  return bytes;
}
