import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { signedInSchema } from '../../protocol/account.ts';
import { recoveryCodesResponseSchema, secondFactorResponseSchema } from '../../protocol/account-security.ts';
import {
  beginThirdPartyResponseSchema,
  type FinishedThirdParty,
  finishThirdPartyResponseSchema,
} from '../../protocol/third-party.ts';
import { POLICY_VERSION } from '../../service/account/policy.ts';
import { authenticatorCode } from '../authenticator-code.ts';
import { Client, got, type MemberClient, newMember, newPhone, PASSWORD } from './client.ts';
import { countStatements } from './count-statements.ts';
import { DATABASES, EXTENSION_ORIGIN, startOn, type TestService } from './databases.ts';
import { freePort } from './free-port.ts';
import { type OidcProvider, startOidcProvider } from './oidc-provider.ts';
import { MINUTE_MS, otherCode, passTime } from './time.ts';
import { startWechat, type WechatStandIn } from './wechat-stand-in.ts';

const running = new AsyncDisposableStack();
let oidc: OidcProvider;
let wechat: WechatStandIn;
/** Whose signature nobody can check, and one that takes its secret in the body. */
let foreign: OidcProvider;
let posting: OidcProvider;
let port: number;

/** One provider and one stand-in for all: what each reader is called there, the reader says. */
beforeAll(async () => {
  port = await freePort();
  const redirectUri = `http://127.0.0.1:${port}/account/third-party/return`;
  oidc = running.use(await startOidcProvider(redirectUri));
  foreign = running.use(await startOidcProvider(redirectUri, { id: 'foreign', isForeign: true }));
  posting = running.use(
    await startOidcProvider(redirectUri, { id: 'posting', secretIn: 'client_secret_post' }),
  );
  wechat = running.use(await startWechat(redirectUri));
});
afterAll(() => running.disposeAsync());

