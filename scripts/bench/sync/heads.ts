import { createServer, type IncomingMessage, request } from 'node:http';
import { listen } from '../../listen.ts';

/** Bytes of requests' and answers' heads, as HTTP/1.1 writes them. */
export interface Heads {
  requests: number;
  up: number;
  down: number;
}

export interface Counter extends AsyncDisposable {
  origin: string;
  /** What went through since the last call: the questions that a browser asks beforehand (preflights), and the requests themselves. */
  take(): { preflights: Heads; requests: Heads };
}

/** Stands between a browser and the service and counts what bodies don't show. */
export async function countHeads(service: string): Promise<Counter> {
  const none = (): Heads => ({ requests: 0, up: 0, down: 0 });
  let counted = { preflights: none(), requests: none() };
  const { hostname, port } = new URL(service);
  const server = createServer((incoming, outgoing) => {
    const { method = 'GET', url: path = '/', headers } = incoming;
    const heads = method === 'OPTIONS' ? counted.preflights : counted.requests;
    heads.requests += 1;
    heads.up += `${method} ${path} HTTP/1.1\r\n\r\n`.length + linesOf(incoming);
    const onward = request({ hostname, port, path, method, headers }, (answer) => {
      heads.down += `HTTP/1.1 ${answer.statusCode} ${answer.statusMessage}\r\n\r\n`.length + linesOf(answer);
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    onward.on('error', () => outgoing.destroy());
    incoming.pipe(onward);
  });
  const own = await listen(server, 0, 'counting');
  return {
    origin: `http://127.0.0.1:${own}`,
    take() {
      const taken = counted;
      counted = { preflights: none(), requests: none() };
      return taken;
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

function linesOf({ rawHeaders }: IncomingMessage): number {
  return rawHeaders.reduce((sum, word) => sum + word.length + 2, 0);
}
