import { mkdir, mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { emptyDeleted } from '../../protocol/deletion.ts';
import { isSameRecord, joinRecords } from '../../protocol/merge.ts';
import type { SyncRecord } from '../../protocol/records.ts';
import type { Database } from '../../service/db/database.ts';
import { clearExpired } from '../../service/jobs/clear-expired.ts';
import { dumpDatabase } from '../../service/jobs/dump-database.ts';
import { emptyDeletedRecords } from '../../service/jobs/empty-deleted-records.ts';
import { removeUnnamedBlobs } from '../../service/jobs/remove-unnamed-blobs.ts';
import { got, type MemberClient, newMember, sha256Of } from './client.ts';
import { DATABASES, startOn, type TestService } from './databases.ts';
import { recordAt, stampAt, withNote } from './records.ts';

const DAY_MS = 24 * 60 * 60_000;
const now = Date.now();

describe.each(DATABASES)('jobs on $name', (database) => {
  let service: TestService;
  let member: MemberClient;
  let epoch: string;

  beforeAll(async () => {
    service = await startOn(database);
    member = await newMember(service.address);
    epoch = await member.epoch();
  });
  afterAll(() => service.remove());

  it('remove a blob that no record has named for 30 days, and only that', async () => {
    const hashes = { named: sha256Of('named'), unnamed: sha256Of('unnamed'), late: sha256Of('named late') };
    for (const content of ['named', 'unnamed', 'named late']) await member.putBlob(content);
    const naming = (id: string, hash: string) =>
      recordAt(now, { kind: 'article', id, [`snapshot:${hash}`]: true });
    await member.push(epoch, [naming('a', hashes.named)]);
    const statuses = async () =>
      Promise.all(Object.values(hashes).map(async (hash) => (await member.getBlob(hash)).status));

    await removeUnnamedBlobs(service.context, now + 29 * DAY_MS);
    expect(await statuses()).toEqual([200, 200, 200]);
    await member.push(epoch, [naming('b', hashes.late)]);
    await removeUnnamedBlobs(service.context, now + 31 * DAY_MS);
    expect(await statuses()).toEqual([200, 404, 200]);
    const files = await readdir(join(service.config.dataFolder, 'blobs', 'members'), { recursive: true });
    expect(files.filter((file) => file.endsWith('.gz'))).toHaveLength(2);
    expect((await member.putBlob('unnamed')).status).toBe(201);
  });

  it('remove the text of an article that was deleted and emptied, and keep it where the article lies in the recycle bin', async () => {
    const texts = { emptied: 'text of an emptied article', inBin: 'text of an article in the bin' };
    for (const content of Object.values(texts)) await member.putBlob(content);
    const deletedWith = (id: string, at: number, content: string) =>
      joinRecords(
        recordAt(at - 10, { kind: 'article', id, [`snapshot:${sha256Of(content)}`]: { images: [] } }),
        recordAt(at, { kind: 'article', id, deleted: true }),
      );
    await member.push(epoch, [
      deletedWith('emptied', now - 31 * DAY_MS, texts.emptied),
      deletedWith('in-bin', now, texts.inBin),
    ]);
    await emptyDeletedRecords(service.context);

    await removeUnnamedBlobs(service.context, now + 31 * DAY_MS);
    expect((await member.getBlob(sha256Of(texts.emptied))).status).toBe(404);
    expect((await member.getBlob(sha256Of(texts.inBin))).status).toBe(200);
  });

  it('keep a blob that a device has asked for since, with the record that names it on the way', async () => {
    const [asked, forgotten] = [sha256Of('asked for'), sha256Of('forgotten')];
    for (const content of ['asked for', 'forgotten']) await member.putBlob(content);
    const longAgo = new Date(now - 40 * DAY_MS);
    await service.context.db.updateTable('blob').set({ namedAt: longAgo }).execute();
    await member.getBlob(asked, 'HEAD');
    await removeUnnamedBlobs(service.context, now);
    expect((await member.getBlob(asked)).status).toBe(200);
    expect((await member.getBlob(forgotten)).status).toBe(404);
  });

  it('keep a blob that any of many records names, and one that is named while they are looked at', async () => {
    await service.context.db.deleteFrom('blob').execute(); // so that transactions are this member's alone
    const many = await newMember(service.address);
    const itsEpoch = await many.epoch();
    const names = ['first', 'last', 'after 1', 'after 2', 'after 3', 'after 4'];
    for (const name of names) await many.putBlob(`of many, ${name}`);
    const naming = (id: string, name: string) =>
      recordAt(Date.now(), { id, name: sha256Of(`of many, ${name}`) });
    const filling = (name: string, size: number) =>
      Array.from({ length: size }, (_, index) => recordAt(now, { id: `${name}-${index}`, name }));
    await many.push(itsEpoch, [naming('first', 'first'), ...filling('a', 499)]);
    await many.push(itsEpoch, filling('b', 500));
    await many.push(itsEpoch, [...filling('c', 99), naming('last', 'last')]);
    // Three pages are looked at; the fourth transaction removes. After each, one that was looked at names another.
    let turn = 0;
    const spy = afterEachTransaction(service.context.db, async () => {
      turn += 1;
      await many.push(itsEpoch, [naming(`a-${turn}`, `after ${turn}`)]);
    });
    await removeUnnamedBlobs(service.context, now + 31 * DAY_MS);
    spy.mockRestore();
    const answers = await Promise.all(names.map((name) => many.getBlob(sha256Of(`of many, ${name}`))));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 404]);
  });

  it('leave a blob that a device sends again while its file goes', async () => {
    const hash = sha256Of('sent again');
    await member.putBlob('sent again');
    const { blobs } = service.context;
    const remove = blobs.remove.bind(blobs);
    const sent: Promise<Response>[] = [];
    const spy = vi.spyOn(blobs, 'remove').mockImplementation(async (key) => {
      if (key.sha256 === hash) sent.push(member.putBlob('sent again'));
      await sleep(100);
      await remove(key);
    });
    await removeUnnamedBlobs(service.context, Date.now() + 31 * DAY_MS);
    spy.mockRestore();
    expect((await Promise.all(sent)).map(({ status }) => status)).toEqual([201]);
    expect(await (await member.getBlob(hash)).text()).toBe('sent again');
  });

  it('remove the next time what a failing disk or a crash left, file or row', async () => {
    const cut = await newMember(service.address);
    const { id } = got(await cut.session()).member;
    const contents = Array.from({ length: 60 }, (_, index) => `left over ${index}`);
    for (const content of contents) await cut.putBlob(content);
    const { blobs } = service.context;
    const remove = blobs.remove.bind(blobs);
    let removed = 0;
    const spy = vi.spyOn(blobs, 'remove').mockImplementation(async (key) => {
      if (key.memberId === id) removed += 1;
      if (removed > 55) throw new Error('the disk fails');
      await remove(key);
    });
    const later = Date.now() + 31 * DAY_MS;
    await expect(removeUnnamedBlobs(service.context, later)).rejects.toThrow('the disk fails');
    spy.mockRestore();
    const left = async () => {
      const rows = await service.context.db
        .selectFrom('blob')
        .select('sha256')
        .where('memberId', '=', id)
        .execute();
      const folder = join(service.config.dataFolder, 'blobs', 'members', id);
      const files = await readdir(folder, { recursive: true });
      return { rows: rows.length, files: files.filter((file) => file.endsWith('.gz')).length };
    };
    // Never a file without its row: nobody would look for it. The first 50 are gone for good, whatever came after.
    expect(await left()).toEqual({ rows: 10, files: 5 });
    const answers = await Promise.all(contents.map((content) => cut.getBlob(sha256Of(content))));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(5);
    await removeUnnamedBlobs(service.context, later);
    expect(await left()).toEqual({ rows: 0, files: 0 });
  });

  it('empty a record deleted more than 30 days ago, and tell the devices', async () => {
    const long = now - 31 * DAY_MS;
    const deleted = deletedAt(long, 'long-deleted');
    const recent = deletedAt(now - 29 * DAY_MS, 'just-deleted');
    const living = recordAt(long, { id: 'living', name: 'x' });
    await member.push(epoch, [deleted, recent, living]);
    const { next } = await member.pullAll();

    await emptyDeletedRecords(service.context);
    const page = got(await member.pull(next));
    expect(page.records).toEqual([emptyDeleted(deleted)]);
    await emptyDeletedRecords(service.context);
    expect(got(await member.pull(next)).next).toBe(page.next);
  });

  it('empty what others have deleted where a record of one can not be read, and say so', async () => {
    const others = await Promise.all([1, 2, 3, 4].map(() => newMember(service.address)));
    const deleted = deletedAt(now - 31 * DAY_MS, 'deleted-by-several');
    for (const each of others) await each.push(await each.epoch(), [deleted]);
    const ids = await Promise.all(others.map(async (each) => got(await each.session()).member.id));
    const { db } = service.context;
    const [broken = ''] = ids.toSorted();
    await db.updateTable('record').set({ body: '{}' }).where('memberId', '=', broken).execute();
    await expect(emptyDeletedRecords(service.context)).rejects.toThrow();
    const bodies = await db
      .selectFrom('record')
      .select(['memberId', 'body'])
      .where('memberId', 'in', ids)
      .execute();
    const full = bodies.filter(({ body }) => body.includes('a name'));
    expect([bodies.length, full.length]).toEqual([4, 0]);
    await db.deleteFrom('record').where('memberId', '=', broken).execute();
  });

  it('clear what has run out, and nothing else', async () => {
    const { db } = service.context;
    const count = async () => ({
      sessions: (await db.selectFrom('session').select('id').execute()).length,
      codes: (await db.selectFrom('smsCode').select('id').execute()).length,
    });
    const old = new Date(now - 2 * DAY_MS);
    const before = await count();
    await db
      .insertInto('smsCode')
      .values({
        id: 'old',
        phoneHash: 'x',
        purpose: 'register',
        codeHash: 'x',
        tries: 0,
        createdAt: old,
        expiresAt: old,
        usedAt: null,
      })
      .execute();
    const ahead = new Date(now + 300 * DAY_MS);
    await db
      .insertInto('smsCode')
      .values({
        id: 'ahead',
        phoneHash: 'x',
        purpose: 'register',
        codeHash: 'x',
        tries: 0,
        createdAt: ahead,
        expiresAt: ahead,
        usedAt: null,
      })
      .execute();
    const attempts = async () => (await db.selectFrom('attempt').select('key').execute()).length;
    const attemptsBefore = await attempts();
    await db
      .insertInto('attempt')
      .values([
        { key: 'x', at: ahead },
        { key: 'x', at: old },
      ])
      .execute();
    await clearExpired(service.context);
    expect(await count()).toEqual(before);
    expect(await attempts()).toBe(attemptsBefore);
    got(await member.session());
  });
});

