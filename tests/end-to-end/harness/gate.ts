import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { listen } from '../../../scripts/listen.ts';

/**
 * - `cut-before`: the connection ends before the service has heard of the request.
 * - `cut-after`: the service has done its work, and the answer is lost on the way.
 * - `hold`: the service answers, and what stands in between collects the answer and passes nothing on.
 */
export type Passage = 'pass' | 'cut-before' | 'cut-after' | 'hold' | Forged;

/** The gate answers instead of the service. */
export interface Forged {
  status: number;
  body: unknown;
  headers?: Record<string, string>;
}

/** What answers everything in place of the service, preflights too, and knows nothing of extensions: a network that wants a sign-in. */
export interface Portal {
  status: number;
  headers: Record<string, string>;
  html: string;
}

/** A gate on the road between extension and service, where a test decides what gets through. */
export interface Gate extends AsyncDisposable {
  origin: string;
  /** The service behind it; null while there is none, and every connection that would go to it is cut. */
  target: string | null;
  /** Asked for each request, in the order of arrival. `arrived` settles when the request has reached the service. */
  decide: (path: string, arrived: Promise<void>) => Passage | Promise<Passage>;
  /** Changes a JSON answer of the service on its way back. */
  rewrite: ((path: string, answer: unknown) => unknown) | null;
  portal: Portal | null;
  /** Everything that was asked, whatever became of it. */
  readonly asked: { path: string; at: number }[];
  /** Paths that came through, the preflights left out. */
  readonly passed: string[];
}

/** Listens on a port of its own. */
export async function openGate(): Promise<Gate> {
  const passed: string[] = [];
  const asked: Gate['asked'] = [];
  const server = createServer((incoming, outgoing) => {
    incoming.on('error', () => undefined); // a cut connection is what this is for
    void passOn(incoming, outgoing);
  });
  const port = await listen(server, 0, 'the gate before the account service');
  const gate: Gate = {
    origin: `http://127.0.0.1:${port}`,
    target: null,
    decide: () => 'pass',
    rewrite: null,
    portal: null,
    asked,
    passed,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };

  async function passOn(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const path = new URL(incoming.url ?? '/', gate.origin).pathname;
    asked.push({ path, at: Date.now() });
    if (gate.portal) {
      incoming.resume();
      outgoing.writeHead(gate.portal.status, gate.portal.headers).end(gate.portal.html);
      return;
    }
    if (gate.target === null) {
      incoming.socket.destroy();
      return;
    }
    const { hostname, port: targetPort } = new URL(gate.target);
    const onward = request({
      hostname,
      port: targetPort,
      path: incoming.url,
      method: incoming.method,
      headers: incoming.headers,
    });
    const arrived = once(onward, 'finish').then(() => undefined);
    arrived.catch(() => undefined); // nobody may be waiting for it
    const passage = incoming.method === 'OPTIONS' ? 'pass' : await gate.decide(path, arrived);
    if (passage === 'cut-before') {
      onward.destroy();
      incoming.socket.destroy();
      return;
    }
    if (typeof passage === 'object') {
      onward.destroy();
      incoming.resume();
      outgoing.writeHead(passage.status, {
        'content-type': 'application/json',
        'access-control-allow-origin': incoming.headers.origin ?? '*',
        'access-control-expose-headers': 'Retry-After',
        ...passage.headers,
      });
      outgoing.end(JSON.stringify(passage.body));
      return;
    }
    onward.on('error', () => incoming.socket.destroy());
    onward.on('response', (answer) => {
      if (passage === 'cut-after') {
        answer.resume();
        answer.on('end', () => incoming.socket.destroy());
        return;
      }
      if (passage === 'hold') {
        answer.resume();
        return;
      }
      if (incoming.method !== 'OPTIONS') passed.push(path);
      answer.on('error', () => incoming.socket.destroy());
      const isJson = answer.headers['content-type']?.startsWith('application/json') ?? false;
      if (gate.rewrite && isJson) void sendRewritten(gate.rewrite, path, answer, outgoing);
      else answer.pipe(outgoing.writeHead(answer.statusCode ?? 502, answer.headers));
    });
    outgoing.on('close', () => onward.destroy());
    incoming.pipe(onward);
  }
  return gate;
}

async function sendRewritten(
  rewrite: NonNullable<Gate['rewrite']>,
  path: string,
  answer: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const body = rewrite(path, JSON.parse(await text(answer)));
  const { 'content-length': _length, 'transfer-encoding': _encoding, ...headers } = answer.headers;
  outgoing.writeHead(answer.statusCode ?? 502, headers).end(JSON.stringify(body));
}
