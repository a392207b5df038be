import { createHash } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { StoredBlob } from '../blobs/blob-store.ts';
import type { ServiceContext } from '../context.ts';
import { readAvatar } from './avatars.ts';
import { findById } from './members.ts';
import type { ArchiveEntry } from './zip-stream.ts';

const unpack = promisify(gunzip);
/** Records read at once: about 64 MB at most. */
const PAGE = 500;

/**
 * Everything the service holds of a member, in open formats: what it knows of them, the records as they travel, texts and images unpacked. Left out
 * is what would let whoever finds the archive sign in: hashes of passwords, tokens and recovery codes, the authenticator's secret; and what is gone in two days.
 */
export async function* exportEntries(
  context: ServiceContext,
  memberId: string,
): AsyncGenerator<ArchiveEntry> {
  yield text('README.txt', README);
  yield text('account.json', JSON.stringify(await describeAccount(context, memberId), null, 2));
  yield* records(context, memberId);
  yield* blobs(context, memberId);
  yield* avatar(context, memberId);
}

async function* avatar(context: ServiceContext, memberId: string): AsyncGenerator<ArchiveEntry> {
  const { avatar: name } = await findById(context.db, memberId);
  const picture = name === null ? null : await readAvatar(context, memberId, name);
  if (picture) yield { name: 'avatar.webp', bytes: await buffer(picture) };
}

async function describeAccount({ db }: ServiceContext, memberId: string): Promise<object> {
  const { passwordHash, ...member } = await findById(db, memberId);
  const of = { memberId };
  return {
    exportedAt: new Date(),
    member: {
      ...member,
      email: member.emailVerified ? member.email : null,
      channels: member.channels === null ? [] : JSON.parse(member.channels),
      hasPassword: passwordHash !== null,
    },
    waysToSignIn: await db
      .selectFrom('identity')
      .select(['providerId', 'accountId', 'formerAccountId', 'createdAt', 'updatedAt'])
      .where('userId', '=', memberId)
      .execute(),
    passkeys: await db
      .selectFrom('passkey')
      .select(['id', 'name', 'transports', 'isSynced', 'createdAt', 'usedAt'])
      .where('memberId', '=', memberId)
      .execute(),
    secondFactor: await db
      .selectFrom('secondFactor')
      .select('confirmedAt')
      .where('memberId', '=', of.memberId)
      .execute(),
    recoveryCodes: await db
      .selectFrom('recoveryCode')
      .select('usedAt')
      .where('memberId', '=', memberId)
      .execute(),
    devices: await db
      .selectFrom('session')
      .select([
        'id',
        'deviceName',
        'userAgent',
        'timeZone',
        'createdAt',
        'updatedAt',
        'syncedAt',
        'provedAt',
        'expiresAt',
      ])
      .where('userId', '=', memberId)
      .execute(),
    consents: await db
      .selectFrom('consent')
      .select(['policyVersion', 'at'])
      .where('memberId', '=', memberId)
      .execute(),
    audit: await db
      .selectFrom('audit')
      .select(['at', 'event', 'sessionId', 'addressHash'])
      .where('memberId', '=', memberId)
      .orderBy('at')
      .execute(),
    feed: await db
      .selectFrom('memberFeed')
      .select(['revision', 'recordBytes', 'recordCount'])
      .where('memberId', '=', memberId)
      .execute(),
  };
}

/** One JSON a line, in the order in which they were last written. */
async function* records({ db }: ServiceContext, memberId: string): AsyncGenerator<ArchiveEntry> {
  for (let after = 0, page = 1; ; page += 1) {
    const rows = await db
      .selectFrom('record')
      .select(['revision', 'body'])
      .where('memberId', '=', memberId)
      .where('revision', '>', after)
      .orderBy('revision')
      .limit(PAGE)
      .execute();
    if (rows.length === 0) return;
    yield text(`records/${page}.jsonl`, rows.map(({ body }) => `${body}\n`).join(''));
    after = rows.at(-1)?.revision ?? after;
  }
}

async function* blobs({ db, blobs: store }: ServiceContext, memberId: string): AsyncGenerator<ArchiveEntry> {
  const rows = await db
    .selectFrom('blob')
    .select(['sha256', 'contentType'])
    .where('memberId', '=', memberId)
    .execute();
  const damaged: string[] = [];
  for (const { sha256, contentType } of rows) {
    const packed = await store.read({ memberId, sha256 });
    const bytes = packed && (await unpackAs(sha256, packed.body));
    if (bytes) yield { name: `blobs/${sha256}${extensionOf(contentType)}`, bytes };
    else damaged.push(sha256);
  }
  if (damaged.length > 0) yield text('damaged.txt', damaged.map((sha256) => `${sha256}\n`).join(''));
}

/** Null for what is damaged: one file must not keep a member from all the others. */
async function unpackAs(sha256: string, packed: StoredBlob['body']): Promise<Buffer | null> {
  const bytes = await buffer(packed)
    .then((whole) => unpack(whole))
    .catch(() => null);
  return bytes && createHash('sha256').update(bytes).digest('hex') === sha256 ? bytes : null;
}

const EXTENSIONS: Record<string, string> = {
  'text/html': '.html',
  'text/plain': '.txt',
  'application/json': '.json',
  'image/jpeg': '.jpg',
  'image/png': '.png',
  'image/webp': '.webp',
  'image/gif': '.gif',
  'image/avif': '.avif',
  'image/svg+xml': '.svg',
};

function extensionOf(contentType: string): string {
  return EXTENSIONS[contentType.split(';')[0]?.trim().toLowerCase() ?? ''] ?? '.bin';
}

function text(name: string, words: string): ArchiveEntry {
  return { name, bytes: new TextEncoder().encode(words) };
}

const README = `观察伴读：服务上存着的、与您有关的全部内容。
account.json  账号资料、登录方式、设备、同意过的隐私政策、操作记录
records/      文章、标注、笔记、标签等记录，每行一条 JSON
blobs/        正文与图片，文件名是内容的 SHA-256，记录里用它指向
damaged.txt   有它时，列着服务上已经坏了或丢了、放不进来的正文与图片；存下它们的设备里还有
密码、令牌、验证器的密钥和恢复码不在里面：服务只存了它们的散列或密文，放进来只会帮捡到它的人登录。
通行密钥用来核对的公钥和使用次数也不在里面。
操作记录里的网络地址只有散列：服务存着的就是它。次数限制的计数和发出的验证码也只存散列，两天之内删去，不在里面。

Observation Companion: everything the service holds about you.
account.json  your details, ways to sign in, devices, consents, what was done and when
records/      articles, marks, notes, tags and so on, one JSON a line
blobs/        texts and images, named by the SHA-256 of their content, as the records name them
damaged.txt   where it is there: texts and images whose copy at the service is damaged or lost and left out; the devices that saved them have them
Left out: the password, tokens, the authenticator's secret and the recovery codes. The service has hashes or sealed text of them, which would only help
whoever finds this archive to sign in. So are the public keys and counts of uses by which passkeys are checked. Of network addresses it has hashes alone, as they stand here. What is counted for limits, and the codes that were
sent, are hashes too, gone within two days, and not here.
`;
