import { connect, createServer, type Server, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { Kysely, PostgresDialect, sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { sharedConnections } from '../../service/db/shared-connections.ts';

const lost: Error[] = [];

describe('connections that everybody shares', () => {
  let db: Kysely<unknown>;
  beforeAll(() => {
    db = open(`${inject('postgresUrl')}/postgres`);
  });
  afterAll(() => db.destroy());

  it('fail a statement alone, whatever was sent before and behind it', async () => {
    const numbers = [...Array(60).keys()];
    const answers = await Promise.allSettled(numbers.map((number) => divide(db, number)));
    const expected = numbers.map((number) => (number % 7 === 0 ? 'rejected' : 420 / number));
    expect(answers.map((answer) => (answer.status === 'fulfilled' ? answer.value : answer.status))).toEqual(
      expected,
    );
  });

  it('bring any text there and back in a list', async () => {
    const texts = ['', '"', '\\', "{a,'b'}", 'NULL', 'null', '观察 📖', '\n\t', 'é'.repeat(10_000)];
    const { rows } = await sql<{ text: string }>`
      select text from unnest(${texts}::text[]) with ordinality as given (text, place) order by place
    `.execute(db);
    expect(rows.map(({ text }) => text)).toEqual(texts);
    const none: string[] = [];
    expect((await sql`select * from unnest(${none}::text[])`.execute(db)).rows).toEqual([]);
  });

  it('are replaced when Postgres ends them in the midst of statements', async () => {
    const sleeping = Promise.allSettled([...Array(12)].map(() => sql`select pg_sleep(${5})`.execute(db)));
    const ended = open(`${inject('postgresUrl')}/postgres`);
    await expect
      .poll(
        async () =>
          (
            await sql<{ n: number }>`
        select count(pg_terminate_backend(pid))::int as n from pg_stat_activity
        where query like 'select pg_sleep%' and state = 'active' and 1 = ${1}
      `.execute(ended)
          ).rows[0]?.n,
      )
      .toBeGreaterThan(0);
    await ended.destroy();
    expect((await sleeping).map(({ status }) => status)).toContain('rejected');
    expect(await Promise.all([...Array(12)].map(() => divide(db, 3)))).toEqual(Array(12).fill(140));
  });

  it('close once what is on its way has been answered', async () => {
    const closing = open(`${inject('postgresUrl')}/postgres`);
    await Promise.all([...Array(6)].map(() => divide(closing, 1)));
    const answers = [...Array(20).keys()].map(() => sql`select pg_sleep(${0.2})`.execute(closing));
    const settled = Promise.allSettled(answers);
    await sleep(50);
    await closing.destroy();
    expect((await settled).map(({ status }) => status)).not.toContain('rejected');
  });

  it('give up one on which no answer comes, and whoever waits on it goes on', async () => {
    const line = await silenceable(new URL(inject('postgresUrl')));
    const through = open(`postgres://postgres@127.0.0.1:${line.port}/postgres`, 400);
    expect(await Promise.all([...Array(6)].map(() => divide(through, 1)))).toEqual(Array(6).fill(420));
    line.silence();
    const waiting = await Promise.allSettled([...Array(12)].map(() => divide(through, 3)));
    expect(waiting.map(({ status }) => status)).toEqual(Array(12).fill('rejected'));
    line.speak();
    await expect.poll(() => divide(through, 4).catch(() => null), { timeout: 10_000 }).toBe(105);
    expect(await Promise.all([...Array(12)].map(() => divide(through, 5)))).toEqual(Array(12).fill(84));
    await through.destroy();
    line.close();
  });
});

function open(connectionString: string, queryTimeout = 40_000): Kysely<unknown> {
  const settings = { connectionString, query_timeout: queryTimeout };
  return new Kysely({
    dialect: new PostgresDialect({ pool: sharedConnections(settings, (error) => lost.push(error)) }),
  });
}

async function divide(db: Kysely<unknown>, by: number): Promise<number | undefined> {
  const divisor = by % 7 === 0 ? 0 : by;
  const { rows } = await sql<{
    quotient: number;
  }>`select (420.0 / ${divisor}::int)::float as quotient`.execute(db);
  return rows[0]?.quotient;
}

/** A line to Postgres on which nothing comes back while it is silenced, and nobody hangs up. */
async function silenceable(
  postgres: URL,
): Promise<{ port: number; silence(): void; speak(): void; close(): void }> {
  let isSilent = false;
  const sockets = new Set<Socket>();
  const server: Server = createServer((near) => {
    const far = connect(Number(postgres.port), postgres.hostname);
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
    }
    near.on('data', (chunk) => isSilent || far.write(chunk)).on('close', () => far.destroy());
    far.on('data', (chunk) => isSilent || near.write(chunk));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    port: address.port,
    silence: () => {
      isSilent = true;
    },
    speak: () => {
      isSilent = false;
    },
    close() {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}
