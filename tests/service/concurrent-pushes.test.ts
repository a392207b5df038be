import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { joinRecords } from '../../protocol/merge.ts';
import type { SyncRecord } from '../../protocol/records.ts';
import { type PushResponse, pulledRecordSchema } from '../../protocol/sync.ts';
import { emptyDeletedRecords } from '../../service/jobs/empty-deleted-records.ts';
import { removeUnnamedBlobs } from '../../service/jobs/remove-unnamed-blobs.ts';
import { type RunningService, startService } from '../../service/start-service.ts';
import { Client, got, newMember } from './client.ts';
import { DATABASES, startOn, type TestService } from './databases.ts';
import { recordAt, stampAt } from './records.ts';

const WRITERS = 8;
const PUSHES_EACH = 12;
const READERS = 3;
const start = Date.now() - 60 * 60_000;
const LONG_AGO = start - 40 * 24 * 60 * 60_000;

/** Many devices of one member against two instances before one Postgres, while the jobs run. */
describe('pushes to one member at once', () => {
  let service: TestService;
  let beside: RunningService;

  beforeAll(async () => {
    service = await startOn({ name: 'Postgres', isPostgres: true });
    beside = await startService({ ...service.config, port: 0 });
  });
  afterAll(async () => {
    await beside.stop();
    await service.remove();
  });

  it('lose nothing, give each change a revision of its own, and show them to every reader in order', async () => {
    const member = await newMember(service.address);
    const epoch = await member.epoch();
    const at = (index: number) => new Client((index % 2 === 0 ? service : beside).address, member.token);
    const everybody = [...Array(WRITERS).keys()].map((index) => new Writing(index, epoch));
    let isOver = false;
    const readers = [...Array(READERS).keys()].map((index) => read(at(index), () => isOver));
    const jobs = runJobs([service, beside], () => isOver);

    await Promise.all(everybody.map((writing, index) => writing.run(at(index), at(index + 1))));
    isOver = true;
    await jobs;

    const sent = everybody.flatMap((writing) => writing.sent);
    const held = joinAll((await member.pullAll()).records);
    // Each field is the latest that anybody wrote, each note has every writer's last words, and what was deleted long ago is empty.
    expect(withoutOld(held)).toEqual(withoutOld(joinAll(sent)));
    for (const writing of everybody) {
      expect(held.get(`tag old-${writing.index}`)?.fields.name?.[1]).toBe(null);
    }
    for (const copy of await Promise.all(readers)) expect(copy).toEqual(held);
    for (const writing of everybody) {
      await writing.catchUp(at(writing.index));
      expect(writing.copy).toEqual(held);
    }

    const { rows } = await sql<{ [name: string]: number }>`
      select member_feed.revision::int as last, record_bytes::int as bytes, record_count::int as count,
        count(*)::int as "countThere", sum(octet_length(body))::int as "bytesThere", max(record.revision)::int as "lastThere"
      from member_feed join record using (member_id)
      where member_id = ${got(await member.session()).member.id}
      group by member_feed.revision, record_bytes, record_count
    `.execute(service.context.statements);
    const [counted] = rows;
    expect(counted?.last).toBe(counted?.lastThere);
    expect(counted?.bytes).toBe(counted?.bytesThere);
    expect(counted?.count).toBe(counted?.countThere);
    // What pushes did to the feed lies one behind the other, with room for the jobs' alone.
    const moves = everybody.flatMap(({ feeds }) => feeds).sort((a, b) => a.before - b.before);
    for (const [index, move] of moves.entries()) {
      expect(move.after).toBeGreaterThan(move.before);
      expect(move.before).toBeGreaterThanOrEqual(moves[index - 1]?.after ?? 0);
    }
  });
});

type Feed = NonNullable<PushResponse['feed']>;

/** A device that pushes, and pulls only what it has not sent itself. */
class Writing {
  readonly index: number;
  readonly sent: SyncRecord[] = [];
  readonly feeds: Feed[] = [];
  readonly copy = new Map<string, SyncRecord>();
  readonly #epoch: string;
  #cursor = 0;

  constructor(index: number, epoch: string) {
    this.index = index;
    this.#epoch = epoch;
  }

