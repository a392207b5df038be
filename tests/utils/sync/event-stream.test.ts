import { createServer, type Server, type ServerResponse } from 'node:http';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { listenToChanges } from '../../../utils/sync/event-stream.ts';

/** For what happens at once on an idle machine. */
const PATIENCE_MS = 60_000;

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
    const onChanged = (revision: number) => {
      if (heard.push(revision) === count) resolve();
    };
    listenToChanges(access, { onChanged }, stopping.signal);
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

it('opens a stream anew that fell silent half way, as a dead line does', async () => {
  const live: boolean[] = [];
  const heard: number[] = [];
  const listener = {
    onChanged: (revision: number) => void heard.push(revision),
    onLive: (isLive: boolean) => void live.push(isLive),
    // A busy machine may take its time to say the first word; that is another silence than the one tried here.
    silences: { firstMs: 10_000, laterMs: 200 },
  };
  listenToChanges(access, listener, stopping.signal);
  await vi.waitFor(() => expect(streams).toHaveLength(1), 5_000);
  streams[0]?.write('event: changed\ndata: {"revision":1}\n\n');
  await vi.waitFor(() => expect(streams).toHaveLength(2), 10_000);
  streams[1]?.write('event: changed\ndata: {"revision":2}\n\n');
  await vi.waitFor(() => expect(heard).toEqual([1, 2]), 5_000);
  expect(live).toEqual([true, false, true]);
}, 25_000);

it('says that it hears nothing where a proxy collects, and tries again when the reader comes back', async () => {
  const live: boolean[] = [];
  const listener = {
    onChanged: () => undefined,
    onLive: (isLive: boolean) => void live.push(isLive),
    silences: { firstMs: 100, laterMs: 100 },
  };
  const stream = listenToChanges(access, listener, stopping.signal);
  await vi.waitFor(() => expect(live).toEqual([false]));
  // A minute at least lies between two tries of its own.
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  expect(streams).toHaveLength(1);
  stream.nudge();
  await vi.waitFor(() => expect(streams).toHaveLength(2));
});

it('opens a line anew after the machine has slept, though it seems to be whole', async () => {
  const stream = listenToChanges(access, { onChanged: () => undefined }, stopping.signal);
  await vi.waitFor(() => expect(streams).toHaveLength(1));
  stream.nudge();
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(streams).toHaveLength(1);
  stream.nudge({ hasSlept: true });
  await vi.waitFor(() => expect(streams).toHaveLength(2));
});

it('comes back within the time that a service about to stop has named', async () => {
  const timers = vi.spyOn(globalThis, 'setTimeout');
  try {
    listenToChanges(access, { onChanged: () => undefined }, stopping.signal);
    await vi.waitFor(() => expect(streams).toHaveLength(1), PATIENCE_MS);
    timers.mockClear();
    streams[0]?.end('event: draining\ndata: {"within":300}\n\n');
    await vi.waitFor(() => expect(streams).toHaveLength(2), PATIENCE_MS);
    const pauses = timers.mock.calls.map(([, milliseconds = 0]) => milliseconds);
    // A pause of its own choice is half a second at least, and one second at most.
    expect(pauses.filter((pause) => pause > 300 && pause <= 1000)).toEqual([]);
  } finally {
    timers.mockRestore();
  }
});

it('opens no stream before the time that the service has asked for', async () => {
  const until = Date.now() + 2000;
  const notBefore = async () => (Date.now() < until ? until : null);
  const stream = listenToChanges(access, { onChanged: () => undefined, notBefore }, stopping.signal);
  while (Date.now() < until) {
    stream.nudge({ hasSlept: true });
    await new Promise((resolve) => setTimeout(resolve, 100));
    const opened = streams.length;
    if (Date.now() < until) expect(opened).toBe(0);
  }
  await vi.waitFor(() => expect(streams).toHaveLength(1), PATIENCE_MS);
});

it('tries again where it can not be told whether the service asked for a pause', async () => {
  let asked = 0;
  const notBefore = async () => {
    asked += 1;
    if (asked === 1) throw new DOMException('The database connection is closing.', 'InvalidStateError');
    return null;
  };
  listenToChanges(access, { onChanged: () => undefined, notBefore }, stopping.signal);
  await vi.waitFor(() => expect(streams).toHaveLength(1), 5_000);
});

it('tries again where what the service said can not be noted', async () => {
  const onFailure = async () => {
    throw new DOMException('The database connection is closing.', 'InvalidStateError');
  };
  listenToChanges(access, { onChanged: () => undefined, onFailure }, stopping.signal);
  await vi.waitFor(() => expect(streams).toHaveLength(1), 5_000);
  streams[0]?.destroy();
  await vi.waitFor(() => expect(streams).toHaveLength(2), 10_000);
});

it('hears nothing in a page of a network that wants a sign-in', async () => {
  server.removeAllListeners('request');
  server.on('request', (_request, response: ServerResponse) => {
    response.writeHead(200, { 'Content-Type': 'text/html' });
    response.end('<p>event: changed\ndata: {"revision":7}\n\n');
  });
  const failed = new Promise((resolve) => {
    const onChanged = () => resolve('heard something');
    const onFailure = async (error: unknown) => resolve(error);
    listenToChanges(access, { onChanged, onFailure }, stopping.signal);
  });
  expect(await failed).toMatchObject({ code: 'bad-answer' });
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
