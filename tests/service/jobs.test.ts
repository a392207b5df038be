import { mkdtemp, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { emptyDeleted } from '../../protocol/deletion.ts';
import { isSameRecord, joinRecords } from '../../protocol/merge.ts';
import type { SyncRecord } from '../../protocol/records.ts';
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
    await clearExpired(service.context);
    expect(await count()).toEqual(before);
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

function deletedAt(at: number, id: string): SyncRecord {
  return joinRecords(
    recordAt(at - 10, { id, name: 'a name', colour: 'red' }),
    recordAt(at, { id, deleted: true }),
  );
}
