import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { changedEventSchema, drainingEventSchema } from '../../protocol/sync.ts';
import { startService } from '../../service/start-service.ts';
import { Client, got, newMember } from './client.ts';
import { DATABASES, POSTGRES, startOn, type TestService } from './databases.ts';
import { recordAt } from './records.ts';

/** What a reader of two tabs would notice, and how long a test waits to see that nothing comes. */
const A_SECOND_MS = 1_000;

describe.each(DATABASES)('events on $name', (database) => {
  let service: TestService;

  beforeAll(async () => {
    service = await startOn(database);
  });
  afterAll(() => service.remove());

  it('begin with the present revision', async () => {
    const member = await newMember(service.address);
    await pushOne(member, 'a');
    await using stream = await openEvents(member);
    expect(await stream.next()).toBe(1);
  });

  it("tell another device of the member within a second, and never another member's", async () => {
    const [member, stranger] = [await newMember(service.address), await newMember(service.address)];
    const there = new Client(service.address, got(await member.signIn(member.phone)).token);
    await using stream = await openEvents(there);
    await using strangers = await openEvents(stranger);
    expect([await stream.next(), await strangers.next()]).toEqual([0, 0]);
    await pushOne(member, 'a');
    expect(await stream.next(A_SECOND_MS)).toBe(1);
    expect(await strangers.next(A_SECOND_MS)).toBe('nothing');
  });

  it('say nothing of a push that changed nothing', async () => {
    const member = await newMember(service.address);
    await pushOne(member, 'a', 1);
    await using stream = await openEvents(member);
    expect(await stream.next()).toBe(1);
    await pushOne(member, 'a', 1);
    expect(await stream.next(A_SECOND_MS)).toBe('nothing');
  });

  it('say as their last word that the service is about to stop, and when to come back', async () => {
    const stopping = await startOn(database);
    const member = await newMember(stopping.address);
    const response = await member.fetch({ path: '/sync/events' });
    expect(response.headers.get('x-accel-buffering')).toBe('no');
    const text = response.text();
    const removed = stopping.remove();
    const last = (await text).trim().split('\n\n').at(-1) ?? '';
    expect(last).toContain('event: draining');
    const body: unknown = JSON.parse(last.slice(last.indexOf('data:') + 5));
    expect(drainingEventSchema.parse(body).within).toBeGreaterThan(1_000);
    await removed;
  });

  it('end within a second where the session is ended, and go on on the other devices', async () => {
    const member = await newMember(service.address);
    const other = new Client(service.address, got(await member.signIn(member.phone)).token);
    await using stream = await openEvents(member);
    await using others = await openEvents(other);
    expect([await stream.next(), await others.next()]).toEqual([0, 0]);
    await member.signOut();
    expect(await stream.next(A_SECOND_MS)).toBe('end');
    expect(await others.next(A_SECOND_MS)).toBe('nothing');
  });

  it('are eight of a session at most: the oldest ends where one more is opened, and no other', async () => {
    const member = await newMember(service.address);
    const other = new Client(service.address, got(await member.signIn(member.phone)).token);
    await using others = await openEvents(other);
    await using streams = new AsyncDisposableStack();
    const opened: Events[] = [];
    for (let count = 0; count < 9; count += 1) {
      const stream = streams.use(await openEvents(member));
      expect(await stream.next()).toBe(0);
      opened.push(stream);
    }
    expect(await opened[0]?.next()).toBe('end');
    await pushOne(member, 'a');
    expect(await others.next()).toBe(0);
    for (const stream of [...opened.slice(1), others]) expect(await stream.next()).toBe(1);
  });

  it('end with a session that ran out, at the next heartbeat', async () => {
    const member = await newMember(service.address);
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      await using stream = await openEvents(member);
      expect(await stream.next(null)).toBe(0);
      await vi.advanceTimersByTimeAsync(25_000);
      expect(await stream.nextLine()).toBe(': still here');
      await service.context.db
        .updateTable('session')
        .set({ expiresAt: new Date(0) })
        .execute();
      await vi.advanceTimersByTimeAsync(25_000);
      expect(await stream.next(null)).toBe('end');
    } finally {
      vi.useRealTimers();
    }
  });

  it('tell with the next heartbeat what a signal that was lost would have told', async () => {
    const member = await newMember(service.address);
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const lost = vi.spyOn(service.context.signals, 'announce').mockResolvedValue();
    try {
      await using stream = await openEvents(member);
      expect(await stream.next(null)).toBe(0);
      await pushOne(member, 'a');
      expect(lost).toHaveBeenCalled();
      await vi.advanceTimersByTimeAsync(25_000);
      expect(await stream.nextLine()).toBe('event: changed');
      expect(await stream.nextLine()).toBe('data: {"revision":1}');
      await vi.advanceTimersByTimeAsync(25_000);
      expect(await stream.nextLine()).toBe(': still here');
    } finally {
      vi.useRealTimers();
      lost.mockRestore();
    }
  });

  it('end when the service stops, which does not wait for them', async () => {
    const other = await startOn(database);
    const member = await newMember(other.address);
    await using stream = await openEvents(member);
    expect(await stream.next()).toBe(0);
    await other.remove();
    expect(await stream.next()).toBe('end');
  });
});

