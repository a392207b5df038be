import { createServer, type Server, type ServerResponse } from 'node:http';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { listenToChanges } from '../../../utils/sync/event-stream.ts';

let server: Server;
let streams: ServerResponse[];
let stopping: AbortController;
let access: { address: string; token: string };

beforeEach(async () => {
  streams = [];
  stopping = new AbortController();
  server = createServer((_request, response) => {
    response.writeHead(200, { 'Content-Type': 'text/event-stream' });
    response.write(': here\n\n');
    streams.push(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const place = server.address();
  const port = place !== null && typeof place === 'object' ? place.port : 0;
  access = { address: `http://127.0.0.1:${port}`, token: 'token' };
});

afterEach(async () => {
  stopping.abort();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

/** Listens until `count` revisions were heard, while `speak` writes to the newest stream. */
async function hear(count: number, speak: (stream: ServerResponse) => void): Promise<number[]> {
  const heard: number[] = [];
  const spokenTo = new Set<ServerResponse>();
  await new Promise<void>((resolve) => {
    const onChanged = (revision: number) => heard.push(revision) === count && resolve();
    void listenToChanges(access, onChanged, stopping.signal);
    const timer = setInterval(() => {
      const stream = streams.at(-1);
      if (!stream || spokenTo.has(stream)) return;
      spokenTo.add(stream);
      speak(stream);
    }, 10);
    stopping.signal.addEventListener('abort', () => clearInterval(timer));
  });
  return heard;
}

it('hears events however the network cuts them up', async () => {
  const heard = await hear(3, (stream) => {
    stream.write('event: changed\nda');
    setTimeout(
      () => stream.write('ta: {"revision":1}\n\nevent: changed\r\ndata: {"revision":2}\r\n\r\n'),
      20,
    );
    setTimeout(() => stream.write(': still here\n\nevent: changed\ndata: {"revision":3}\n\n'), 40);
  });
  expect(heard).toEqual([1, 2, 3]);
});

it('passes over what it does not know', async () => {
  const heard = await hear(1, (stream) => {
    stream.write('event: weather\ndata: {"revision":9}\n\n');
    stream.write('event: changed\ndata: not json\n\n');
    stream.write('event: changed\ndata: {"revision":"9"}\n\n');
    stream.write('event: changed\ndata: {"revision":4}\n\n');
  });
  expect(heard).toEqual([4]);
});

it('opens a broken stream again', async () => {
  let revision = 0;
  const heard = await hear(2, (stream) => {
    revision += 1;
    stream.end(`event: changed\ndata: {"revision":${revision}}\n\n`);
  });
  expect(heard).toEqual([1, 2]);
  expect(streams.length).toBeGreaterThan(1);
});
