import 'fake-indexeddb/auto';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { IDBFactory } from 'fake-indexeddb';
import { deleteDB } from 'idb';
import { afterEach, beforeEach, expect, it, onTestFinished, vi } from 'vitest';
import { storeSession } from '../../../utils/account/session.ts';
import { libraryName } from '../../../utils/leaving-account.ts';
import type { SyncState } from '../../../utils/messages/contract.ts';
import { watchForSync } from '../../../utils/sync/watch.ts';

const SYNCED: SyncState = {
  status: 'synced',
  waiting: 0,
  lastSyncedAt: 1,
  reason: null,
  member: null,
  retryAt: null,
  progress: null,
};
const MEMBER = { id: 'reader-1', name: '沈若溪', phone: '138 **** 4071' };

let server: Server;
let streams: ServerResponse[];
let stopping: AbortController;

beforeEach(async () => {
  vi.stubGlobal('indexedDB', new IDBFactory());
  vi.stubGlobal('window', new EventTarget());
  vi.stubGlobal('document', new EventTarget());
  streams = [];
  stopping = new AbortController();
  server = createServer((_request, response) => {
    response.writeHead(200, { 'Content-Type': 'text/event-stream' });
    response.write(': here\n\n');
    streams.push(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const place = server.address();
  const serviceAddress = `http://127.0.0.1:${place !== null && typeof place === 'object' ? place.port : 0}/`;
  await storeSession({ memberId: MEMBER.id, token: 't', member: MEMBER, serviceAddress });
});
afterEach(async () => {
  stopping.abort();
  vi.unstubAllGlobals();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

/** Whoever removes a database has every connection to it closed, as the browser itself may at any time. */
const endConnection = () => deleteDB(libraryName(MEMBER.id));

it('goes on hearing of changes after the browser has ended the connection to the database', async () => {
  let requests = 0;
  const requestSync = async () => {
    requests += 1;
    return SYNCED;
  };
  watchForSync(requestSync, stopping.signal);
  await vi.waitFor(() => expect(streams).toHaveLength(1), 5_000);
  await endConnection();
  await vi.waitFor(() => expect(requests).toBe(1));
  streams[0]?.write('event: changed\ndata: {"revision":1}\n\n');
  await vi.waitFor(() => expect(requests).toBe(2), 5_000);
  await endConnection();
  streams[0]?.end();
  await vi.waitFor(() => expect(streams).toHaveLength(2), 10_000);
  streams[1]?.write('event: changed\ndata: {"revision":2}\n\n');
  await vi.waitFor(() => expect(requests).toBe(3), 5_000);
});

it('asks for a sync and listens anew where a timer comes a minute late: the machine slept', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'Date'] });
  onTestFinished(() => void vi.useRealTimers());
  vi.stubGlobal('document', Object.assign(new EventTarget(), { visibilityState: 'visible' }));
  const requestSync = vi.fn(async () => SYNCED);
  watchForSync(requestSync, stopping.signal);
  await vi.waitFor(() => expect(streams).toHaveLength(1), 5_000);
  await vi.waitFor(() => expect(requestSync).toHaveBeenCalledTimes(1));
  const tickLate = (ms: number) => {
    vi.setSystemTime(Date.now() + ms);
    vi.advanceTimersByTime(5_000);
  };
  tickLate(10_000);
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect([requestSync.mock.calls.length, streams.length]).toEqual([1, 1]);
  tickLate(60_000);
  await vi.waitFor(() => expect(requestSync).toHaveBeenCalledTimes(2), 5_000);
  await vi.waitFor(() => expect(streams).toHaveLength(2), 5_000);
  expect(streams[0]?.destroyed).toBe(true);
});
