import { once } from 'node:events';
import { mkdir, readdir, rename, rmdir, symlink } from 'node:fs/promises';
import { request as ask } from 'node:http';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Client, errorOf, got, type MemberClient, newMember, sha256Of } from './client.ts';
import { DATABASES, startOn, type TestService } from './databases.ts';

const PAGE = '<p>A page that was kept, 离线可读。</p>';

describe.each(DATABASES)('blobs on $name', (database) => {
  let service: TestService;
  let member: MemberClient;

  beforeAll(async () => {
    service = await startOn(database, { config: { blobQuotaBytes: 100_000 } });
    member = await newMember(service.address);
  });
  afterAll(() => service.remove());

  it('come back as they were, with their type', async () => {
    const hash = sha256Of(PAGE);
    expect((await member.getBlob(hash, 'HEAD')).status).toBe(404);
    expect((await member.putBlob(PAGE, { type: 'text/html; charset=utf-8' })).status).toBe(201);
    expect((await member.getBlob(hash, 'HEAD')).status).toBe(200);
    const response = await member.getBlob(hash);
    expect(response.headers.get('content-disposition')).toBe('attachment');
    expect(await response.text()).toBe(PAGE);
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('may be sent again', async () => {
    await member.putBlob('again');
    expect((await member.putBlob('again')).status).toBe(200);
  });

  it('are asked for again, and taken, when the store has lost their file', async () => {
    await member.putBlob('lost');
    const { id } = got(await member.session()).member;
    await service.context.blobs.remove({ memberId: id, sha256: sha256Of('lost') });
    for (const method of ['HEAD', 'GET'] as const) {
      expect((await member.getBlob(sha256Of('lost'), method)).status).toBe(404);
    }
    await member.putBlob('lost');
    expect(await (await member.getBlob(sha256Of('lost'))).text()).toBe('lost');
  });

  it('are not taken from a session that ended while they came', async () => {
    const device = await newMember(service.address);
    const packed = gzipSync('on its way');
    const request = ask(`${service.address}/blobs/${sha256Of('on its way')}`, {
      method: 'PUT',
      headers: {
        Authorization: `Bearer ${device.token}`,
        'Content-Type': 'text/html',
        'Content-Encoding': 'gzip',
      },
    });
    request.write(packed.subarray(0, 10));
    await new Promise((resolve) => setTimeout(resolve, 200)); // until it has been let in
    await device.signOut();
    const [response] = await once(request.end(packed.subarray(10)), 'response');
    expect(await text(response)).toContain('unauthorized');
    const again = new Client(service.address, got(await device.signIn(device.phone)).token);
    expect((await again.getBlob(sha256Of('on its way'), 'HEAD')).status).toBe(404);
  });

  /** Puts something else into the place of what is kept, as a failing disk does. */
  const damage = async (content: string, kept: Uint8Array) => {
    const upload = await service.context.blobs.beginUpload();
    await upload.write(kept);
    const { id } = got(await member.session()).member;
    await service.context.blobs.keep({ memberId: id, sha256: sha256Of(content) }, upload);
  };

  it.each([
    ['of another text', (packed: Buffer) => gzipSync(`${packed.byteLength} other bytes`)],
    ['cut short', (packed: Buffer) => packed.subarray(0, -12)],
    ['with a bit lost', (packed: Buffer) => packed.map((byte, at) => (at === 40 ? byte ^ 1 : byte))],
    ['empty', () => Buffer.alloc(0)],
  ])('count as not kept where their file is damaged, %s, and are taken anew', async (name, ruin) => {
    const content = `一段存下的正文，${name}：`.repeat(40);
    const sha256 = sha256Of(content);
    const spoil = () => damage(content, ruin(gzipSync(content)));
    await member.putBlob(content);
    await spoil();
    expect((await member.getBlob(sha256)).status).toBe(404);
    // From now on no device takes it for kept, and none removes its own for it.
    expect(got(await member.blobSizes([sha256])).sizes).toEqual({});
    expect((await member.putBlob(content)).status).toBe(201);
    expect(await (await member.getBlob(sha256)).text()).toBe(content);
    await spoil();
    expect((await member.getBlob(sha256, 'HEAD')).status).toBe(404);
    await member.putBlob(content);
    await spoil();
    await member.putBlob(content);
    expect(await (await member.getBlob(sha256)).text()).toBe(content);
  });

  it('stay kept where their file can not be read just now', async () => {
    await member.putBlob('unreadable for a while');
    const sha256 = sha256Of('unreadable for a while');
    const { id } = got(await member.session()).member;
    const path = join(service.config.dataFolder, 'blobs', 'members', id, sha256.slice(0, 2), `${sha256}.gz`);
    // A folder in its place: it opens, and can't be read.
    await rename(path, `${path}.aside`);
    await mkdir(path);
    expect((await member.getBlob(sha256)).status).toBe(500);
    await rmdir(path);
    await rename(`${path}.aside`, path);
    expect(await (await member.getBlob(sha256)).text()).toBe('unreadable for a while');
  });

  it('are told of with their sizes where the file of one can not be looked at just now', async () => {
    const contents = ['beside it', 'not to be looked at'];
    for (const content of contents) await member.putBlob(content);
    const [beside = '', sha256 = ''] = contents.map(sha256Of);
    const { id } = got(await member.session()).member;
    const path = join(service.config.dataFolder, 'blobs', 'members', id, sha256.slice(0, 2), `${sha256}.gz`);
    // A link to itself in its place: neither there nor gone.
    await rename(path, `${path}.aside`);
    await symlink(path, path);
    const { sizes } = got(await member.blobSizes([beside, sha256]));
    expect(Object.keys(sizes).toSorted()).toEqual([beside, sha256].toSorted());
    await rename(`${path}.aside`, path);
    expect(await (await member.getBlob(sha256)).text()).toBe('not to be looked at');
  });

  it('come back whole where another device packed the same bytes otherwise', async () => {
    const content = '同一段文字，'.repeat(400);
    const sha256 = sha256Of(content);
    const packedBy = (level: number) => new Uint8Array(gzipSync(content, { level }));
    const put = (level: number) =>
      member.fetch({
        method: 'PUT',
        path: `/blobs/${sha256}`,
        body: packedBy(level),
        headers: { 'Content-Type': 'text/html', 'Content-Encoding': 'gzip' },
      });
    const isAsPackedBy = async (level: number) => {
      expect(await (await member.getBlob(sha256)).text()).toBe(content);
      expect(got(await member.blobSizes([sha256])).sizes).toEqual({ [sha256]: packedBy(level).byteLength });
    };
    expect((await put(9)).status).toBe(201);
    expect((await put(0)).status).toBe(200);
    await isAsPackedBy(9);
    const key = { memberId: got(await member.session()).member.id, sha256 };
    await service.context.blobs.remove(key);
    await put(0);
    await isAsPackedBy(0);
    // A backup of the database may know another one than the folder has.
    const upload = await service.context.blobs.beginUpload();
    await upload.write(packedBy(9));
    await service.context.blobs.keep(key, upload);
    expect(await (await member.getBlob(sha256)).text()).toBe(content);
  });

  it('may be sent by several devices at once', async () => {
    const answers = await Promise.all(Array.from({ length: 5 }, () => member.putBlob('at once')));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200, 200, 201]);
    expect(await (await member.getBlob(sha256Of('at once'))).text()).toBe('at once');
  });

  it("are not there for another member, not even one's hash", async () => {
    await member.putBlob('private');
    const other = await newMember(service.address);
    for (const method of ['GET', 'HEAD'] as const) {
      expect((await other.getBlob(sha256Of('private'), method)).status).toBe(404);
    }
    expect((await other.putBlob('private')).status).toBe(201);
  });

  it('are refused when their hash is another, and leave nothing behind', async () => {
    const sha256 = sha256Of('something else');
    expect(await errorOf(await member.putBlob('this', { sha256 }))).toBe('hash-mismatch');
    expect((await member.getBlob(sha256, 'HEAD')).status).toBe(404);
    expect(await readdir(join(service.config.dataFolder, 'blobs', 'uploads'))).toEqual([]);
  });

  it('are refused when they are not gzip, or end too early', async () => {
    const put = (body: Uint8Array<ArrayBuffer>, encoding: string) =>
      member.fetch({
        method: 'PUT',
        path: `/blobs/${sha256Of(PAGE)}`,
        body,
        headers: { 'Content-Type': 'text/html', ...(encoding && { 'Content-Encoding': encoding }) },
      });
    const packed = new Uint8Array(gzipSync(PAGE));
    expect(await errorOf(await put(new TextEncoder().encode(PAGE), 'gzip'))).toBe('bad-request');
    expect(await errorOf(await put(packed.slice(0, -9), 'gzip'))).toBe('bad-request');
    expect(await errorOf(await put(packed, ''))).toBe('bad-request');
    expect(await errorOf(await put(packed, 'br'))).toBe('bad-request');
  });

  it('are refused when a large one is broken in the middle', async () => {
    const body = new Uint8Array(gzipSync(noise(3_000_000), { level: 1 }));
    body.fill(0xff, 1_000_000, 1_001_000);
    const headers = { 'Content-Type': 'image/png', 'Content-Encoding': 'gzip' };
    const response = await member.fetch({ method: 'PUT', path: `/blobs/${sha256Of(PAGE)}`, body, headers });
    expect([response.status, await errorOf(response)]).toEqual([400, 'bad-request']);
  });

  it('are refused when they unpack to more than 64 MiB', async () => {
    const bomb = new Uint8Array(65 * 1024 * 1024);
    const response = await member.putBlob(bomb);
    expect([response.status, await errorOf(response)]).toEqual([413, 'too-large']);
  });

  it('are refused beyond 20 MiB as sent', async () => {
    const body = new Uint8Array(gzipSync(noise(21 * 1024 * 1024), { level: 0 }));
    const headers = { 'Content-Type': 'image/png', 'Content-Encoding': 'gzip' };
    const response = await member
      .fetch({ method: 'PUT', path: `/blobs/${sha256Of(PAGE)}`, body, headers })
      .then(errorOf, () => 'connection cut');
    expect(['too-large', 'connection cut']).toContain(response);
  });

  it("are refused beyond the member's quota, and others may still send", async () => {
    const greedy = await newMember(service.address);
    const send = (seed: number) => greedy.putBlob(noise(30_000, seed), { type: 'image/png' });
    const answers = await Promise.all([send(1), send(2), send(3), send(4)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 201, 201, 507]);
    const refused = answers.find(({ status }) => status === 507);
    expect(refused && (await errorOf(refused))).toBe('quota-exceeded');
    expect((await (await newMember(service.address)).putBlob('small')).status).toBe(201);
  });

  it('tell their sizes as they are sent, and nothing of those that are not there', async () => {
    const hashes = ['measured', 'measured too', 'never sent'].map(sha256Of);
    await member.putBlob('measured');
    await member.putBlob('measured too');
    const { sizes } = got(await member.blobSizes(hashes));
    expect(sizes).toEqual({
      [sha256Of('measured')]: gzipSync('measured').byteLength,
      [sha256Of('measured too')]: gzipSync('measured too').byteLength,
    });
    const other = await newMember(service.address);
    expect(got(await other.blobSizes(hashes)).sizes).toEqual({});
    const { id } = got(await member.session()).member;
    await service.context.blobs.remove({ memberId: id, sha256: sha256Of('measured') });
    expect(Object.keys(got(await member.blobSizes(hashes)).sizes)).toEqual([sha256Of('measured too')]);
  });

  it('are asked for by the thousand, and by no more', async () => {
    const hashes = Array.from({ length: 1001 }, (_, index) => sha256Of(String(index)));
    expect(got(await member.blobSizes(hashes.slice(0, 1000))).sizes).toEqual({});
    expect((await member.blobSizes(hashes)).error?.code).toBe('bad-request');
    expect((await member.blobSizes(['../../etc/passwd'])).error?.code).toBe('bad-request');
    expect(got(await member.blobSizes([])).sizes).toEqual({});
  });

  it('need a type that is one', async () => {
    const response = await member.putBlob('x', { type: 'nonsense' });
    expect(await errorOf(response)).toBe('bad-request');
  });
});

/** Bytes that don't compress, the same for the same seed. */
function noise(length: number, seed = 1): Uint8Array {
  const bytes = new Uint8Array(length);
  let state = seed;
  for (let index = 0; index < length; index += 1) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    bytes[index] = state >>> 24;
  }
  return bytes;
}