describe('events of a service on Postgres', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startOn(POSTGRES);
  });
  afterAll(() => service.remove());

  it('travel between two instances before one Postgres', async () => {
    const second = await startService({ ...service.config, port: 0 });
    try {
      const member = await newMember(service.address);
      await using stream = await openEvents(new Client(second.address, member.token));
      expect(await stream.next()).toBe(0);
      await pushOne(member, 'a');
      expect(await stream.next(A_SECOND_MS)).toBe(1);
    } finally {
      await second.stop();
    }
  });

  it('are caught up with after the listening connection was lost', async () => {
    const member = await newMember(service.address);
    await using stream = await openEvents(member);
    expect(await stream.next()).toBe(0);
    const { db } = service.context;
    await sql`select pg_terminate_backend(pid) from pg_stat_activity where query like 'listen %' and datname = current_database()`.execute(
      db,
    );
    await pushOne(member, 'a');
    expect(await stream.next(10 * A_SECOND_MS)).toBe(1);
  });
});

async function pushOne(member: Client, id: string, at = Date.now()): Promise<void> {
  got(await member.push(await member.epoch(), [recordAt(at, { id, name: 'x' })]));
}

interface Events extends AsyncDisposable {
  /** The next revision; 'nothing' if none came in time, 'end' if the stream ended. Without a limit: null. */
  next(waitMs?: number | null): Promise<number | 'nothing' | 'end'>;
  nextLine(): Promise<string>;
}

async function openEvents(client: Client): Promise<Events> {
  const abort = new AbortController();
  const response = await client.fetch({ path: '/sync/events', signal: abort.signal });
  expect(response.headers.get('content-type')).toContain('text/event-stream');
  if (!response.body) throw new Error('a stream without a body');
  const lines = linesOf(response.body);
  let name = '';
  let pending: Promise<string | null> | null = null;
  const nextLine = () => {
    pending ??= lines.next().then(({ value, done }) => (done ? null : value));
    return pending;
  };
  const take = async (waitMs: number | null) => {
    const line = await (waitMs === null ? nextLine() : Promise.race([nextLine(), expire(waitMs)]));
    if (line !== 'nothing') pending = null;
    return line;
  };
  return {
    async next(waitMs = 5_000) {
      for (;;) {
        const line = await take(waitMs);
        if (line === null) return 'end';
        if (line === 'nothing') return line;
        if (line.startsWith('event: ')) name = line.slice('event: '.length);
        if (name === 'changed' && line.startsWith('data: '))
          return changedEventSchema.parse(JSON.parse(line.slice(6))).revision;
      }
    },
    async nextLine() {
      for (;;) {
        const line = await take(null);
        if (line) return line;
      }
    },
    async [Symbol.asyncDispose]() {
      abort.abort();
    },
  };
}

async function* linesOf(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  let rest = '';
  for await (const text of body.pipeThrough(
    new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>,
  )) {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
}

function expire(ms: number): Promise<'nothing'> {
  return new Promise((resolve) => setTimeout(() => resolve('nothing'), ms));
}
