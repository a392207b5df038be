import { get } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { errorBodySchema } from '../../protocol/errors.ts';
import { passkeyOptionsSchema } from '../../protocol/passkeys.ts';
import { avatarResponseSchema } from '../../protocol/profile.ts';
import { POLICY_VERSION } from '../../service/account/policy.ts';
import type { Route } from '../../service/routes/route.ts';
import { ROUTES } from '../../service/routes/route-table.ts';
import {
  Client,
  errorOf,
  got,
  type MemberClient,
  newMember,
  newPhone,
  PASSWORD,
  sha256Of,
} from './client.ts';
import { DATABASES, EXTENSION_ORIGIN, startOn, type TestService } from './databases.ts';
import { bombPng } from './images.ts';
import { recordAt } from './records.ts';
import { SoftwareAuthenticator } from './software-authenticator.ts';

const name = (route: Route) => `${route.method} ${route.path}`;
const walk = (keep: (route: Route) => boolean) =>
  ROUTES.filter(keep).map((route) => [name(route), route] as const);
/** After these the session that asked is over. */
const ENDING = new Set(['/account/sign-out', '/account/deletion']);
const forMembers = walk((route) => route.access === 'member');

describe.each(DATABASES)('every route on $name', (database) => {
  let service: TestService;
  let member: MemberClient;

  beforeAll(async () => {
    service = await startOn(database);
    member = await newMember(service.address);
  });
  afterAll(() => service.remove());

  it('is one of those we know', () => {
    // A new route fails here first: decide on its access, and see that the walks below cover it.
    expect(ROUTES.map((route) => `${route.access}: ${name(route)}`).sort()).toEqual([
      'development: GET /development/mailbox',
      'development: GET /development/outbox',
      'member: GET /account/avatar/:name',
      'member: GET /account/devices',
      'member: GET /account/profile',
      'member: GET /account/security',
      'member: GET /account/session',
      'member: GET /blobs/:sha256',
      'member: GET /sync/digest',
      'member: GET /sync/events',
      'member: GET /sync/pull',
      'member: POST /account/avatar/remove',
      'member: POST /account/consents',
      'member: POST /account/deletion',
      'member: POST /account/deletion/undo',
      'member: POST /account/devices/end',
      'member: POST /account/devices/end-others',
      'member: POST /account/devices/name',
      'member: POST /account/email',
      'member: POST /account/email/codes',
      'member: POST /account/export',
      'member: POST /account/passkeys',
      'member: POST /account/passkeys/begin',
      'member: POST /account/passkeys/name',
      'member: POST /account/passkeys/remove',
      'member: POST /account/password',
      'member: POST /account/phone',
      'member: POST /account/phone/codes',
      'member: POST /account/profile',
      'member: POST /account/proof',
      'member: POST /account/proof/codes',
      'member: POST /account/proof/passkey',
      'member: POST /account/recovery-codes',
      'member: POST /account/second-factor',
      'member: POST /account/second-factor/confirm',
      'member: POST /account/second-factor/remove',
      'member: POST /account/sign-out',
      'member: POST /account/third-party/tie',
      'member: POST /account/third-party/untie',
      'member: POST /account/user-name',
      'member: POST /blobs/sizes',
      'member: POST /sync/push',
      'member: PUT /account/avatar',
      'member: PUT /blobs/:sha256',
      'public: GET /account/policy',
      'public: GET /account/third-parties',
      'public: GET /account/third-party/return',
      'public: GET /healthz',
      'public: GET /openapi.json',
      'public: GET /readyz',
      'public: POST /account/challenge',
      'public: POST /account/passkey/begin',
      'public: POST /account/recovery',
      'public: POST /account/recovery/codes',
      'public: POST /account/register',
      'public: POST /account/sign-in',
      'public: POST /account/sign-in/passkey',
      'public: POST /account/sign-in/second',
      'public: POST /account/sign-in/sms',
      'public: POST /account/sms-codes',
      'public: POST /account/third-party/begin',
      'public: POST /account/third-party/bind',
      'public: POST /account/third-party/finish',
      'public: POST /account/third-party/register',
    ]);
  });

  describe.each(forMembers)('%s', (_, route) => {
    const send = (headers: Record<string, string>) =>
      new Client(service.address).fetch(requestFor(route, { headers }));

    it('requires a session', async () => {
      const signedOut = await newMember(service.address);
      await signedOut.signOut();
      const wrong = [
        {},
        { Authorization: 'Bearer' },
        { Authorization: `Bearer ${'A'.repeat(43)}` },
        { Authorization: `Basic ${member.token}` },
        { Authorization: `Bearer ${member.token.slice(0, -1)}` },
        { Authorization: `Bearer ${signedOut.token}` },
      ];
      for (const headers of wrong) {
        const response = await send(headers);
        expect([response.status, await errorOf(response)]).toEqual([401, 'unauthorized']);
      }
    });

    it('is not opened by a cookie, whatever its name', async () => {
      const names = [
        'token',
        'session',
        'session_token',
        'better-auth.session_token',
        '__Secure-better-auth.session_token',
      ];
      const Cookie = names.map((cookie) => `${cookie}=${member.token}`).join('; ');
      expect((await send({ Cookie })).status).toBe(401);
    });

    it('is not opened by a token in the address', async () => {
      const request = requestFor(route);
      const path = `${request.path}${request.path.includes('?') ? '&' : '?'}token=${member.token}`;
      expect((await new Client(service.address).fetch({ ...request, path })).status).toBe(401);
    });
  });

  const withBody = walk((route) => route.input.body !== undefined);
  describe.each(withBody)('%s', (_, route) => {
    const body = async (text: string, headers: Record<string, string> = {}) => {
      const client = new Client(service.address, member.token);
      const type = { 'Content-Type': 'application/json' };
      return client.fetch({
        ...requestFor(route),
        json: undefined,
        body: text,
        headers: { ...type, ...headers },
      });
    };

    it.each([
      ['nothing', ''],
      ['half an object', '{'],
      ['null', 'null'],
      ['a list', '[]'],
      ['a text', '"text"'],
      ['an empty object', '{}'],
      ['a prototype', '{"__proto__":{}}'],
      ['half a character', '\ud800'],
      ['brackets without end', '['.repeat(10_000)],
      ['what lies too deep', `{"deep":${'['.repeat(5000)}${']'.repeat(5000)}}`],
    ])('refuses %s as bad input', async (_, text) => {
      const response = await body(text);
      expect([response.status, await errorOf(response)]).toEqual([400, 'bad-request']);
    });

    it('does not stumble over U+0000 in any of its texts, which Postgres takes in none', async () => {
      const request = requestFor(route);
      const bodies = withNull(request.json);
      expect(bodies.length).toBeGreaterThan(0);
      for (const json of bodies) {
        const { status } = await member.fetch({ ...request, json });
        expect([json, status < 500]).toEqual([json, true]);
      }
    });

    it('refuses another type and a compressed body', async () => {
      expect(await errorOf(await body('{}', { 'Content-Type': 'text/plain' }))).toBe('bad-request');
      expect(await errorOf(await body('{}', { 'Content-Encoding': 'gzip' }))).toBe('bad-request');
    });

    it('refuses a body that is too large', async () => {
      const response = await body(JSON.stringify({ padding: 'x'.repeat(2 * 1024 * 1024) }));
      expect([response.status, await errorOf(response)]).toEqual([413, 'too-large']);
    });
  });

  it.each([
    '/sync/pull',
    '/sync/pull?since=-1',
    '/sync/pull?since=1.5',
    '/sync/pull?since=x',
    '/sync/pull?since=0&epoch=!',
    '/blobs/ABC',
    `/blobs/${'G'.repeat(64)}`,
    `/blobs/${encodeURIComponent('../../etc/passwd')}`,
    '/account/policy?language=fr',
    '/development/outbox?phone=1',
  ])('%s is refused as bad input', async (path) => {
    expect(await errorOf(await member.fetch({ path }))).toBe('bad-request');
  });

  it('shows the outbox to nobody who asked by a name that only leads to this machine', async () => {
    const { port } = new URL(service.address);
    const answered = await new Promise<number | undefined>((resolve, reject) => {
      const options = {
        port,
        host: '127.0.0.1',
        path: '/development/outbox',
        headers: { Host: `evil.example:${port}` },
      };
      get(options, (response) => resolve(response.resume().statusCode)).on('error', reject);
    });
    expect(answered).toBe(404);
  });

  it("gives a member nothing of another's, and changes nothing of it", async () => {
    const secret = 'a sentence that only its owner may read';
    const key = new SoftwareAuthenticator();
    const owner = await newMember(service.address);
    await owner.push(await owner.epoch(), [recordAt(Date.now(), { id: 'secret', name: secret })]);
    await owner.putBlob(secret);
    got(
      await owner.do('/account/profile', {
        name: secret.slice(0, 20),
        organisation: '',
        jobTitle: '',
        channels: [],
      }),
    );
    const avatar = await putAvatar(owner);
    await addPasskey(owner, key);
    const session = got(await owner.devices()).devices[0]?.id ?? '';
    const ids = { sha256: sha256Of(secret), avatar, session, passkey: key.id };
    const held = async () => [
      got(await owner.security()),
      got(await owner.devices()).devices.map(({ id, name }) => [id, name]),
      got(await owner.pull()).records,
      await (await owner.getBlob(ids.sha256)).text(),
      (await owner.fetch({ path: `/account/avatar/${avatar}` })).status,
    ];
    const before = await held();
    let someone = await newMember(service.address);
    // The outbox shows anybody everything; the stream would not end.
    const asked = ROUTES.filter(({ access, path }) => access !== 'development' && path !== '/sync/events');
    for (const route of asked) {
      const response = await someone.fetch(requestFor(route, ids));
      if (ENDING.has(route.path)) someone = await newMember(service.address);
      const text = await response.text();
      if (route.access === 'member') expect(`${name(route)} ${text}`).not.toContain('"unauthorized"');
      for (const own of [secret.slice(0, 20), owner.token, owner.phone, session])
        expect(`${name(route)} ${text}`).not.toContain(own);
    }
    expect(await held()).toEqual(before);
  });

  it("answers errors in the protocol's shape, where there is no route too", async () => {
    for (const path of ['/', '/nothing', '/sync', '/account/session/', '/api/auth/sign-in/email']) {
      const response = await member.fetch({ path });
      expect([response.status, errorBodySchema.parse(await response.json()).error]).toEqual([
        404,
        { code: 'not-found' },
      ]);
    }
    expect((await member.fetch({ path: '/sync/push', method: 'DELETE' })).status).toBe(404);
  });

  it('says nothing of itself in headers, and lets nothing be kept or guessed at', async () => {
    const responses = [
      await member.fetch({ path: '/sync/pull?since=0' }),
      await member.fetch({ path: '/nothing' }),
      await member.fetch({ path: '/healthz' }),
    ];
    for (const { headers } of responses) {
      expect(headers.get('server')).toBeNull();
      expect(headers.get('x-powered-by')).toBeNull();
      expect(headers.get('set-cookie')).toBeNull();
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('strict-transport-security')).toMatch(/^max-age=\d{8,}; includeSubDomains$/);
      for (const directive of ['default-src', 'object-src', 'base-uri', 'frame-ancestors'])
        expect(headers.get('content-security-policy')).toContain(`${directive} 'none'`);
    }
  });

  describe('to a page of another origin', () => {
    const FIREFOX = 'moz-extension://6b4c7a1e-35ad-4f5e-9d3c-0f2a8f1f0c11';
    const preflight = (Origin: string) =>
      member.fetch({
        method: 'OPTIONS',
        path: '/sync/push',
        headers: {
          Origin,
          'Access-Control-Request-Method': 'POST',
          'Access-Control-Request-Headers': 'authorization,content-type',
        },
      });

    it.each([EXTENSION_ORIGIN, FIREFOX])('answers the extension, %s', async (origin) => {
      const { headers } = await preflight(origin);
      expect(headers.get('access-control-allow-origin')).toBe(origin);
      expect(headers.get('access-control-allow-headers')).toMatch(/authorization/i);
      expect(Number(headers.get('access-control-max-age'))).toBeGreaterThan(0);
      const response = await member.fetch({ path: '/sync/pull?since=0', headers: { Origin: origin } });
      expect(response.headers.get('access-control-allow-origin')).toBe(origin);
      const refused = await new Client(service.address).fetch({
        path: '/sync/pull?since=0',
        headers: { Origin: origin },
      });
      expect(refused.headers.get('access-control-allow-origin')).toBe(origin);
    });

    it.each([
      'chrome-extension://ponmlkjihgfedcbaponmlkjihgfedcba',
      `${EXTENSION_ORIGIN}.example`,
      'https://example.com',
      'null',
      'http://moz-extension.example',
      'moz-extension://x.example',
    ])('gives %s nothing', async (origin) => {
      expect((await preflight(origin)).headers.get('access-control-allow-origin')).toBeNull();
    });

    it('never allows credentials', async () => {
      expect((await preflight(FIREFOX)).headers.get('access-control-allow-credentials')).toBeNull();
    });
  });

  it('is described in the OpenAPI document', async () => {
    const document = await (await member.fetch({ path: '/openapi.json' })).json();
    expect(document.openapi).toBe('3.1.0');
    for (const { method, path } of ROUTES.filter((route) => route.path !== '/openapi.json')) {
      const described = document.paths[path.replace(/:(\w+)/, '{$1}')]?.[method.toLowerCase()];
      expect(described?.summary, `${method} ${path}`).toBeTruthy();
    }
    expect(
      document.paths['/sync/push'].post.requestBody.content['application/json'].schema.required,
    ).toContain('records');
  });

  it('tells whether it lives and is ready', async () => {
    for (const path of ['/healthz', '/readyz']) expect((await member.fetch({ path })).status).toBe(200);
  });
});

