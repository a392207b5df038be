import { once } from 'node:events';
import { readdir, readlink } from 'node:fs/promises';
import { request as ask } from 'node:http';
import { text } from 'node:stream/consumers';
import { deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { avatarResponseSchema, type Profile, profileResponseSchema } from '../../protocol/profile.ts';
import { errorOf, got, type MemberClient, newMember } from './client.ts';
import { DATABASES, startOn, type TestService } from './databases.ts';
import { bombPng, pngChunk } from './images.ts';

describe.each(DATABASES)('what a member tells of themselves on $name', (database) => {
  let service: TestService;
  let member: MemberClient;
  let photo: Buffer<ArrayBuffer>;

  beforeAll(async () => {
    service = await startOn(database);
    member = await newMember(service.address);
    // Red above, blue below, turned by its metadata so that red stands at the right; and with a place in it.
    photo = Buffer.from(
      await sharp({ create: { width: 400, height: 300, channels: 3, background: '#00f' } })
        .composite([{ input: await filled('#f00', 400, 150), left: 0, top: 0 }])
        .withExif({ IFD3: { GPSLatitude: '31/1 13/1 49/1', GPSLatitudeRef: 'N' } })
        .withMetadata({ orientation: 6 })
        .jpeg()
        .toBuffer(),
    );
  });
  afterAll(() => service.remove());

  const put = (body: Uint8Array, query = '', client = member) =>
    client.fetch({
      method: 'PUT',
      path: `/account/avatar${query}`,
      body: new Uint8Array(body),
      headers: { 'Content-Type': 'image/jpeg' },
    });
  const profile = async () => got(await member.call(profileResponseSchema, { path: '/account/profile' }));
  const load = (name: string | null, client = member) => client.fetch({ path: `/account/avatar/${name}` });

  it('is kept as it was written, and bounded', async () => {
    const told: Profile = {
      name: '沈若溪',
      organisation: '某银行远程银行中心',
      jobTitle: '培训主管',
      channels: ['观察', '客户服务'],
    };
    expect((await member.do('/account/profile', told)).error).toBeNull();
    expect(await profile()).toEqual({ ...told, avatar: null });
    expect(got(await member.session()).member.name).toBe('沈若溪');
    const wrong = [
      { name: '' },
      { name: 'x'.repeat(41) },
      { name: 'two\nlines' },
      { channels: Array(31).fill('x') },
    ];
    for (const change of wrong) {
      const { error } = await member.do('/account/profile', { ...told, ...change });
      expect(error?.code).toBe('bad-request');
    }
    expect(await profile()).toEqual({ ...told, avatar: null });
  });

  it('shows a picture upright, cut, as WebP, without what its file said of the place', async () => {
    expect((await sharp(photo).metadata()).exif?.toString('latin1')).toContain('N');
    const response = await put(photo, '?x=150&y=0&size=150');
    expect(response.status).toBe(201);
    const { avatar } = avatarResponseSchema.parse(await response.json());
    expect((await profile()).avatar).toBe(avatar);
    const picture = await load(avatar);
    expect(picture.headers.get('content-type')).toBe('image/webp');
    expect(picture.headers.get('cache-control')).toContain('immutable');
    expect(picture.headers.get('x-content-type-options')).toBe('nosniff');
    const bytes = Buffer.from(await picture.arrayBuffer());
    const { width, height, format, exif, icc, xmp } = await sharp(bytes).metadata();
    expect([width, height, format, exif, icc, xmp]).toEqual([
      512,
      512,
      'webp',
      undefined,
      undefined,
      undefined,
    ]);
    const { dominant } = await sharp(bytes).stats();
    expect(dominant.r).toBeGreaterThan(200);
    expect(dominant.b).toBeLessThan(60);
  });

  it('is replaced by the next picture, and stays where that is refused', async () => {
    const before = (await profile()).avatar;
    expect(await errorOf(await put(Buffer.from('not a picture')))).toBe('image-not-accepted');
    expect((await load(before)).status).toBe(200);
    const next = avatarResponseSchema.parse(await (await put(await png())).json()).avatar;
    expect((await load(before)).status).toBe(404);
    expect((await load(next)).status).toBe(200);
    const stranger = await newMember(service.address);
    expect((await load(next, stranger)).status).toBe(404);
    expect((await member.do('/account/avatar/remove')).status).toBe(204);
    expect((await load(next)).status).toBe(404);
    expect((await profile()).avatar).toBeNull();
  });

  const png = () =>
    sharp({ create: { width: 64, height: 64, channels: 4, background: '#0f08' } })
      .png()
      .toBuffer();
  const wrong: [string, () => Promise<Buffer> | Buffer, string][] = [
    [
      'a GIF',
      async () =>
        sharp(await png())
          .gif()
          .toBuffer(),
      'image-not-accepted',
    ],
    [
      'a WebP',
      async () =>
        sharp(await png())
          .webp()
          .toBuffer(),
      'image-not-accepted',
    ],
    ['an SVG', () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'image-not-accepted'],
    [
      'a JPEG with an archive behind it',
      () => Buffer.concat([photo, Buffer.from('PK\u0003\u0004')]),
      'image-not-accepted',
    ],
    [
      'a PNG with a page behind it',
      async () => Buffer.concat([await png(), Buffer.from('<script>')]),
      'image-not-accepted',
    ],
    [
      'a page with a JPEG behind it',
      () => Buffer.concat([Buffer.from('<html>'), photo]),
      'image-not-accepted',
    ],
    ['a JPEG that was cut', () => photo.subarray(0, photo.length - 40), 'image-not-accepted'],
    ['a PNG that was cut', async () => (await png()).subarray(0, -20), 'image-not-accepted'],
    ['the first bytes of a JPEG alone', () => Buffer.from([0xff, 0xd8]), 'image-not-accepted'],
    ['a picture of 256 million pixels in few bytes', () => bombPng(16_000, 16_000), 'image-too-many-pixels'],
    ['a PNG whose pixels are missing', () => emptyPng(), 'image-broken'],
  ];
  it.each(wrong)('refuses %s', async (_, make, reason) => {
    expect(await errorOf(await put(await make()))).toBe(reason);
  });

  it('refuses a crop beyond the edge, and one that is no number', async () => {
    expect(await errorOf(await put(photo, '?x=200&y=300&size=300'))).toBe('image-broken');
    expect(await errorOf(await put(photo, '?x=-1&y=0&size=3'))).toBe('bad-request');
  });

  it('leaves no file open where only its head is asked for', async () => {
    const { avatar } = avatarResponseSchema.parse(await (await put(await png())).json());
    const path = `/account/avatar/${avatar}`;
    for (let time = 0; time < 5; time += 1) {
      const { status, headers } = await member.fetch({ method: 'HEAD', path });
      expect([status, headers.get('content-type')]).toEqual([200, 'image/webp']);
    }
    await vi.waitFor(async () => expect(await openFilesIn(service.config.dataFolder, 'avatar-')).toEqual([]));
  });

  it('is unpacked one at a time of a member, however many come at once', async () => {
    const owner = await newMember(service.address);
    const picture = await png();
    const answers = await Promise.all(Array.from({ length: 30 }, () => put(picture, '', owner)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
    expect(await errorOf(await put(picture, '', owner))).toBe('rate-limited');
    expect((await put(picture)).status).toBe(201);
  });

  it('is not set by a session that ended while the picture came', async () => {
    const owner = await newMember(service.address);
    const picture = await png();
    const request = ask(`${service.address}/account/avatar`, {
      method: 'PUT',
      headers: { Authorization: `Bearer ${owner.token}`, 'Content-Type': 'image/png' },
    });
    request.write(picture.subarray(0, 20));
    await new Promise((resolve) => setTimeout(resolve, 200)); // until it has been let in
    await owner.signOut();
    const [response] = await once(request.end(picture.subarray(20)), 'response');
    expect(await text(response)).toContain('unauthorized');
  });

  it('cuts a body off at 5 MB', async () => {
    const response = await put(Buffer.alloc(5 * 1024 * 1024 + 1));
    expect([response.status, await errorOf(response)]).toEqual([413, 'too-large']);
  });
});

/** What this process holds open there. */
async function openFilesIn(folder: string, name: string): Promise<string[]> {
  const numbers = await readdir('/proc/self/fd');
  const paths = await Promise.all(
    numbers.map((number) => readlink(`/proc/self/fd/${number}`).catch(() => '')),
  );
  return paths.filter((path) => path.startsWith(folder) && path.includes(name));
}

async function filled(background: string, width: number, height: number): Promise<Buffer> {
  return sharp({ create: { width, height, channels: 3, background } })
    .png()
    .toBuffer();
}

/** Right in its form, and with nothing in it. */
function emptyPng(): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(64, 0);
  header.writeUInt32BE(64, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const signature = Buffer.from('89504e470d0a1a0a', 'hex');
  return Buffer.concat([
    signature,
    pngChunk('IHDR', header),
    pngChunk('IDAT', deflateSync(Buffer.alloc(3))),
    pngChunk('IEND', Buffer.alloc(0)),
  ]);
}