  async run(...clients: [Client, Client]): Promise<void> {
    for (let push = 0; push < PUSHES_EACH; push += 1) {
      const client = clients[push % 2] ?? clients[0];
      const records = this.#records(push);
      this.sent.push(...records);
      for (const record of records) join(this.copy, record);
      const { results, feed } = got(await client.push(this.#epoch, records));
      expect(results).toEqual(records.map(() => 'stored'));
      if (!feed) throw new Error('the service did not tell what the push did to the feed');
      this.feeds.push(feed);
      if (this.#cursor === feed.before) this.#cursor = feed.after;
      if (push % 3 === this.index % 3) await this.catchUp(client);
    }
  }

  async catchUp(client: Client): Promise<void> {
    const page = await client.pullAll(this.#cursor);
    for (const record of page.records) join(this.copy, pulledRecordSchema.parse(record));
    this.#cursor = page.next;
  }

  /** One that everybody writes, twice in one push; notes that stay side by side; one of its own; one that is due to be emptied. */
  #records(push: number): SyncRecord[] {
    const device = `writer${String(this.index).padStart(2, '0')}`;
    const stamp = (counter: number) => stampAt(start + push * 1000, counter, device);
    const shared = (counter: number, name: string): SyncRecord => ({
      kind: 'tag',
      id: `shared-${push % 4}`,
      fields: {
        name: [stamp(counter), `${name} ${this.index} ${push}`],
        [`by:${this.index}`]: [stamp(counter), push],
      },
      notes: {
        note: [
          {
            stamp: stamp(counter),
            text: `${name} ${this.index} ${push}`,
            seen: { [device]: stamp(counter) },
          },
        ],
      },
    });
    const own = recordAt(start + push, { id: `own-${this.index}-${push}`, name: '自己'.repeat(1 + push) });
    const old = recordAt(LONG_AGO, { id: `old-${this.index}`, name: 'old' });
    const deleted: SyncRecord = { ...old, fields: { ...old.fields, deleted: [stampAt(LONG_AGO + 1), true] } };
    return [shared(1, 'first'), own, shared(2, 'second'), ...(push === 3 ? [deleted] : [])];
  }
}

/** Reads on and on until everybody has written, and to the end then; answers what it has. A page out of order, or a record missed, shows in that. */
async function read(client: Client, isOver: () => boolean): Promise<Map<string, SyncRecord>> {
  const copy = new Map<string, SyncRecord>();
  for (let cursor = 0, isLast = false; ; ) {
    const page = got(await client.pull(cursor));
    expect(page.next).toBeGreaterThanOrEqual(cursor);
    for (const record of page.records) join(copy, pulledRecordSchema.parse(record));
    if (isLast && !page.more) return copy;
    isLast = isOver();
    cursor = page.next;
    await sleep(2);
  }
}

async function runJobs(services: RunningService[], isOver: () => boolean): Promise<void> {
  for (let isLast = false; !isLast; ) {
    isLast = isOver();
    for (const { context } of services) {
      await emptyDeletedRecords(context);
      await removeUnnamedBlobs(context);
    }
    await sleep(10);
  }
}

function joinAll(records: unknown[]): Map<string, SyncRecord> {
  const joined = new Map<string, SyncRecord>();
  for (const record of records) join(joined, pulledRecordSchema.parse(record));
  return joined;
}

function join(into: Map<string, SyncRecord>, record: SyncRecord): void {
  const key = `${record.kind} ${record.id}`;
  const present = into.get(key);
  into.set(key, joinRecords(present ?? record, record));
}

function withoutOld(records: Map<string, SyncRecord>): Map<string, SyncRecord> {
  return new Map([...records].filter(([key]) => !key.startsWith('tag old-')));
}

it('lets a push through that others are always quicker than', async () => {
  const [, onPostgres] = DATABASES;
  const service = await startOn(onPostgres);
  const member = await newMember(service.address);
  const { id } = got(await member.session()).member;
  const epoch = await member.epoch();
  const others = new pg.Client({ connectionString: service.config.databaseUrl });
  await others.connect();
  // As if another instance wrote without a pause: no two statements of ours see the same counters.
  const rush = others.query(`do $$ begin
    for turn in 1..20000 loop
      update member_feed set revision = revision + 1 where member_id = '${id}';
      commit;
    end loop;
  end $$`);
  const records = Array.from({ length: 200 }, (_, index) =>
    recordAt(Date.now(), { id: `late-${index}`, name: 'x' }),
  );
  const answer = got(await member.push(epoch, records));
  expect(answer.results).toEqual(Array(200).fill('stored'));
  await rush;
  await others.end();
  expect((await member.pullAll()).records).toHaveLength(200);
  await service.remove();
});