async function putAvatar(owner: Client): Promise<string> {
  const body = new Uint8Array(bombPng(256, 256));
  const headers = { 'Content-Type': 'image/png' };
  const response = await owner.fetch({ method: 'PUT', path: '/account/avatar', body, headers });
  return avatarResponseSchema.parse(await response.json()).avatar;
}

async function addPasskey(owner: Client, key: SoftwareAuthenticator): Promise<void> {
  const asking = { method: 'POST', path: '/account/passkeys/begin' };
  const credential = key.create(got(await owner.call(passkeyOptionsSchema, asking)));
  expect((await owner.do('/account/passkeys', { name: 'a key', credential })).error).toBeNull();
}

const credential = { id: 'A'.repeat(22), rawId: 'A'.repeat(22), type: 'public-key' };
const CREATED = { ...credential, response: { clientDataJSON: 'AAAA', attestationObject: 'AAAA' } };
const ASSERTED = {
  ...credential,
  response: { clientDataJSON: 'AAAA', authenticatorData: 'AAAA', signature: 'AAAA' },
};

const TOKEN = 'A'.repeat(43);
const UNSOLVED = { challenge: 'A', nonce: '0' };
const CONSENT = { consent: { policyVersion: POLICY_VERSION } };
const DEVICE = { deviceName: 'a device', timeZone: 'Asia/Shanghai' };