describe('emptying', () => {
  const deleted = withNote(deletedAt(now, 'a'), { stamp: stampAt(now - 5), text: 'a note', seen: {} });

  it('takes the words and keeps the deletion', () => {
    const empty = emptyDeleted(deleted);
    expect(JSON.stringify(empty)).not.toMatch(/a note|a name/);
    expect(empty.fields.deleted).toEqual(deleted.fields.deleted);
    expect(isSameRecord(joinRecords(deleted, empty), empty)).toBe(true);
    expect(emptyDeleted(empty)).toEqual(empty);
  });

  it('loses against a restore, whichever comes first', () => {
    const restored = withNote(recordAt(now + 5, { id: 'a', name: 'a name', colour: 'red', deleted: false }), {
      stamp: stampAt(now + 6),
      text: 'a note',
      // A restore has seen the deletion, so it covers what emptying wrote with the deletion's stamp.
      seen: { testdevc: stampAt(now) },
    });
    const empty = emptyDeleted(deleted);
    for (const joined of [joinRecords(empty, restored), joinRecords(restored, empty)]) {
      expect(joined.fields).toEqual(restored.fields);
      expect(joined.notes.note?.map(({ text }) => text)).toEqual(['a note']);
    }
  });

  it('leaves what was written after the deletion', () => {
    const edited = joinRecords(deleted, recordAt(now + 9, { id: 'a', name: 'later' }));
    expect(emptyDeleted(edited).fields.name?.[1]).toBe('later');
  });

  it('leaves living records alone', () => {
    const living = recordAt(now, { id: 'a', name: 'x' });
    expect(emptyDeleted(living)).toEqual(living);
  });
});

