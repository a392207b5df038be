import { createHash, createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { listen } from '../../scripts/listen.ts';

export const KEY_ID = 'an access key';
export const KEY_SECRET = 'its secret, which never travels';

/** A message that a carrier was asked to send, its signature checked. */
export interface Asked {
  action: string;
  version: string;
  fields: Record<string, unknown>;
}

export type Reply = { status?: number; body: unknown } | 'hang' | 'cut';

export interface CarrierStandIn extends AsyncDisposable {
  endpoint: string;
  asked: Asked[];
  /** One reply a request, the last one over and over. */
  replies: Reply[];
}

/** Stands in for a carrier: checks what is signed as the carrier documents it, and answers as told. A wrong signature is answered with 403. */
export async function startCarrier(read: (request: SignedRequest) => Asked | null): Promise<CarrierStandIn> {
  const asked: Asked[] = [];
  const replies: Reply[] = [];
  const server = createServer((incoming, outgoing) => void answer(incoming, outgoing));
  async function answer(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const url = new URL(incoming.url ?? '/', 'http://carrier');
    const request = {
      method: incoming.method ?? '',
      url,
      headers: incoming.headers,
      body: await text(incoming),
    };
    const message = read(request);
    const reply = replies.length > 1 ? replies.shift() : replies[0];
    if (message) asked.push(message);
    if (reply === 'hang') return;
    if (reply === 'cut') {
      incoming.socket.destroy();
      return;
    }
    const { status = 200, body } =
      message && reply ? reply : { status: 403, body: { Code: 'SignatureDoesNotMatch' } };
    outgoing.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
  }
  const port = await listen(server, 0, 'a stand-in for an SMS carrier');
  return {
    endpoint: `http://127.0.0.1:${port}`,
    asked,
    replies,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

interface SignedRequest {
  method: string;
  url: URL;
  headers: IncomingMessage['headers'];
  body: string;
}

/** https://help.aliyun.com/zh/sdk/product-overview/v3-request-structure-and-signature */
export function readAlibaba({ method, url, headers, body }: SignedRequest): Asked | null {
  const [, credential, names = '', signature] =
    /^ACS3-HMAC-SHA256 Credential=(.*),SignedHeaders=(.*),Signature=(.*)$/.exec(
      headers.authorization ?? '',
    ) ?? [];
  const query = [...url.searchParams]
    .map(([name, value]) => `${percentEncode(name)}=${percentEncode(value)}`)
    .sort();
  const canonical = [
    method,
    url.pathname,
    query.join('&'),
    ...names.split(';').map((name) => `${name}:${String(headers[name]).trim()}`),
    '',
    names,
    headers['x-acs-content-sha256'],
  ].join('\n');
  const expected = hmac(KEY_SECRET, `ACS3-HMAC-SHA256\n${sha256(canonical)}`).toString('hex');
  if (credential !== KEY_ID || signature !== expected || headers['x-acs-content-sha256'] !== sha256(body))
    return null;
  const fields = Object.fromEntries([...url.searchParams, ...new URLSearchParams(body)]);
  return { action: String(headers['x-acs-action']), version: String(headers['x-acs-version']), fields };
}

/** https://cloud.tencent.com/document/api/382/52072 */
export function readTencent({ method, url, headers, body }: SignedRequest): Asked | null {
  const [, id, date = '', service = '', names = '', signature] =
    /^TC3-HMAC-SHA256 Credential=(.*?)\/(.*?)\/(.*?)\/tc3_request, SignedHeaders=(.*), Signature=(.*)$/.exec(
      headers.authorization ?? '',
    ) ?? [];
  const canonical = [
    method,
    url.pathname,
    url.search.slice(1),
    // Theirs listens on the usual port, which no host names.
    ...names.split(';').map((name) => `${name}:${String(headers[name]).replace(/:\d+$/, '')}`),
    '',
    names,
    sha256(body),
  ].join('\n');
  const scope = `${date}/${service}/tc3_request`;
  const words = `TC3-HMAC-SHA256\n${headers['x-tc-timestamp']}\n${scope}\n${sha256(canonical)}`;
  const key = [date, service, 'tc3_request'].reduce<string | Buffer>(hmac, `TC3${KEY_SECRET}`);
  if (id !== KEY_ID || signature !== hmac(key, words).toString('hex')) return null;
  return {
    action: String(headers['x-tc-action']),
    version: String(headers['x-tc-version']),
    fields: JSON.parse(body),
  };
}

function hmac(key: string | Buffer, words: string): Buffer {
  return createHmac('sha256', key).update(words).digest();
}

function sha256(words: string): string {
  return createHash('sha256').update(words).digest('hex');
}

function percentEncode(words: string): string {
  return encodeURIComponent(words).replace(
    /[!'()*]/g,
    (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