/** The same so often as there are texts in it, each time with one of them ended by U+0000. */
function withNull(json: unknown): unknown[] {
  if (typeof json === 'string') return [`${json}\u0000`];
  if (typeof json !== 'object' || json === null) return [];
  return Object.entries(json).flatMap(([name, value]) =>
    withNull(value).map((changed) =>
      Array.isArray(json)
        ? json.map((one, place) => (String(place) === name ? changed : one))
        : { ...json, [name]: changed },
    ),
  );
}

/** A request that the route would accept, so that only what a test changes can make it fail. */
function requestFor(
  { method, path, input }: Route,
  {
    sha256 = sha256Of('x'),
    avatar = 'A'.repeat(24),
    session = 'no-such-session',
    passkey = 'A'.repeat(22),
    headers = {},
  }: Partial<Record<'sha256' | 'avatar' | 'session' | 'passkey', string>> & {
    headers?: Record<string, string>;
  } = {},
) {
  const query: Record<string, string> = { '/sync/pull': '?since=0' };
  const json: Record<string, unknown> = {
    '/account/sms-codes': { phone: newPhone(), purpose: 'register', proof: UNSOLVED },
    '/account/register': { phone: newPhone(), code: '000000', password: PASSWORD, ...CONSENT, ...DEVICE },
    '/account/recovery/codes': { account: newPhone(), proof: UNSOLVED },
    '/account/third-party/begin': { provider: 'work', returnTo: 'https://reader.example/' },
    '/account/third-party/finish': { state: TOKEN, secret: TOKEN, back: '000000', ...DEVICE },
    '/account/third-party/register': {
      ticket: TOKEN,
      phone: newPhone(),
      code: '000000',
      ...CONSENT,
      ...DEVICE,
    },
    '/account/third-party/bind': { ticket: TOKEN, account: newPhone(), password: PASSWORD, ...DEVICE },
    '/sync/push': { epoch: 'an-epoch-1', records: [] },
    '/blobs/sizes': { hashes: [sha256] },
    '/account/recovery': { account: newPhone(), code: '000000', password: PASSWORD },
    '/account/sign-in': { account: newPhone(), password: 'not the password', ...DEVICE },
    '/account/sign-in/second': { step: TOKEN, code: '000000' },
    '/account/devices/end': { id: session },
    '/account/devices/name': { id: session, name: 'a name' },
    '/account/proof': { password: 'not the password' },
    '/account/password': { password: 'a sentence nobody else says' },
    '/account/phone/codes': { phone: newPhone() },
    '/account/phone': { phone: newPhone(), code: '000000' },
    '/account/email/codes': { email: 'reader@example.com' },
    '/account/email': { email: 'reader@example.com', code: '000000' },
    '/account/user-name': { userName: 'a_user_name' },
    '/account/second-factor/confirm': { code: '000000' },
    '/account/third-party/tie': { state: TOKEN, secret: TOKEN, back: '000000' },
    '/account/third-party/untie': { provider: 'work' },
    '/account/passkeys': { name: 'a key', credential: CREATED },
    '/account/passkeys/name': { id: passkey, name: 'a name' },
    '/account/passkeys/remove': { id: passkey },
    '/account/sign-in/passkey': { credential: ASSERTED, ...DEVICE },
    '/account/profile': { name: 'a name', organisation: '', jobTitle: '', channels: ['a channel'] },
    '/account/consents': { policyVersion: 'x' },
    '/account/sign-in/sms': { phone: newPhone(), code: '000000', ...DEVICE },
  };
  return {
    method,
    path: path.replace(':sha256', sha256).replace(':name', avatar) + (query[path] ?? ''),
    json: input.body && json[path],
    headers,
  };
}