describe('the hourly dump of the embedded database', () => {
  it('can be opened again with all that was in it', async () => {
    const service = await startOn(DATABASES[0]);
    const member = await newMember(service.address);
    const { id } = got(await member.session()).member;
    const path = await dumpDatabase(service.context);
    const dump = await readFile(path ?? '');
    await service.remove();
    const restored = await PGlite.create({ loadDataDir: new Blob([new Uint8Array(dump)]) });
    const { rows } = await restored.query<{ id: string }>('select id from member');
    expect(rows).toEqual([{ id }]);
    await restored.close();
  });

  it('keeps the newest 24', async () => {
    const folder = await mkdtemp(join(inject('scratchFolder'), 'dumps-'));
    for (let index = 0; index < 30; index += 1) {
      vi.useFakeTimers({ toFake: ['Date'], now: now + index * 60 * 60_000 });
      await dumpDatabase({ config: { dataFolder: folder }, dump: async () => new Blob([String(index)]) });
      vi.useRealTimers();
    }
    const kept = (await readdir(join(folder, 'dumps'))).sort();
    expect(kept).toHaveLength(24);
    expect(await readFile(join(folder, 'dumps', kept.at(-1) ?? ''), 'utf8')).toBe('29');
  });
});

describe('a dump that fails', () => {
  it('leaves nothing of itself behind, nor does one that a crash cut off', async () => {
    const dataFolder = await mkdtemp(join(inject('scratchFolder'), 'dumps-'));
    const config = { dataFolder };
    const full = new Blob(['a whole database']);
    Object.assign(full, { arrayBuffer: () => Promise.reject(new Error('no memory for it')) });
    await expect(dumpDatabase({ config, dump: async () => full })).rejects.toThrow('no memory');
    const left = () => readdir(join(dataFolder, 'dumps'));
    expect(await left()).toEqual([]);
    await writeFile(join(dataFolder, 'dumps', '20260101T000000Z.tar.gz.part'), 'half a database');
    await dumpDatabase({ config, dump: async () => new Blob(['one']) });
    expect((await left()).map((name) => name.replace(/^\d{8}T\d{6}Z/, ''))).toEqual(['.tar.gz']);
  });

  it('stays though there are 24 whose names a clock that ran ahead has given', async () => {
    const dataFolder = await mkdtemp(join(inject('scratchFolder'), 'dumps-'));
    await mkdir(join(dataFolder, 'dumps'));
    for (let hour = 10; hour < 34; hour += 1)
      await writeFile(join(dataFolder, 'dumps', `20991231T${hour}0000Z.tar.gz`), 'ahead');
    const path = await dumpDatabase({ config: { dataFolder }, dump: async () => new Blob(['now']) });
    expect(await readFile(path ?? '', 'utf8')).toBe('now');
    expect(await readdir(join(dataFolder, 'dumps'))).toHaveLength(24);
  });
});

function deletedAt(at: number, id: string): SyncRecord {
  return joinRecords(
    recordAt(at - 10, { id, name: 'a name', colour: 'red' }),
    recordAt(at, { id, deleted: true }),
  );
}

/** What comes from elsewhere between two transactions. */
function afterEachTransaction(db: Database, comes: () => Promise<unknown>) {
  const begin = db.transaction.bind(db);
  return vi.spyOn(db, 'transaction').mockImplementation(() => {
    const builder = begin();
    const execute = builder.execute.bind(builder);
    vi.spyOn(builder, 'execute').mockImplementation(async (work) => {
      const result = await execute(work);
      await comes();
      return result;
    });
    return builder;
  });
}
