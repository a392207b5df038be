import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { signedInSchema } from '../../protocol/account.ts';
import { recoveryCodesResponseSchema, secondFactorResponseSchema } from '../../protocol/account-security.ts';
import {
  passkeyChallengeSchema,
  passkeyOptionsSchema,
  passkeyProofChallengeSchema,
} from '../../protocol/passkeys.ts';
import { thirdPartiesResponseSchema } from '../../protocol/third-party.ts';
import { passkeyDomain } from '../../service/account/passkey-domain.ts';
import { authenticatorCode } from '../authenticator-code.ts';
import { unzip } from '../unzip.ts';
import { Client, got, type MemberClient, newMember } from './client.ts';
import { DATABASES, startOn, type TestService } from './databases.ts';
import { type Conduct, SoftwareAuthenticator } from './software-authenticator.ts';
import { MINUTE_MS, passTime } from './time.ts';

describe.each(DATABASES)('passkeys on $name', (database) => {
  let service: TestService;
  let member: MemberClient & { phone: string };
  let key: SoftwareAuthenticator;

  beforeAll(async () => {
    service = await startOn(database);
  });
  afterAll(() => service.remove());
  beforeEach(async () => {
    member = await newMember(service.address);
    key = new SoftwareAuthenticator();
  });
  afterEach(() => vi.useRealTimers());

  const begin = async (client: Client) =>
    got(await client.call(passkeyOptionsSchema, { method: 'POST', path: '/account/passkeys/begin' }));
  const add = async (client = member, authenticator = key, conduct: Conduct = {}) => {
    const credential = authenticator.create(await begin(client), conduct);
    return codeOf(await client.do('/account/passkeys', { name: '书房的', credential }));
  };
  const challenge = async () => {
    const asking = { method: 'POST', path: '/account/passkey/begin' };
    return got(await new Client(service.address).call(passkeyChallengeSchema, asking)).challenge;
  };
  const send = (credential: unknown, client = new Client(service.address)) =>
    client.call(signedInSchema, {
      method: 'POST',
      path: '/account/sign-in/passkey',
      json: { credential, deviceName: 'by a key' },
    });
  const signIn = async (authenticator = key, conduct: Conduct = {}) =>
    send(authenticator.sign(await challenge(), conduct));
  const codeOf = (answer: { error: { code: string } | null }) => answer.error?.code ?? 'done';
  const passkeys = async (client: Client = member) => got(await client.security()).passkeys ?? [];

  const beginProof = (client: Client = member) =>
    client.call(passkeyProofChallengeSchema, { method: 'POST', path: '/account/proof/passkey' });
  const proofChallenge = async (client: Client = member) => got(await beginProof(client)).challenge;
  const sendProof = async (credential: unknown, client: Client = member) =>
    codeOf(await client.do('/account/proof', { credential }));
  const prove = async (conduct: Conduct = {}, authenticator = key) =>
    sendProof(authenticator.sign(await proofChallenge(), conduct));
  /** Something that asks for a proof. */
  const actOf = async (client: Client) => codeOf(await client.do('/account/recovery-codes'));
  const turnSecondFactorOn = async () => {
    const asking = { method: 'POST', path: '/account/second-factor' };
    const { secret } = got(await member.call(secondFactorResponseSchema, asking));
    const json = { code: authenticatorCode(secret) };
    got(await member.call(recoveryCodesResponseSchema, { ...asking, path: `${asking.path}/confirm`, json }));
  };

  it('are added, listed, named, sign in, and are removed', async () => {
    expect(await add()).toBe('done');
    const [kept] = await passkeys();
    expect(kept).toMatchObject({ id: key.id, name: '书房的', usedAt: null, isSynced: false });
    const signedIn = got(await signIn());
    expect(signedIn.member.id).toBe(key.userHandle);
    const device = new Client(service.address, signedIn.token);
    expect(got(await device.devices()).devices.map(({ name }) => name)).toContain('by a key');
    expect((await passkeys())[0]?.usedAt).toBeGreaterThan(0);
    expect(codeOf(await member.do('/account/passkeys/name', { id: key.id, name: '钥匙串' }))).toBe('done');
    expect((await passkeys())[0]?.name).toBe('钥匙串');
    expect(codeOf(await member.do('/account/passkeys/remove', { id: key.id }))).toBe('done');
    expect(await passkeys()).toEqual([]);
    expect(codeOf(await signIn())).toBe('passkey-refused');
  });

  it('stand for both factors, as they know their member by touch or PIN', async () => {
    await add();
    await turnSecondFactorOn();
    expect(codeOf(await member.signIn(member.phone))).toBe('second-factor-needed');
    expect(codeOf(await signIn())).toBe('done');
  });

  it('are told nobody, and no answer tells whether there is one', async () => {
    await add();
    const unknown = new SoftwareAuthenticator();
    unknown.userHandle = key.userHandle;
    const refused = [await signIn(unknown), await signIn(key, { domain: 'evil.example' })];
    expect(refused[0]?.error).toEqual({ code: 'passkey-refused' });
    expect(refused[1]).toEqual(refused[0]);
    const asking = { method: 'POST', path: '/account/passkey/begin', json: { account: member.phone } };
    const asked = got(await new Client(service.address).call(passkeyChallengeSchema, asking));
    expect(Object.keys(asked).sort()).toEqual(['challenge', 'domain']);
  });

  const dishonest: [string, Conduct][] = [
    ['another origin', { origin: 'https://evil.example' }],
    ['another extension', { origin: 'chrome-extension://ponmlkjihgfedcbaponmlkjihgfedcba' }],
    ['a page of the service itself', { origin: 'http://localhost' }],
    ['another domain', { domain: 'evil.example' }],
    ['nobody having shown who they are', { isVerified: false }],
    ['nobody having been there', { isPresent: false }],
    ['another ceremony', { type: 'webauthn.get.other' }],
  ];
  it.each(dishonest)('are neither added nor sign in with %s', async (_, conduct) => {
    expect(await add(member, new SoftwareAuthenticator(), conduct)).toBe('passkey-refused');
    expect(await passkeys()).toEqual([]);
    await add();
    expect(codeOf(await signIn(key, conduct))).toBe('passkey-refused');
    expect(codeOf(await signIn())).toBe('done');
  });

  it("refuse an answer that was changed, another member's name in it, and another key's signature", async () => {
    await add();
    const other = await newMember(service.address);
    const otherKey = new SoftwareAuthenticator();
    await add(other, otherKey);
    expect(codeOf(await signIn(key, { userHandle: otherKey.userHandle ?? '' }))).toBe('passkey-refused');
    const theirs = otherKey.sign(await challenge());
    expect(codeOf(await send({ ...theirs, id: key.id, rawId: key.id }))).toBe('passkey-refused');
    const changed = key.sign(await challenge());
    const authenticatorData = Buffer.from(changed.response.authenticatorData, 'base64url');
    authenticatorData[36] = 0xff;
    const response = { ...changed.response, authenticatorData: authenticatorData.toString('base64url') };
    expect(codeOf(await send({ ...changed, response }))).toBe('passkey-refused');
  });

  it('refuse a copy, by the count of uses', async () => {
    await add();
    expect(codeOf(await signIn(key, { counter: 7 }))).toBe('done');
    expect(codeOf(await signIn(key, { counter: 7 }))).toBe('passkey-refused');
    expect(codeOf(await signIn(key, { counter: 3 }))).toBe('passkey-refused');
    expect(codeOf(await signIn(key, { counter: 0 }))).toBe('passkey-refused');
    expect(codeOf(await signIn(key, { counter: 8 }))).toBe('done');
    const uncounted = new SoftwareAuthenticator();
    await add(member, uncounted, { counter: 0 });
    expect(codeOf(await signIn(uncounted, { counter: 0 }))).toBe('done');
    expect(codeOf(await signIn(uncounted, { counter: 0 }))).toBe('done');
  });

  it('sign a challenge once, within five minutes, right or wrong', async () => {
    await add();
    const answer = key.sign(await challenge());
    expect(codeOf(await send(answer))).toBe('done');
    expect(codeOf(await send(answer))).toBe('passkey-expired');
    const asked = await challenge();
    expect(codeOf(await send(key.sign(asked, { isVerified: false })))).toBe('passkey-refused');
    expect(codeOf(await send(key.sign(asked)))).toBe('passkey-expired');
    expect(codeOf(await send(key.sign('A'.repeat(43))))).toBe('passkey-expired');
    const late = await challenge();
    passTime(6 * MINUTE_MS);
    expect(codeOf(await send(key.sign(late)))).toBe('passkey-expired');
  });

  it('sign one of many answers that come at once', async () => {
    await add();
    const answer = key.sign(await challenge());
    const outcomes = await Promise.all(Array.from({ length: 8 }, () => send(answer)));
    expect(outcomes.map(codeOf).filter((code) => code === 'done')).toHaveLength(1);
  });

  it('are added by the challenge of this member for this purpose alone', async () => {
    const other = await newMember(service.address);
    const theirs = key.create(await begin(other));
    const body = (credential: unknown) => ({ name: 'a key', credential });
    expect(codeOf(await member.do('/account/passkeys', body(theirs)))).toBe('passkey-expired');
    const forSignIn = key.create({ challenge: await challenge(), user: { id: 'x' } });
    expect(codeOf(await member.do('/account/passkeys', body(forSignIn)))).toBe('passkey-expired');
    await add();
    const own = await begin(member);
    expect(codeOf(await send(key.sign(own.challenge)))).toBe('passkey-expired');
    expect(own.existing).toEqual([key.id]);
  });

  it("are not somebody else's to add again, name or remove", async () => {
    await add();
    const other = await newMember(service.address);
    expect(await add(other, new SoftwareAuthenticator(key.id))).toBe('passkey-exists');
    expect(await passkeys(other)).toEqual([]);
    expect(codeOf(await other.do('/account/passkeys/name', { id: key.id, name: 'mine' }))).toBe('not-found');
    expect(codeOf(await other.do('/account/passkeys/remove', { id: key.id }))).toBe('not-found');
    expect(got(await signIn()).member.id).toBe(key.userHandle);
    expect((await passkeys())[0]?.name).toBe('书房的');
  });

  it('ask for a proof before one is added or removed', async () => {
    await add();
    const options = await begin(member);
    passTime(11 * MINUTE_MS);
    const steps: [string, unknown][] = [
      ['/account/passkeys/begin', {}],
      ['/account/passkeys', { name: 'a key', credential: new SoftwareAuthenticator().create(options) }],
      ['/account/passkeys/remove', { id: key.id }],
    ];
    for (const [path, json] of steps)
      expect([path, codeOf(await member.do(path, json))]).toEqual([path, 'proof-needed']);
    expect(await passkeys()).toHaveLength(1);
  });

  it('are twenty at most', async () => {
    for (let count = 0; count < 20; count += 1)
      expect(await add(member, new SoftwareAuthenticator())).toBe('done');
    expect(await add()).toBe('passkey-limit');
    expect(await passkeys()).toHaveLength(20);
  });

  it('can be tried a hundred times in a quarter of an hour from one place', async () => {
    const client = new Client(service.address);
    const asking = { method: 'POST', path: '/account/passkey/begin' };
    for (let count = 0; count < 100; count += 1) got(await client.call(passkeyChallengeSchema, asking));
    expect(codeOf(await client.call(passkeyChallengeSchema, asking))).toBe('rate-limited');
    expect(codeOf(await send(key.sign('A'.repeat(43), { userHandle: 'x' }), client))).toBe('rate-limited');
  });

  it('are in the export by name and date, without what verifies them', async () => {
    await add();
    const response = await member.fetch({ method: 'POST', path: '/account/export', json: {} });
    const files = await unzip(new Uint8Array(await response.arrayBuffer()));
    const account = JSON.parse(new TextDecoder().decode(files['account.json']));
    expect(account.passkeys).toEqual([
      expect.objectContaining({ id: key.id, name: '书房的', transports: '["internal"]' }),
    ]);
    expect(JSON.stringify(account)).not.toContain('publicKey');
  });

  describe('prove again who is signed in', () => {
    it('without password or second code, for ten minutes and in this session alone', async () => {
      await add();
      await turnSecondFactorOn();
      const { id } = got(await member.session()).member;
      const { db } = service.context;
      await db
        .deleteFrom('identity')
        .where('userId', '=', id)
        .where('providerId', '=', 'credential')
        .execute();
      const other = new Client(service.address, got(await signIn()).token);
      passTime(11 * MINUTE_MS);
      expect(await actOf(member)).toBe('proof-needed');
      const asked = got(await beginProof());
      expect([asked.domain, asked.passkeys]).toEqual(['localhost', [key.id]]);
      expect(await sendProof(key.sign(asked.challenge))).toBe('done');
      expect(await actOf(member)).toBe('done');
      expect(await actOf(other)).toBe('proof-needed');
      expect((await passkeys())[0]?.usedAt).toBe(Date.now());
      passTime(11 * MINUTE_MS);
      expect(await actOf(member)).toBe('proof-needed');
    });

    it.each(dishonest)('but not with %s', async (_, conduct) => {
      await add();
      passTime(11 * MINUTE_MS);
      expect(await prove(conduct)).toBe('passkey-refused');
      expect(await actOf(member)).toBe('proof-needed');
      expect(await prove()).toBe('done');
    });

    it('by one of their own: neither by a stranger’s nor by one that was removed', async () => {
      await add();
      const other = await newMember(service.address);
      const theirs = new SoftwareAuthenticator();
      await add(other, theirs);
      const removed = new SoftwareAuthenticator();
      await add(member, removed);
      expect(codeOf(await member.do('/account/passkeys/remove', { id: removed.id }))).toBe('done');
      passTime(11 * MINUTE_MS);
      expect(await prove({}, theirs)).toBe('passkey-refused');
      expect(await prove({ userHandle: key.userHandle ?? '' }, theirs)).toBe('passkey-refused');
      expect(await prove({}, removed)).toBe('passkey-refused');
      expect(await prove({ userHandle: key.userHandle ?? '' }, new SoftwareAuthenticator(key.id))).toBe(
        'passkey-refused',
      );
      expect(await actOf(member)).toBe('proof-needed');
      expect((await passkeys(other))[0]?.usedAt).toBeNull(); // as if it had not been shown
    });

    it('by what was asked in this session for this purpose, once, within five minutes', async () => {
      await add();
      const other = new Client(service.address, got(await member.signIn(member.phone)).token);
      const options = await begin(member);
      passTime(11 * MINUTE_MS);
      expect(await sendProof(key.sign(await proofChallenge(other)))).toBe('passkey-expired');
      expect(await sendProof(key.sign(await challenge()))).toBe('passkey-expired');
      expect(await sendProof(key.sign(options.challenge))).toBe('passkey-expired');
      expect(codeOf(await send(key.sign(await proofChallenge())))).toBe('passkey-expired');

      const late = await proofChallenge();
      passTime(6 * MINUTE_MS);
      expect(await sendProof(key.sign(late))).toBe('passkey-expired');
      const asked = await proofChallenge();
      expect(await sendProof(key.sign(asked, { isVerified: false }))).toBe('passkey-refused');
      expect(await sendProof(key.sign(asked))).toBe('passkey-expired');
      const answer = key.sign(await proofChallenge());
      const outcomes = await Promise.all(Array.from({ length: 4 }, () => sendProof(answer)));
      expect(outcomes.sort()).toEqual(['done', 'passkey-expired', 'passkey-expired', 'passkey-expired']);

      const forAdding = new SoftwareAuthenticator().create({
        challenge: await proofChallenge(),
        user: { id: 'x' },
      });
      const json = { name: 'a key', credential: forAdding };
      expect(codeOf(await member.do('/account/passkeys', json))).toBe('passkey-expired');
    });

    it('not once the session has ended that asked', async () => {
      await add();
      const other = new Client(service.address, got(await member.signIn(member.phone)).token);
      const { id = '' } = got(await other.devices()).devices.find(({ isThis }) => isThis) ?? {};
      const { db } = service.context;
      const asked = () =>
        db.selectFrom('passkeyChallenge').select('memberId').where('sessionId', '=', id).execute();
      got(await beginProof(other));
      expect(await asked()).toHaveLength(1);
      await other.signOut();
      expect(await asked()).toEqual([]);
    });

    it('not where there is none, and twenty times in a quarter of an hour', async () => {
      expect(got(await beginProof()).passkeys).toEqual([]);
      expect(await prove({ userHandle: 'x' })).toBe('passkey-refused');
      await add();
      passTime(16 * MINUTE_MS);
      got(await member.signIn(member.phone));
      for (let count = 0; count < 20; count += 1) got(await beginProof());
      const { error } = await beginProof();
      expect([error?.code, error?.retryAfter]).toEqual(['rate-limited', expect.any(Number)]);
      passTime(16 * MINUTE_MS);
      expect(await prove()).toBe('done');
    });
  });
});

