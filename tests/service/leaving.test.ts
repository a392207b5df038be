import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { deletionResponseSchema } from '../../protocol/account-security.ts';
import { storeAvatar } from '../../service/account/avatars.ts';
import { claimRun } from '../../service/jobs/claim-run.ts';
import { deleteMembers } from '../../service/jobs/delete-members.ts';
import { startService } from '../../service/start-service.ts';
import { unzip } from '../unzip.ts';
import { Client, got, newMember, sha256Of } from './client.ts';
import { DATABASES, startOn, type TestService } from './databases.ts';
import { recordAt } from './records.ts';
import { DAY_MS } from './time.ts';

describe.each(DATABASES)('a member who leaves, on $name', (database) => {
  let service: TestService;

  beforeAll(async () => {
    service = await startOn(database);
  });
  afterAll(() => service.remove());
  afterEach(() => vi.useRealTimers());

  const withContent = async (words: string) => {
    const member = await newMember(service.address);
    await member.push(await member.epoch(), [recordAt(Date.now(), { id: 'tag', name: words })]);
    await member.putBlob(`<p>${words}</p>`);
    return { member, id: got(await member.session()).member.id };
  };

  it('takes everything along in one archive, and nothing that would sign anybody in', async () => {
    const { member, id } = await withContent('a sentence of mine');
    const recoveryCode = { memberId: id, codeHash: 'hash of a recovery code', usedAt: null };
    await service.context.db.insertInto('recoveryCode').values(recoveryCode).execute();
    const stranger = await withContent('a sentence of somebody else');
    const response = await member.fetch({ method: 'POST', path: '/account/export', json: {} });
    expect(response.headers.get('content-type')).toBe('application/zip');
    expect(response.headers.get('content-disposition')).toMatch(/^attachment; /);
    const files = await unzip(new Uint8Array(await response.arrayBuffer()));
    const words = (name: string) => new TextDecoder().decode(files[name]);
    expect(Object.keys(files).sort()).toEqual([
      'README.txt',
      'account.json',
      `blobs/${sha256Of('<p>a sentence of mine</p>')}.html`,
      'records/1.jsonl',
    ]);
    expect(words(`blobs/${sha256Of('<p>a sentence of mine</p>')}.html`)).toBe('<p>a sentence of mine</p>');
    expect(JSON.parse(words('records/1.jsonl').trim())).toMatchObject({ id: 'tag' });
    const account = JSON.parse(words('account.json'));
    expect(account.member.phoneNumber).toBe(member.phone);
    expect(account.consents).toHaveLength(1);
    expect(account.devices).toHaveLength(1);
    expect(account.devices[0]).toHaveProperty('userAgent');
    expect(account.devices[0].provedAt).toEqual(expect.any(String));
    expect(account.audit[0].addressHash).toEqual(expect.any(String));
    expect(account.recoveryCodes).toEqual([{ usedAt: null }]);
    expect(account.audit.map(({ event }: { event: string }) => event)).toEqual(['register', 'export']);
    const everything = Object.keys(files).map(words).join('\n');
    for (const secret of [
      'argon2',
      'hash of a recovery code',
      member.token,
      'somebody else',
      stranger.member.phone,
    ])
      expect(everything).not.toContain(secret);
  });

  it('takes along all that is whole where a text is damaged at the service, and is told which is not', async () => {
    const { member, id } = await withContent('a sentence that stays');
    await member.putBlob('<p>a sentence that is lost</p>');
    const lost = sha256Of('<p>a sentence that is lost</p>');
    const upload = await service.context.blobs.beginUpload();
    await upload.write(new TextEncoder().encode('no gzip any more'));
    await service.context.blobs.keep({ memberId: id, sha256: lost }, upload);
    await member.putBlob('<p>a sentence without a file</p>');
    const gone = sha256Of('<p>a sentence without a file</p>');
    await service.context.blobs.remove({ memberId: id, sha256: gone });
    const response = await member.fetch({ method: 'POST', path: '/account/export', json: {} });
    const files = await unzip(new Uint8Array(await response.arrayBuffer()));
    expect(Object.keys(files).sort()).toEqual([
      'README.txt',
      'account.json',
      `blobs/${sha256Of('<p>a sentence that stays</p>')}.html`,
      'damaged.txt',
      'records/1.jsonl',
    ]);
    const named = new TextDecoder().decode(files['damaged.txt']).trim().split('\n');
    expect(named.sort()).toEqual([lost, gone].sort());
  });

  it('is given five archives a day', async () => {
    const { member } = await withContent('asked for often');
    const ask = () => member.fetch({ method: 'POST', path: '/account/export', json: {} });
    for (let times = 0; times < 5; times += 1) await (await ask()).arrayBuffer();
    const sixth = await ask();
    expect([sixth.status, (await sixth.json()).error.code]).toEqual([429, 'rate-limited']);
  });

  it('is told that signing out is done, also where other instances can not be told', async () => {
    const { member } = await withContent('signed out');
    const signal = vi.spyOn(service.context.signals, 'endSessions').mockRejectedValueOnce(new Error('cut'));
    expect((await member.do('/account/sign-out')).status).toBe(204);
    expect(signal).toHaveBeenCalledOnce();
    expect((await member.session()).error?.code).toBe('unauthorized');
  });

  it('is gone from every table and from the folder once the grace is over, and nobody else is', async () => {
    const { member, id } = await withContent('about to go');
    const other = await withContent('here to stay');
    const asked = { method: 'POST', path: '/account/deletion', json: {} };
    const { deleteAt } = got(await member.call(deletionResponseSchema, asked));
    expect(await deleteMembers(service.context, deleteAt - 1)).toBe(0);
    got(await member.session());
    expect(await deleteMembers(service.context, deleteAt)).toBe(1);

    expect((await member.session()).error?.code).toBe('unauthorized');
    expect((await member.signIn(member.phone)).error?.code).toBe('wrong-account-or-password');
    for (const [table, column] of Object.entries(COLUMNS)) {
      const { rows } = await sql<{ count: string }>`
        select count(*) as count from ${sql.table(table)} where ${sql.ref(column)} = ${id}
      `.execute(service.context.db);
      expect([table, Number(rows[0]?.count)]).toEqual([table, 0]);
    }
    const folders = await readdir(join(service.config.dataFolder, 'blobs', 'members'));
    expect(folders).toEqual(expect.arrayContaining([other.id]));
    expect(folders).not.toContain(id);
    expect(got(await other.member.pull()).records).toHaveLength(1);
    // The number is free again, for a new account with nothing in it.
    expect(got(await (await again(member.phone)).pull()).records).toEqual([]);
  });

  it('leaves no picture behind that was on its way', async () => {
    const { member, id } = await withContent('about to go with a picture');
    const asked = { method: 'POST', path: '/account/deletion', json: {} };
    const { deleteAt } = got(await member.call(deletionResponseSchema, asked));
    await deleteMembers(service.context, deleteAt);
    await expect(storeAvatar(service.context, id, Buffer.from('a picture'))).rejects.toThrow();
    expect(await readdir(join(service.config.dataFolder, 'blobs', 'members'))).not.toContain(id);
    expect(await readdir(join(service.config.dataFolder, 'blobs', 'uploads'))).toEqual([]);
  });

  const again = async (phone: string) => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + DAY_MS });
    return newMember(service.address, phone);
  };

  it('is deleted once, whichever of two instances comes first', async () => {
    const leaving = await Promise.all([1, 2, 3].map((number) => withContent(`leaving ${number}`)));
    for (const { member } of leaving) await member.do('/account/deletion');
    const second = database.isPostgres ? await startService({ ...service.config, port: 0 }) : null;
    const contexts = [service.context, second?.context ?? service.context];
    const counts = await Promise.all(
      contexts.map((context) => deleteMembers(context, Date.now() + 8 * DAY_MS)),
    );
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(3);
    for (const { member } of leaving) expect((await member.session()).error?.code).toBe('unauthorized');
    await second?.stop();
  });

  it('leaves to one instance what runs by the clock, once a period', async () => {
    const job = { name: 'a job', everyMs: 60_000 };
    const { db } = service.context;
    const now = Date.now();
    const claims = await Promise.all(Array.from({ length: 5 }, () => claimRun(db, job, now)));
    expect(claims.filter(Boolean)).toHaveLength(1);
    expect(await claimRun(db, job, now + 30_000)).toBe(false);
    expect(await claimRun(db, job, now + 60_000)).toBe(true);
    expect(await claimRun(db, { ...job, name: 'another' }, now)).toBe(true);
  });

  it('runs again what a clock that ran ahead has run', async () => {
    const job = { name: 'a job by a wrong clock', everyMs: 60_000 };
    const { db } = service.context;
    const now = Date.now();
    expect(await claimRun(db, job, now + 365 * DAY_MS)).toBe(true);
    expect(await claimRun(db, job, now)).toBe(true);
    expect(await claimRun(db, job, now + 30_000)).toBe(false);
  });

  it('goes though another who leaves can not be deleted now, and that one the next time', async () => {
    const leaving = await Promise.all([1, 2, 3].map((number) => withContent(`one of three, ${number}`)));
    for (const { member } of leaving) await member.do('/account/deletion');
    const { blobs, db } = service.context;
    const remove = blobs.removeMember.bind(blobs);
    const disk = vi.spyOn(blobs, 'removeMember').mockImplementation((id) => {
      if (id === leaving[0]?.id) return Promise.reject(new Error('the disk does not let go of it'));
      return remove(id);
    });
    const later = Date.now() + 8 * DAY_MS;
    await expect(deleteMembers(service.context, later)).rejects.toThrow('does not let go');
    disk.mockRestore();
    const left = async () => (await db.selectFrom('member').select('id').execute()).map(({ id }) => id);
    const ids = leaving.map(({ id }) => id);
    expect((await left()).filter((id) => ids.includes(id))).toEqual([ids[0]]);
    expect(await deleteMembers(service.context, later)).toBe(1);
  });

  it('is not there for a stranger who only has the address', async () => {
    expect((await new Client(service.address).do('/account/export')).error?.code).toBe('unauthorized');
  });
});

/** Every table that names a member, and by which column. */
const COLUMNS = {
  member: 'id',
  identity: 'userId',
  session: 'userId',
  consent: 'memberId',
  audit: 'memberId',
  memberFeed: 'memberId',
  record: 'memberId',
  blob: 'memberId',
  secondFactor: 'memberId',
  recoveryCode: 'memberId',
  signInStep: 'memberId',
};