describe.each(DATABASES)('signing in by a third party on $name', (database) => {
  let service: TestService;
  let subjects = 0;

  beforeAll(async () => {
    const config = {
      port,
      publicAddress: `http://127.0.0.1:${port}`,
      thirdParties: [oidc.settings, wechat.settings, foreign.settings, posting.settings],
    };
    service = await startOn(database, { config });
  });
  afterAll(() => service.remove());
  afterEach(() => vi.useRealTimers());

  const newSubject = () => {
    subjects += 1;
    return `${database.name.toLowerCase()}-reader-${subjects}`;
  };
  const codeOf = (answer: { error: { code: string } | null }) => answer.error?.code ?? 'done';
  const begin = async (client: Client, provider: string, returnTo?: string) => {
    const json = { provider, returnTo };
    const path = '/account/third-party/begin';
    return got(await client.call(beginThirdPartyResponseSchema, { method: 'POST', path, json }));
  };
  const finish = (client: Client, { state, secret }: { state: string; secret: string }, back = '000000') => {
    const json = { state, secret, back, deviceName: 'Chrome' };
    const path = '/account/third-party/finish';
    return client.call<FinishedThirdParty>(finishThirdPartyResponseSchema, { method: 'POST', path, json });
  };
  /** The whole way, as a browser goes it; `subject` is who the reader is there. */
  const comeBack = async (provider: 'work' | 'wechat', subject: string) => {
    const client = new Client(service.address);
    const begun = await begin(client, provider);
    const back = await (provider === 'work' ? oidc : wechat).sayYes(begun.address, subject);
    return { client, answer: await finish(client, begun, back) };
  };
  const ticketOf = async (provider: 'work' | 'wechat', subject: string) => {
    const { answer } = await comeBack(provider, subject);
    const outcome = got(answer);
    if (!('unknown' in outcome)) throw new Error('somebody was known');
    return outcome.unknown;
  };
  const count = async (table: 'member' | 'identity' | 'session') => {
    const { total } = await service.context.db
      .selectFrom(table)
      .select((row) => row.fn.countAll<string>().as('total'))
      .executeTakeFirstOrThrow();
    return Number(total);
  };
  const bindByPassword = (client: Client, ticket: string, phone: string, password = PASSWORD) =>
    client.call(signedInSchema, {
      method: 'POST',
      path: '/account/third-party/bind',
      json: { ticket, account: phone, password },
    });

  describe.each(['work', 'wechat'] as const)('%s', (provider) => {
    it('creates nothing for who is not known, until the reader chose 注册', async () => {
      const subject = newSubject();
      const before = [await count('member'), await count('identity'), await count('session')];
      const { ticket, name } = await ticketOf(provider, subject);
      expect(name).toBe(`name of ${subject}`);
      expect([await count('member'), await count('identity'), await count('session')]).toEqual(before);

      const client = new Client(service.address);
      const phone = newPhone();
      const json = {
        ticket,
        phone,
        code: await client.receiveCode(phone, 'register'),
        consent: { policyVersion: POLICY_VERSION },
      };
      const path = '/account/third-party/register';
      expect(
        codeOf(
          await client.call(signedInSchema, {
            method: 'POST',
            path,
            json: { ...json, consent: { policyVersion: 'old' } },
          }),
        ),
      ).toBe('consent-required');
      const { token, member } = got(await client.call(signedInSchema, { method: 'POST', path, json }));
      got(await new Client(service.address, token).session());
      const again = got((await comeBack(provider, subject)).answer);
      expect('signedIn' in again && again.signedIn.member.id).toBe(member.id);
      expect(codeOf(await client.signIn(phone, ''.padEnd(9, 'x')))).toBe('wrong-account-or-password');
    });

    it('is tied to an account that is there only by who proves to have it', async () => {
      const subject = newSubject();
      const member = await newMember(service.address);
      const { ticket } = await ticketOf(provider, subject);
      const client = new Client(service.address);
      expect(codeOf(await bindByPassword(client, ticket, member.phone, 'wrong'))).toBe(
        'wrong-account-or-password',
      );
      expect(codeOf(await bindByPassword(client, ticket, newPhone()))).toBe('wrong-account-or-password');
      got(await bindByPassword(client, ticket, member.phone));
      expect(codeOf(await bindByPassword(client, ticket, member.phone))).toBe('third-party-expired');
      const again = got((await comeBack(provider, subject)).answer);
      expect('signedIn' in again && again.signedIn.member.id).toBe(got(await member.session()).member.id);
    });

    it('that is somebody else’s, or a second one, is explained and never moved', async () => {
      const [owner, other] = [await newMember(service.address), await newMember(service.address)];
      const subject = newSubject();
      const tickets = [await ticketOf(provider, subject), await ticketOf(provider, subject)];
      const second = await ticketOf(provider, newSubject());
      got(await bindByPassword(owner, tickets[0]?.ticket ?? '', owner.phone));
      expect(codeOf(await bindByPassword(other, tickets[1]?.ticket ?? '', other.phone))).toBe(
        'identity-taken',
      );
      expect(codeOf(await bindByPassword(owner, second.ticket, owner.phone))).toBe('provider-bound');
      const again = got((await comeBack(provider, subject)).answer);
      expect('signedIn' in again && again.signedIn.member.id).toBe(got(await owner.session()).member.id);
    });

    it('works once, for ten minutes, and only for who began it', async () => {
      const subject = newSubject();
      const client = new Client(service.address);
      const begun = await begin(client, provider);
      expect(codeOf(await finish(client, begun))).toBe('third-party-pending');
      const back = await (provider === 'work' ? oidc : wechat).sayYes(begun.address, subject);
      const stolen = { ...begun, secret: (await begin(client, provider)).secret };
      expect(codeOf(await finish(client, stolen, back))).toBe('third-party-expired');
      got(await finish(client, begun, back));
      expect(codeOf(await finish(client, begun, back))).toBe('third-party-used');
      const late = await begin(client, provider);
      passTime(11 * MINUTE_MS);
      expect(codeOf(await finish(client, late))).toBe('third-party-expired');
    });

    it('signs nobody in as a reader who was sent the address by somebody else', async () => {
      const subject = newSubject();
      const member = await newMember(service.address);
      const { ticket } = await ticketOf(provider, subject);
      got(await bindByPassword(member, ticket, member.phone));
      const stranger = new Client(service.address);
      const begun = await begin(stranger, provider);
      const back = await (provider === 'work' ? oidc : wechat).sayYes(begun.address, subject);
      for (let guess = 0; guess < 5; guess += 1)
        expect(codeOf(await finish(stranger, begun, otherCode(back)))).toBe('third-party-wrong-back');
      expect(codeOf(await finish(stranger, begun, back))).toBe('third-party-expired');
      // Who knows the state alone is not told the digits.
      const other = await stranger.fetch({ path: `/account/third-party/return?state=${begun.state}&code=x` });
      expect((await other.json()).error.code).toBe('third-party-used');
    });

    it('says that it was cancelled', async () => {
      const client = new Client(service.address);
      const begun = await begin(client, provider);
      const back = await (provider === 'work' ? oidc : wechat).sayNo(begun.address);
      expect(codeOf(await finish(client, begun, back))).toBe('third-party-cancelled');
    });

    it('asks for the second factor, as every sign-in', async () => {
      const subject = newSubject();
      const member = await newMember(service.address);
      const { ticket } = await ticketOf(provider, subject);
      got(await bindByPassword(member, ticket, member.phone));
      const { id } = got(await member.session()).member;
      await service.context.db
        .insertInto('secondFactor')
        .values({ memberId: id, secret: 'x', confirmedAt: new Date(), lastStep: 0 })
        .execute();
      const { answer } = await comeBack(provider, subject);
      expect([codeOf(answer), answer.error?.step?.length]).toEqual(['second-factor-needed', 43]);
    });
  });

  it('sends PKCE, state and nonce, each new', async () => {
    const client = new Client(service.address);
    const [first, second] = [await begin(client, 'work'), await begin(client, 'work')];
    const [one, two] = [new URL(first.address).searchParams, new URL(second.address).searchParams];
    expect(one.get('code_challenge_method')).toBe('S256');
    for (const name of ['code_challenge', 'state', 'nonce']) {
      expect(one.get(name)?.length).toBeGreaterThan(40);
      expect(one.get(name)).not.toBe(two.get(name));
    }
  });

  it('takes no identity that is signed by a key which is not the provider’s', async () => {
    const client = new Client(service.address);
    const begun = await begin(client, 'foreign');
    const back = await foreign.sayYes(begun.address, newSubject());
    expect(codeOf(await finish(client, begun, back))).toBe('third-party-failed');
  });

  it('gives its secret as the provider takes it', async () => {
    const client = new Client(service.address);
    const begun = await begin(client, 'posting');
    const back = await posting.sayYes(begun.address, newSubject());
    expect('unknown' in got(await finish(client, begun, back))).toBe(true);
  });

  it.each(['https://reader.example/companion', 'https://reader.example/companion/'])(
    'sends readers back below %s',
    async (publicAddress) => {
      const config = { publicAddress, thirdParties: [wechat.settings] };
      const below = await startOn(database, { config });
      const { address } = await begin(new Client(below.address), 'wechat');
      await below.remove();
      expect(new URL(address).searchParams.get('redirect_uri')).toBe(
        'https://reader.example/companion/account/third-party/return',
      );
    },
  );

  it('takes no answer whose state was made up, and none of another reader’s', async () => {
    const path = `/account/third-party/return?state=${'A'.repeat(43)}&code=x`;
    const response = await new Client(service.address).fetch({ path });
    expect((await response.json()).error.code).toBe('third-party-expired');
  });

  it('goes back to our extension’s own address and to no other', async () => {
    const client = new Client(service.address);
    const own = `https://${EXTENSION_ORIGIN.slice('chrome-extension://'.length)}.chromiumapp.org/account`;
    const begun = await begin(client, 'wechat', own);
    const goBack = async () => {
      const path = `/account/third-party/return?state=${begun.state}&code=x`;
      const { status, headers } = await client.fetch({ path, redirect: 'manual' });
      return { status, location: headers.get('location') ?? '' };
    };
    const { status, location } = await goBack();
    expect([status, location.replace(/back=[A-Za-z0-9_-]{43}$/, 'back=…')]).toEqual([302, `${own}?back=…`]);
    expect((await goBack()).location).toBe(location);
    const back = new URL(location).searchParams.get('back') ?? '';
    expect(codeOf(await finish(client, begun))).toBe('third-party-wrong-back');
    expect(codeOf(await finish(client, begun, back))).toBe('third-party-expired'); // WeChat knows no such code
    for (const returnTo of [
      'https://evil.example/',
      `https://${'a'.repeat(32)}.chromiumapp.org/`,
      `${own}.evil.example`,
    ]) {
      const json = { provider: 'wechat', returnTo };
      expect(codeOf(await client.do('/account/third-party/begin', json))).toBe('bad-request');
    }
  });

  it('never follows an e-mail that two have', async () => {
    const member = await newMember(service.address);
    const { id } = got(await member.session()).member;
    const email = `${newSubject()}@work.example`;
    await service.context.db
      .updateTable('member')
      .set({ email, emailVerified: true })
      .where('id', '=', id)
      .execute();
    const outcome = got((await comeBack('work', email)).answer);
    expect('unknown' in outcome).toBe(true);
  });

  it.each([
    [40163, 'third-party-used'],
    [40029, 'third-party-expired'],
    [42003, 'third-party-expired'],
    [-1, 'third-party-failed'],
    [40125, 'third-party-failed'],
  ])('reads WeChat’s errcode %s', async (errcode, reason) => {
    const client = new Client(service.address);
    const begun = await begin(client, 'wechat');
    const back = await wechat.sayYes(begun.address, newSubject(), { errcode });
    expect(codeOf(await finish(client, begun, back))).toBe(reason);
  });

  it('knows a reader whom WeChat calls otherwise once the operator has a second application', async () => {
    const visit = async (client: Client, subject: string, hasUnion: boolean) => {
      const begun = await begin(client, 'wechat');
      return { begun, back: await wechat.sayYes(begun.address, subject, { hasUnion }) };
    };
    const signIn = async (subject: string, hasUnion: boolean) => {
      const client = new Client(service.address);
      const { begun, back } = await visit(client, subject, hasUnion);
      return got(await finish(client, begun, back));
    };
    const whoseIs = async (subject: string, hasUnion: boolean) => {
      const outcome = await signIn(subject, hasUnion);
      return 'signedIn' in outcome ? outcome.signedIn.member.id : outcome.unknown.name;
    };
    const tie = async (member: MemberClient, subject: string, hasUnion: boolean) => {
      const { begun, back } = await visit(member, subject, hasUnion);
      const { state, secret } = begun;
      return codeOf(await member.do('/account/third-party/tie', { state, secret, back }));
    };
    const [member, other] = [await newMember(service.address), await newMember(service.address)];
    const { id } = got(await member.session()).member;
    const [first, second] = [newSubject(), newSubject()];
    expect(await tie(member, first, false)).toBe('done');
    expect(await whoseIs(first, false)).toBe(id);
    // Two devices at once, both the first to hear of it.
    expect(await Promise.all([whoseIs(first, true), whoseIs(first, true)])).toEqual([id, id]);
    expect(await whoseIs(first, true)).toBe(id);
    expect(await tie(other, first, true)).toBe('identity-taken');

    // Bound before, and bound again after: the same account, and nobody else's.
    expect(await tie(other, second, false)).toBe('done');
    expect(await tie(member, second, true)).toBe('identity-taken');
    expect(await tie(other, second, true)).toBe('done');
    expect(got(await other.security()).thirdParties?.length).toBe(1);
    expect(await whoseIs(second, true)).toBe(got(await other.session()).member.id);
    expect(await whoseIs(newSubject(), true)).toMatch(/^name of/);

    // And back, once that application is gone: the same two, by whichever name they come and however they were bound.
    const third = newSubject();
    const late = await newMember(service.address);
    expect(await tie(late, third, true)).toBe('done');
    for (const hasUnion of [false, true, false]) {
      expect(await whoseIs(first, hasUnion)).toBe(id);
      expect(await whoseIs(third, hasUnion)).toBe(got(await late.session()).member.id);
    }
    expect(await tie(other, third, false)).toBe('identity-taken');
    expect(await tie(late, third, false)).toBe('done');
    const { ticket } = await ticketOf('wechat', newSubject());
    expect(codeOf(await bindByPassword(late, ticket, late.phone))).toBe('provider-bound');
    const fourth = newSubject();
    const chooser = await newMember(service.address);
    const chosen = await ticketOf('wechat', fourth);
    got(await bindByPassword(chooser, chosen.ticket, chooser.phone));
    expect(await whoseIs(fourth, false)).toBe(got(await chooser.session()).member.id);
  });

  describe('bound to an account with two-step sign-in', () => {
    const turnOn = async (client: Client) => {
      const asking = { method: 'POST', path: '/account/second-factor' };
      const { secret } = got(await client.call(secondFactorResponseSchema, asking));
      const json = { code: authenticatorCode(secret) };
      const confirm = { ...asking, path: '/account/second-factor/confirm', json };
      return got(await client.call(recoveryCodesResponseSchema, confirm)).recoveryCodes;
    };
    const bind = async (json: Record<string, string>) => {
      const path = '/account/third-party/bind';
      const client = new Client(service.address);
      return (await client.call(signedInSchema, { method: 'POST', path, json })).error;
    };
    const tiesOf = async (client: Client) => (got(await client.security()).thirdParties ?? []).length;

    it('takes one text message and the second code, of a member without a password too', async () => {
      const phone = newPhone();
      const member = new Client(service.address);
      const first = await ticketOf('work', newSubject());
      const code = await member.receiveCode(phone, 'register');
      const form = { ticket: first.ticket, phone, code, consent: { policyVersion: POLICY_VERSION } };
      const register = { method: 'POST', path: '/account/third-party/register', json: form };
      member.token = got(await member.call(signedInSchema, register)).token;
      const [recoveryCode = ''] = await turnOn(member);

      const subject = newSubject();
      const { ticket } = await ticketOf('wechat', subject);
      const device = new Client(service.address);
      passTime(MINUTE_MS);
      const asked = await bind({ ticket, phone, code: await device.receiveCode(phone, 'sign-in') });
      expect([asked?.code, asked?.step?.length]).toEqual(['second-factor-needed', 43]);
      const step = asked?.step ?? '';
      expect(codeOf(await device.signInSecond(step, 'aaaaa-aaaaa'))).toBe('wrong-second-code');
      expect(await tiesOf(member)).toBe(1);
      // Past the five minutes of the message: an authenticator may have to be found.
      passTime(6 * MINUTE_MS);
      device.token = got(await device.signInSecond(step, recoveryCode)).token;
      expect(await tiesOf(device)).toBe(2);
      expect(codeOf((await comeBack('wechat', subject)).answer)).toBe('second-factor-needed');
      expect(await bind({ ticket, phone, code: '000000' })).toEqual({ code: 'third-party-expired' });
    });

    it('takes the password and the second code, once, while the identity is still nobody’s', async () => {
      const [member, other] = [await newMember(service.address), await newMember(service.address)];
      const [one = '', two = ''] = await turnOn(member);
      const subject = newSubject();
      const [own, theirs] = [await ticketOf('work', subject), await ticketOf('work', subject)];
      const form = { ticket: own.ticket, account: member.phone, password: PASSWORD };
      const steps = [(await bind(form))?.step ?? '', (await bind(form))?.step ?? ''];
      expect(await tiesOf(member)).toBe(0);
      const device = new Client(service.address);
      device.token = got(await device.signInSecond(steps[0] ?? '', one)).token;
      expect(await tiesOf(device)).toBe(1);
      const late = new Client(service.address);
      expect(codeOf(await late.signInSecond(steps[1] ?? '', two))).toBe('third-party-expired');

      const taken = await ticketOf('wechat', subject);
      const again = await ticketOf('wechat', subject);
      const step = (await bind({ ...form, ticket: taken.ticket }))?.step ?? '';
      got(await bindByPassword(other, again.ticket, other.phone));
      const before = await count('session');
      const [, , three = ''] = got(
        await device.call(recoveryCodesResponseSchema, { method: 'POST', path: '/account/recovery-codes' }),
      ).recoveryCodes;
      expect(codeOf(await late.signInSecond(step, three))).toBe('identity-taken');
      expect(await count('session')).toBe(before);
      expect(codeOf(await bindByPassword(other, theirs.ticket, other.phone))).toBe('identity-taken');
    });
  });

  it('costs no code where the reader took too long to choose', async () => {
    const member = await newMember(service.address);
    const { ticket } = await ticketOf('work', newSubject());
    passTime(31 * MINUTE_MS);
    const client = new Client(service.address);
    const code = await client.receiveCode(member.phone, 'sign-in');
    const json = { ticket, phone: member.phone, code };
    expect(codeOf(await client.do('/account/third-party/bind', json))).toBe('third-party-expired');
    got(await client.signInBySms(member.phone, code));
  });

  it.each(['password', 'code'])(
    'tells by no word and no work whether there is an account: %s',
    async (by) => {
      const refusal = async (phone: string) => {
        const { ticket } = await ticketOf('work', newSubject());
        const client = new Client(service.address);
        passTime(MINUTE_MS);
        const wrong = by === 'code' ? otherCode(await client.receiveCode(phone, 'sign-in')) : '';
        const json =
          by === 'code' ? { ticket, phone, code: wrong } : { ticket, account: phone, password: 'x' };
        return countStatements(() => client.do('/account/third-party/bind', json));
      };
      const member = await newMember(service.address);
      const asking = { method: 'POST', path: '/account/second-factor' };
      const { secret } = got(await member.call(secondFactorResponseSchema, asking));
      const json = { code: authenticatorCode(secret) };
      got(
        await member.call(recoveryCodesResponseSchema, { ...asking, path: `${asking.path}/confirm`, json }),
      );
      const known = await refusal(member.phone);
      expect(known.value.error?.code).toBe(by === 'code' ? 'wrong-code' : 'wrong-account-or-password');
      expect(await refusal(newPhone())).toEqual(known);
    },
  );

  it('tells a reader whose browser comes back too late in words, and a program by a code', async () => {
    const path = `/account/third-party/return?state=${'A'.repeat(43)}&code=x`;
    const client = new Client(service.address);
    const page = await client.fetch({ path, headers: { Accept: 'text/html,*/*;q=0.8' } });
    expect([page.status, page.headers.get('content-type')]).toEqual([400, 'text/html; charset=UTF-8']);
    expect(await page.text()).toContain('这次验证隔得太久，已经作废；什么也没有建立或绑定。');
    expect((await (await client.fetch({ path })).json()).error.code).toBe('third-party-expired');
  });

  describe('from 账号安全', () => {
    const tie = async (member: MemberClient, subject: string) => {
      const begun = await begin(member, 'work');
      const back = await oidc.sayYes(begun.address, subject);
      const { state, secret } = begun;
      return codeOf(await member.do('/account/third-party/tie', { state, secret, back }));
    };

    it('is tied and untied, but for the last way to sign in', async () => {
      const member = await newMember(service.address);
      const { id } = got(await member.session()).member;
      expect(await tie(member, newSubject())).toBe('done');
      expect(await tie(member, newSubject())).toBe('provider-bound');
      expect(got(await member.security()).thirdParties?.map(({ provider }) => provider)).toEqual(['work']);
      expect(codeOf(await member.do('/account/third-party/untie', { provider: 'work' }))).toBe('done');
      expect(codeOf(await member.do('/account/third-party/untie', { provider: 'work' }))).toBe('not-found');

      expect(await tie(member, newSubject())).toBe('done');
      const { db } = service.context;
      await db.updateTable('member').set({ phoneNumber: null }).where('id', '=', id).execute();
      expect(codeOf(await member.do('/account/third-party/untie', { provider: 'work' }))).toBe('last-way');
      await db
        .updateTable('member')
        .set({ username: `name_${id.slice(0, 8)}` })
        .where('id', '=', id)
        .execute();
      expect(codeOf(await member.do('/account/third-party/untie', { provider: 'work' }))).toBe('done');
    });

    it('is not taken from somebody else, and asks for a proof', async () => {
      const [owner, other] = [await newMember(service.address), await newMember(service.address)];
      const subject = newSubject();
      expect(await tie(owner, subject)).toBe('done');
      expect(await tie(other, subject)).toBe('identity-taken');
      passTime(11 * MINUTE_MS);
      expect(codeOf(await owner.do('/account/third-party/untie', { provider: 'work' }))).toBe('proof-needed');
    });
  });

  it('keeps neither verifier nor secret in clear', async () => {
    const begun = await begin(new Client(service.address), 'work');
    const rows = JSON.stringify(await service.context.db.selectFrom('thirdPartyFlow').selectAll().execute());
    expect(rows).not.toContain(begun.state);
    expect(rows).not.toContain(begun.secret);
    expect(rows).not.toContain('codeVerifier');
  });
});