describe('what passkeys are bound to', () => {
  const production = {
    mode: 'production',
    secret: '',
    port: 0,
    dataFolder: '',
    extensionOrigins: [],
  } as const;
  const of = (publicAddress?: string) =>
    passkeyDomain({
      ...production,
      extensionOrigins: [],
      smsSender: { provider: 'outbox' },
      ...(publicAddress && { publicAddress }),
    });

  it('is the host of the public address, where a browser accepts one', () => {
    expect(of('https://account.example.com/')).toBe('account.example.com');
    for (const none of [
      undefined,
      'http://account.example.com',
      'https://192.0.2.1',
      'https://[::1]',
      'https://intranet',
    ])
      expect([none, of(none)]).toEqual([none, null]);
  });

  it('is nothing where there is none: the routes are not there, and no page offers it', async () => {
    const service = await startOn(DATABASES[0], { config: { mode: 'production', ...WITHOUT_OUTBOX } });
    try {
      const client = new Client(service.address);
      const asking = { method: 'POST', path: '/account/passkey/begin' };
      expect((await client.call(passkeyChallengeSchema, asking)).error?.code).toBe('not-found');
      const offered = got(await client.call(thirdPartiesResponseSchema, { path: '/account/third-parties' }));
      expect(offered.passkeyDomain).toBeNull();
    } finally {
      await service.remove();
    }
  });
});

/** Production asks for a carrier; nothing is sent here. */
const WITHOUT_OUTBOX = {
  smsSender: {
    provider: 'alibaba',
    accessKeyId: 'x',
    accessKeySecret: 'x',
    signName: 'x',
    template: 'x',
  },
} as const;
