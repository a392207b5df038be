import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { digestRecords } from '../../protocol/digest.ts';
import { joinRecords } from '../../protocol/merge.ts';
import { MAX_RECORD_BYTES, type SyncRecord } from '../../protocol/records.ts';
import { MAX_PUSH_RECORDS, PULL_PAGE, pulledRecordSchema } from '../../protocol/sync.ts';
import { renewEpoch } from '../../service/db/epoch.ts';
import { Client, got, type MemberClient, newMember } from './client.ts';
import { DATABASES, startOn, type TestService } from './databases.ts';
import { recordAt, stampAt, withNote } from './records.ts';

const now = Date.now();

describe.each(DATABASES)('sync on $name', (database) => {
  let service: TestService;
  let member: MemberClient & { phone: string };
  let epoch: string;

  beforeAll(async () => {
    service = await startOn(database);
  });
  afterAll(() => service.remove());
  const freshMember = async () => {
    member = await newMember(service.address);
    epoch = await member.epoch();
    return member;
  };

  it('brings what one device pushed to another of the member', async () => {
    const { phone } = await freshMember();
    const record = withNote(recordAt(now, { id: 'a', name: '服务观察', colour: null }), {
      stamp: stampAt(now, 1),
      text: 'a note, with \u0000 and a lone \ud800',
      seen: {},
    });
    const there = new Client(service.address);
    there.token = got(await there.signIn(phone)).token;
    expect(got(await there.push(epoch, [record])).results).toEqual(['stored']);
    const pulled = got(await there.pull());
    expect(pulled).toMatchObject({ epoch, records: [record], next: 1, more: false });
    expect(got(await there.pull(pulled.next, epoch)).records).toEqual([]);
  });

  it('keeps kinds and fields it does not know', async () => {
    await freshMember();
    const record = recordAt(now, {
      kind: 'from-the-future',
      id: 'a',
      'new:field': { deep: [1, { x: 'y' }] },
    });
    await member.push(epoch, [record]);
    expect(got(await member.pull()).records).toEqual([record]);
  });

  it('joins what is there already, field by field', async () => {
    await freshMember();
    const first = { ...recordAt(now, { id: 'a', name: 'old', colour: 'red' }) };
    const second = recordAt(now + 1, { id: 'a', name: 'new' });
    const late = recordAt(now - 1, { id: 'a', name: 'older', extra: 1 });
    for (const record of [first, second, late]) await member.push(epoch, [record]);
    const joined = [second, late].reduce(joinRecords, first);
    expect(got(await member.pull())).toMatchObject({ records: [joined], next: 3 });
  });

  it('writes nothing and tells nobody when a repeated push changes nothing', async () => {
    await freshMember();
    const records = [recordAt(now, { id: 'a', name: 'x' }), recordAt(now, { id: 'b', name: 'y' })];
    await member.push(epoch, records);
    const before = await rowsOf(service, member);
    expect(got(await member.push(epoch, records)).results).toEqual(['stored', 'stored']);
    expect(await rowsOf(service, member)).toEqual(before);
  });

  it('gives every changed record a revision of its own', async () => {
    await freshMember();
    const records = Array.from({ length: 5 }, (_, index) => recordAt(now, { id: `r${index}`, name: index }));
    await member.push(epoch, records);
    const rows = await rowsOf(service, member);
    expect(rows.map(({ revision }) => revision)).toEqual([1, 2, 3, 4, 5]);
  });

  it('takes the same record twice in one push', async () => {
    await freshMember();
    const twice = [recordAt(now, { id: 'a', name: 'x' }), recordAt(now + 1, { id: 'a', name: 'y' })];
    expect(got(await member.push(epoch, twice)).results).toEqual(['stored', 'stored']);
    expect(got(await member.pull()).records).toEqual([twice[1]]);
  });

  it('refuses bad records by name and stores those beside them', async () => {
    await freshMember();
    const good = (id: string) => recordAt(now, { id, name: 'good' });
    const ahead = now + 10 * 60_000;
    const pushed = [
      good('first'),
      'not a record',
      null,
      { kind: 'tag' },
      { ...good('x'), id: 'two words' },
      { ...good('x'), fields: { name: ['yesterday', 'x'] } },
      { ...good('x'), fields: { deep: [stampAt(now), deepArray(5_000)] } },
      recordAt(now, { id: 'large', name: '书'.repeat(MAX_RECORD_BYTES / 3) }),
      recordAt(ahead, { id: 'field-ahead', name: 'x' }),
      withNote(good('note-ahead'), { stamp: stampAt(ahead), text: '', seen: {} }),
      withNote(good('context-ahead'), { stamp: stampAt(now), text: '', seen: { abcdefgh: stampAt(ahead) } }),
      good('last'),
    ];
    const answer = got(await member.push(epoch, pushed));
    const refused = (reason: string) => ({ refused: reason });
    expect(answer.results).toEqual([
      'stored',
      ...Array(6).fill(refused('bad-shape')),
      refused('too-large'),
      ...Array(3).fill(refused('clock-ahead')),
      'stored',
    ]);
    expect(Math.abs(answer.now - Date.now())).toBeLessThan(60_000);
    expect(got(await member.pull()).records).toEqual([good('first'), good('last')]);
  });

  it('takes stamps that are a little ahead', async () => {
    await freshMember();
    const record = recordAt(Date.now() + 4 * 60_000, { id: 'a', name: 'x' });
    expect(got(await member.push(epoch, [record])).results).toEqual(['stored']);
  });

  it('refuses a record that its join would make too large, and keeps what was there', async () => {
    await freshMember();
    const half = recordAt(now, { id: 'a', one: 'x'.repeat(40_000) });
    await member.push(epoch, [half]);
    const other = recordAt(now, { id: 'a', two: 'x'.repeat(40_000) });
    expect(got(await member.push(epoch, [other])).results).toEqual([{ refused: 'too-large' }]);
    expect(got(await member.pull()).records).toEqual([half]);
  });

  it('refuses a whole push that has too many records or bytes', async () => {
    await freshMember();
    const many = Array.from({ length: MAX_PUSH_RECORDS + 1 }, (_, index) =>
      recordAt(now, { id: `${index}` }),
    );
    expect((await member.push(epoch, many)).error?.code).toBe('bad-request');
    const heavy = Array.from({ length: 20 }, (_, index) =>
      recordAt(now, { id: `${index}`, text: 'x'.repeat(60_000) }),
    );
    expect(await member.push(epoch, heavy)).toMatchObject({ status: 413, error: { code: 'too-large' } });
    expect(got(await member.pull()).records).toEqual([]);
  });

  it('pages by count and by bytes, and every record comes once', async () => {
    await freshMember();
    for (let batch = 0; batch < 3; batch += 1) {
      const light = Array.from({ length: 300 }, (_, index) =>
        recordAt(now, { id: `light-${batch}-${index}`, name: 'x' }),
      );
      await member.push(epoch, light);
    }
    const first = got(await member.pull());
    expect(first).toMatchObject({ more: true, next: PULL_PAGE });
    expect(first.records).toHaveLength(PULL_PAGE);

    for (let batch = 0; batch < 3; batch += 1) {
      const heavy = Array.from({ length: 15 }, (_, index) =>
        recordAt(now, { id: `heavy-${batch}-${index}`, text: 'x'.repeat(60_000) }),
      );
      await member.push(epoch, heavy);
    }
    const page = got(await member.pull(900));
    expect(page.more).toBe(true);
    expect(JSON.stringify(page).length).toBeLessThan(1.1 * 1024 * 1024);
    const all = await member.pullAll();
    expect(new Set(all.records.map((record) => pulledRecordSchema.parse(record).id)).size).toBe(945);
    expect(all.records).toHaveLength(945);
  });

  it('answers another epoch with the present one, on push and pull', async () => {
    await freshMember();
    await member.push(epoch, [recordAt(now, { id: 'a', name: 'x' })]);
    const renewed = await renewEpoch(service.context.db);
    expect(renewed).not.toBe(epoch);
    const expected = { status: 409, error: { code: 'epoch-changed', epoch: renewed } };
    expect(await member.push(epoch, [recordAt(now, { id: 'b', name: 'x' })])).toMatchObject(expected);
    expect(await member.pull(0, epoch)).toMatchObject(expected);
    expect(got(await member.pull())).toMatchObject({ epoch: renewed, next: 1 });
    expect(got(await member.push(renewed, [recordAt(now, { id: 'b', name: 'x' })])).results).toEqual([
      'stored',
    ]);
  });

  it('digests for one device of a member at a time, after what was asked before', async () => {
    await freshMember();
    const { id } = got(await member.session()).member;
    let goOn = () => {};
    const before = service.context.inTurn(id, () => new Promise<void>((resolve) => (goOn = resolve)));
    const answers: string[] = [];
    const digest = member.digest().then(() => answers.push('digest'));
    await member.pull();
    await new Promise((resolve) => setTimeout(resolve, 300));
    answers.push('before');
    goOn();
    await Promise.all([before, digest]);
    expect(answers).toEqual(['before', 'digest']);
  });

  it('digests what it holds as a device does', async () => {
    await freshMember();
    const records = [
      recordAt(now, { id: 'a', name: 'x' }),
      recordAt(now + 5, { id: 'b', name: 'y' }),
      recordAt(now, { kind: 'article', id: 'a', title: '标题' }),
      withNote(recordAt(now, { kind: 'mark', id: 'm', colour: 'red' }), {
        stamp: stampAt(now, 9),
        text: 't',
        seen: {},
      }),
    ];
    await member.push(epoch, records);
    expect(got(await member.digest())).toEqual({
      epoch: await member.epoch(),
      revision: 4,
      kinds: digestRecords(records),
    });
  });

  it('shows a member nothing of another', async () => {
    const first = await freshMember();
    await first.push(epoch, [recordAt(now, { id: 'same-id', name: 'mine' })]);
    const second = await freshMember();
    expect(got(await second.pull()).records).toEqual([]);
    expect(got(await second.digest()).kinds).toEqual({});
    await second.push(epoch, [recordAt(now + 9, { id: 'same-id', name: 'theirs' })]);
    expect(got(await first.pull()).records).toEqual([recordAt(now, { id: 'same-id', name: 'mine' })]);
  });

  it('never lets a reader who pages meanwhile skip a revision', async () => {
    await freshMember();
    const writers = Array.from({ length: 6 }, (_, writer) => pushBatches(member, epoch, writer));
    const seen = new Set<string>();
    let cursor = 0;
    let isWriting = true;
    const written = Promise.all(writers).then(() => {
      isWriting = false;
    });
    for (;;) {
      const wasWriting = isWriting;
      const page = got(await member.pull(cursor, epoch));
      for (const record of page.records) seen.add(pulledRecordSchema.parse(record).id);
      cursor = page.next;
      if (!wasWriting && !page.more) break;
    }
    await written;
    expect(seen.size).toBe(6 * 8 * 5);
  });

  it('joins pushes of one record from many devices at once', async () => {
    await freshMember();
    const copies = Array.from({ length: 12 }, (_, index) =>
      recordAt(now + index, { id: 'shared', name: `from ${index}`, [`field${index}`]: index }),
    );
    await Promise.all(copies.map((copy) => member.push(epoch, [copy])));
    const joined = copies.reduce(joinRecords);
    expect(got(await member.pull()).records).toEqual([joined]);
  });
});

async function pushBatches(member: Client, epoch: string, writer: number): Promise<void> {
  for (let batch = 0; batch < 8; batch += 1) {
    const records = Array.from({ length: 5 }, (_, index) =>
      recordAt(now, { id: `w${writer}-${batch}-${index}`, name: 'x' }),
    );
    got(await member.push(epoch, records));
  }
}

async function rowsOf(service: TestService, member: Client): Promise<{ revision: number }[]> {
  const { id } = got(await member.session()).member;
  const { db } = service.context;
  return await db.selectFrom('record').selectAll().where('memberId', '=', id).orderBy('revision').execute();
}

function deepArray(depth: number): SyncRecord['fields'][string][1] {
  let value: SyncRecord['fields'][string][1] = 'deep';
  for (let level = 0; level < depth; level += 1) value = [value];
  return value;
}
