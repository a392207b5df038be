import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { signedInSchema, smsCodeResponseSchema } from '../../protocol/account.ts';
import {
  mailboxResponseSchema,
  recoveryCodesResponseSchema,
  secondFactorResponseSchema,
} from '../../protocol/account-security.ts';
import { passkeyChallengeSchema, passkeyOptionsSchema } from '../../protocol/passkeys.ts';
import { beginThirdPartyResponseSchema, finishThirdPartyResponseSchema } from '../../protocol/third-party.ts';
import { AUDIT_EVENTS } from '../../service/account/audit.ts';
import { POLICY_VERSION } from '../../service/account/policy.ts';
import { authenticatorCode } from '../authenticator-code.ts';
import { Client, got, type MemberClient, newMember, newPhone, PASSWORD } from './client.ts';
import { DATABASES, startOn, type TestService } from './databases.ts';
import { freePort } from './free-port.ts';
import { SoftwareAuthenticator } from './software-authenticator.ts';
import { MINUTE_MS, otherCode, passTime } from './time.ts';
import { startWechat, type WechatStandIn } from './wechat-stand-in.ts';

describe.each(DATABASES)('what is written down on $name', (database) => {
  const running = new AsyncDisposableStack();
  let service: TestService;
  let wechat: WechatStandIn;
  beforeAll(async () => {
    const port = await freePort();
    // By a name: passkeys are bound to none that is a number.
    const publicAddress = `http://localhost:${port}`;
    wechat = running.use(await startWechat(`${publicAddress}/account/third-party/return`));
    service = await startOn(database, { config: { port, publicAddress, thirdParties: [wechat.settings] } });
    running.defer(() => service.remove());
  });
  afterAll(() => running.disposeAsync());
  afterEach(() => vi.useRealTimers());

  const post = <T>(
    client: Client,
    path: string,
    schema: Parameters<typeof client.call<T>>[0],
    json: unknown = {},
  ) => client.call(schema, { method: 'POST', path, json });
  const codeOf = (answer: { error: { code: string } | null }) => answer.error?.code ?? 'done';
  const idOf = async (member: MemberClient) => got(await member.session()).member.id;
  const visit = async (client: Client, subject: string, hasUnion = true) => {
    const json = { provider: 'wechat' };
    const begun = got(await post(client, '/account/third-party/begin', beginThirdPartyResponseSchema, json));
    const back = await wechat.sayYes(begun.address, subject, { hasUnion });
    return { state: begun.state, secret: begun.secret, back };
  };
  const comeBack = async (subject: string, hasUnion = true) => {
    const client = new Client(service.address);
    const json = await visit(client, subject, hasUnion);
    return post(client, '/account/third-party/finish', finishThirdPartyResponseSchema, json);
  };
  const ticketOf = async (subject: string) => {
    const outcome = got(await comeBack(subject));
    return 'unknown' in outcome ? outcome.unknown.ticket : '';
  };
  const turnOn = async (member: MemberClient) => {
    const { secret } = got(await post(member, '/account/second-factor', secondFactorResponseSchema));
    const json = { code: authenticatorCode(secret) };
    const path = '/account/second-factor/confirm';
    return got(await post(member, path, recoveryCodesResponseSchema, json)).recoveryCodes;
  };

  /** Of the member, or of nobody. */
  const eventsOf = async (memberId: string | null) => {
    const rows = await service.context.db
      .selectFrom('audit')
      .select('event')
      .where('memberId', memberId === null ? 'is' : '=', memberId)
      .orderBy('at')
      .execute();
    return rows.map(({ event }) => event);
  };

  it('is each act of the list, of the member who did it', async () => {
    const member = await newMember(service.address);
    const id = await idOf(member);
    const { phone } = member;
    const visitor = new Client(service.address);

    // 登录
    await visitor.signIn(phone, 'wrong');
    const { token } = got(await visitor.signIn(phone));
    await new Client(service.address, token).signOut();
    passTime(MINUTE_MS);
    got(await visitor.signInBySms(phone, await visitor.receiveCode(phone, 'sign-in')));
    passTime(MINUTE_MS);
    const toRegister = await visitor.receiveCode(phone, 'register');
    expect(codeOf(await visitor.register({ phone, code: otherCode(toRegister) }))).toBe('wrong-code');
    passTime(MINUTE_MS);
    got(await visitor.sendRecoveryCode(phone));
    await service.context.afterwards.settled();
    const sent = await visitor.readCode(phone);
    expect(codeOf(await visitor.recover(phone, otherCode(sent), PASSWORD))).toBe('wrong-code');
    expect(codeOf(await visitor.recover(phone, sent, PASSWORD))).toBe('done');
    member.token = got(await visitor.signIn(phone)).token;

    // 证明
    expect(codeOf(await member.do('/account/proof', { password: 'wrong' }))).toBe('wrong-password');
    expect(codeOf(await member.do('/account/proof', { password: PASSWORD }))).toBe('done');

    // 绑定
    const subject = `${database.name}-bound`;
    expect(codeOf(await member.do('/account/third-party/tie', await visit(member, subject, false)))).toBe(
      'done',
    );
    got(await comeBack(subject)); // by another name than before
    expect(codeOf(await member.do('/account/third-party/untie', { provider: 'wechat' }))).toBe('done');

    // 通行密钥
    const key = new SoftwareAuthenticator();
    const options = got(await post(member, '/account/passkeys/begin', passkeyOptionsSchema));
    expect(codeOf(await member.do('/account/passkeys', { name: 'a', credential: key.create(options) }))).toBe(
      'done',
    );
    const again = got(await post(member, '/account/passkeys/begin', passkeyOptionsSchema));
    const credential = new SoftwareAuthenticator().create(again, { isVerified: false });
    expect(codeOf(await member.do('/account/passkeys', { name: 'b', credential }))).toBe('passkey-refused');
    const { challenge } = got(await post(visitor, '/account/passkey/begin', passkeyChallengeSchema));
    got(await post(visitor, '/account/sign-in/passkey', signedInSchema, { credential: key.sign(challenge) }));
    expect(codeOf(await member.do('/account/passkeys/remove', { id: key.id }))).toBe('done');

    // 两步登录
    await turnOn(member);
    const { step = '' } = (await visitor.signIn(phone)).error ?? {};
    expect(codeOf(await visitor.signInSecond(step, '000000'))).toBe('wrong-second-code');
    got(await post(member, '/account/recovery-codes', recoveryCodesResponseSchema));
    expect(codeOf(await member.do('/account/second-factor/remove'))).toBe('done');

    // 账号
    expect(codeOf(await member.do('/account/password', { password: `${PASSWORD}.` }))).toBe('done');
    const userName = `written_${id.slice(0, 8).toLowerCase()}`;
    expect(codeOf(await member.do('/account/user-name', { userName }))).toBe('done');
    const email = `${userName}@example.com`;
    got(await post(member, '/account/email/codes', smsCodeResponseSchema, { email }));
    const path = `/development/mailbox?${new URLSearchParams({ email })}`;
    const { messages } = got(await member.call(mailboxResponseSchema, { path }));
    const code = /\d{6}/.exec(messages[0]?.subject ?? '')?.[0] ?? '';
    expect(codeOf(await member.do('/account/email', { email, code: otherCode(code) }))).toBe('wrong-code');
    expect(codeOf(await member.do('/account/email', { email, code }))).toBe('done');
    const newNumber = newPhone();
    got(await post(member, '/account/phone/codes', smsCodeResponseSchema, { phone: newNumber }));
    const toNew = { phone: newNumber, code: await member.readCode(newNumber) };
    const wrong = { ...toNew, code: otherCode(toNew.code) };
    expect(codeOf(await member.do('/account/phone', wrong))).toBe('wrong-code');
    expect(codeOf(await member.do('/account/phone', toNew))).toBe('done');
    got(await visitor.signIn(newNumber, `${PASSWORD}.`));
    const { devices } = got(await member.devices());
    const other = devices.find(({ isThis }) => !isThis);
    expect(codeOf(await member.do('/account/devices/end', { id: other?.id }))).toBe('done');
    expect((await member.fetch({ method: 'POST', path: '/account/export', json: {} })).status).toBe(200);
    expect((await member.fetch({ method: 'POST', path: '/account/deletion', json: {} })).status).toBe(200);
    expect(codeOf(await member.do('/account/deletion/undo'))).toBe('done');

    const written = new Set(await eventsOf(id));
    expect(AUDIT_EVENTS.filter((event) => !written.has(event))).toEqual([]);
  });

  it('is a wrong code, whoever guesses it, and no other refusal of a code', async () => {
    const member = await newMember(service.address);
    const id = await idOf(member);
    const visitor = new Client(service.address);
    passTime(MINUTE_MS);
    expect(codeOf(await visitor.signInBySms(member.phone, '000000'))).toBe('code-expired');
    const code = await visitor.receiveCode(member.phone, 'sign-in');
    expect(codeOf(await visitor.signInBySms(member.phone, otherCode(code)))).toBe('wrong-code');
    const bind = {
      ticket: await ticketOf(`${database.name}-guess`),
      phone: member.phone,
      code: otherCode(code),
    };
    expect(codeOf(await visitor.do('/account/third-party/bind', bind))).toBe('wrong-code');
    expect(await eventsOf(id)).toEqual(['register', 'sign-in-refused', 'sign-in-refused']);

    const nobody = newPhone();
    const before = (await eventsOf(null)).length;
    const unknown = await visitor.receiveCode(nobody, 'sign-in');
    expect(codeOf(await visitor.signInBySms(nobody, otherCode(unknown)))).toBe('wrong-code');
    passTime(MINUTE_MS);
    const form = {
      ticket: await ticketOf(`${database.name}-register`),
      phone: nobody,
      code: otherCode(await visitor.receiveCode(nobody, 'register')),
      consent: { policyVersion: POLICY_VERSION },
    };
    expect(codeOf(await visitor.do('/account/third-party/register', form))).toBe('wrong-code');
    expect((await eventsOf(null)).slice(before)).toEqual(['sign-in-refused', 'register-refused']);
  });

  it('is what was wrong, and not what was late, missing or too much', async () => {
    const member = await newMember(service.address);
    const id = await idOf(member);
    const visitor = new Client(service.address);
    await turnOn(member);
    const before = (await eventsOf(id)).length;
    expect(codeOf(await member.do('/account/proof', { code: '000000' }))).toBe('code-expired');
    expect(codeOf(await member.do('/account/proof', { password: PASSWORD }))).toBe('second-factor-needed');
    const { step = '' } = (await visitor.signIn(member.phone)).error ?? {};
    for (let guess = 0; guess < 5; guess += 1)
      expect(codeOf(await visitor.signInSecond(step, 'aaaaa-aaaaa'))).toBe('wrong-second-code');
    expect(codeOf(await visitor.signInSecond(step, 'aaaaa-aaaaa'))).toBe('rate-limited');
    const proof = { password: PASSWORD, secondCode: 'aaaaa-aaaaa' };
    expect(codeOf(await member.do('/account/proof', proof))).toBe('rate-limited');
    expect((await eventsOf(id)).slice(before)).toEqual(Array(5).fill('second-step-refused'));
  });

  it('is a second code that was wrong when an account was to be bound', async () => {
    const member = await newMember(service.address);
    await turnOn(member);
    const ticket = await ticketOf(`${database.name}-second`);
    const bind = { ticket, account: member.phone, password: PASSWORD };
    const visitor = new Client(service.address);
    const { step = '' } = (await visitor.do('/account/third-party/bind', bind)).error ?? {};
    expect(codeOf(await visitor.signInSecond(step, '000000'))).toBe('wrong-second-code');
    expect(await eventsOf(await idOf(member))).toEqual([
      'register',
      'second-factor-on',
      'second-step-refused',
    ]);
  });
});
