import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { signedInSchema, smsCodeResponseSchema } from '../../protocol/account.ts';
import {
  deletionResponseSchema,
  mailboxResponseSchema,
  recoveryCodesResponseSchema,
  secondFactorResponseSchema,
} from '../../protocol/account-security.ts';
import { POLICY_VERSION } from '../../service/account/policy.ts';
import { authenticatorCode } from '../authenticator-code.ts';
import { Client, got, type MemberClient, newMember, newPhone, PASSWORD } from './client.ts';
import { DATABASES, POSTGRES, startOn, type TestService } from './databases.ts';
import { DAY_MS, MINUTE_MS, otherCode, passTime } from './time.ts';

const NEW_PASSWORD = '夜里的第三盏灯 is still on';

describe.each(DATABASES)('what a member does about their account on $name', (database) => {
  let service: TestService;
  let member: MemberClient & { phone: string };

  beforeAll(async () => {
    service = await startOn(database);
  });
  afterAll(() => service.remove());
  afterEach(() => vi.useRealTimers());

  const signedIn = async (deviceName = 'another', account = member.phone) => {
    const client = new Client(service.address);
    const json = { account, password: PASSWORD, deviceName, timeZone: 'Asia/Shanghai' };
    const answer = await client.call(signedInSchema, { method: 'POST', path: '/account/sign-in', json });
    client.token = got(answer).token;
    return client;
  };
  const post = <T>(
    client: Client,
    path: string,
    schema: Parameters<typeof client.call<T>>[0],
    json: unknown = {},
  ) => client.call(schema, { method: 'POST', path, json });
  const codeOf = (answer: { error: { code: string } | null }) => answer.error?.code ?? 'done';

  describe('a proof that it is still them', () => {
    const sensitive: [string, unknown][] = [
      ['/account/password', { password: NEW_PASSWORD }],
      ['/account/phone/codes', { phone: newPhone() }],
      ['/account/phone', { phone: newPhone(), code: '000000' }],
      ['/account/user-name', { userName: 'somebody_else' }],
      ['/account/email/codes', { email: 'somebody@example.com' }],
      ['/account/email', { email: 'somebody@example.com', code: '000000' }],
      ['/account/second-factor', {}],
      ['/account/second-factor/confirm', { code: '000000' }],
      ['/account/second-factor/remove', {}],
      ['/account/recovery-codes', {}],
      ['/account/export', {}],
      ['/account/deletion', {}],
    ];
    it('is asked for ten minutes after signing in, before whatever could lock them out or give all away', async () => {
      member = await newMember(service.address);
      passTime(11 * MINUTE_MS);
      for (const [path, json] of sensitive) {
        const answer = await member.do(path, json);
        expect([path, answer.status, codeOf(answer)]).toEqual([path, 403, 'proof-needed']);
      }
    });

    it('is given by the password, for ten minutes and in this session alone', async () => {
      member = await newMember(service.address);
      const other = await signedIn();
      passTime(11 * MINUTE_MS);
      expect(codeOf(await member.do('/account/proof', { password: 'not the password' }))).toBe(
        'wrong-password',
      );
      expect(codeOf(await member.do('/account/proof', { password: PASSWORD }))).toBe('done');
      expect(codeOf(await member.do('/account/user-name', { userName: 'Ruoxi_Shen' }))).toBe('done');
      expect(codeOf(await other.do('/account/user-name', { userName: 'Ruoxi_Shen' }))).toBe('proof-needed');
      passTime(11 * MINUTE_MS);
      expect(codeOf(await member.do('/account/user-name', { userName: 'Ruoxi' }))).toBe('proof-needed');
    });

    it('is given by a code to their own number', async () => {
      member = await newMember(service.address);
      passTime(11 * MINUTE_MS);
      got(await post(member, '/account/proof/codes', smsCodeResponseSchema));
      const code = await member.readCode(member.phone);
      expect(codeOf(await member.do('/account/proof', { code: otherCode(code) }))).toBe('wrong-code');
      expect(codeOf(await member.do('/account/proof', { code }))).toBe('done');
      expect(codeOf(await member.do('/account/deletion/undo'))).toBe('done');
      expect(codeOf(await member.do('/account/user-name', { userName: 'proven_by_sms' }))).toBe('done');
    });

    it('can be guessed five times in a quarter of an hour', async () => {
      member = await newMember(service.address);
      for (let guess = 0; guess < 5; guess += 1) await member.do('/account/proof', { password: 'wrong' });
      expect(codeOf(await member.do('/account/proof', { password: PASSWORD }))).toBe('rate-limited');
    });

    it('is taken thirty times in a quarter of an hour, right ones included', async () => {
      member = await newMember(service.address);
      for (let time = 0; time < 30; time += 1)
        expect(codeOf(await member.do('/account/proof', { password: PASSWORD }))).toBe('done');
      expect(codeOf(await member.do('/account/proof', { password: PASSWORD }))).toBe('rate-limited');
    });
  });

  describe('devices', () => {
    it('are ended one at a time, refused at once, and tell where their clock stands', async () => {
      member = await newMember(service.address);
      const other = await signedIn('办公室台式机');
      const { devices } = got(await member.devices());
      const there = devices.find(({ isThis }) => !isThis);
      expect(there).toMatchObject({ name: '办公室台式机', timeZone: 'Asia/Shanghai' });
      expect(Math.abs((there?.lastSeenAt ?? 0) - Date.now())).toBeLessThan(MINUTE_MS);
      expect(codeOf(await member.do('/account/devices/name', { id: there?.id, name: '书房\n的' }))).toBe(
        'done',
      );
      expect(got(await other.devices()).devices.map(({ name }) => name)).toContain('书房 的');
      expect(codeOf(await member.do('/account/devices/end', { id: there?.id }))).toBe('done');
      expect(codeOf(await other.session())).toBe('unauthorized');
      got(await member.session());
    });

    it('are all ended but this one', async () => {
      member = await newMember(service.address);
      const others = [await signedIn(), await signedIn()];
      expect(codeOf(await member.do('/account/devices/end-others'))).toBe('done');
      for (const other of others) expect(codeOf(await other.session())).toBe('unauthorized');
      got(await member.session());
    });

    it("of another member can't be ended or named", async () => {
      member = await newMember(service.address);
      const stranger = await newMember(service.address);
      const id = got(await member.devices()).devices[0]?.id;
      expect(codeOf(await stranger.do('/account/devices/end', { id }))).toBe('not-found');
      expect(codeOf(await stranger.do('/account/devices/name', { id, name: 'mine' }))).toBe('not-found');
      expect(got(await member.devices()).devices[0]?.name).toBeNull();
    });
  });

  it('a changed password ends every other session, and common ones are refused', async () => {
    member = await newMember(service.address);
    const other = await signedIn();
    expect(codeOf(await member.do('/account/password', { password: 'password123' }))).toBe(
      'password-too-common',
    );
    got(await other.session());
    expect(codeOf(await member.do('/account/password', { password: NEW_PASSWORD }))).toBe('done');
    expect(codeOf(await other.session())).toBe('unauthorized');
    got(await member.session());
    expect(codeOf(await member.signIn(member.phone))).toBe('wrong-account-or-password');
    got(await member.signIn(member.phone, NEW_PASSWORD));
  });

  it('a password is changed ten times a day', async () => {
    member = await newMember(service.address);
    const change = async (time: number) =>
      codeOf(await member.do('/account/password', { password: `${NEW_PASSWORD} ${time}` }));
    for (let time = 0; time < 10; time += 1) expect(await change(time)).toBe('done');
    expect(await change(10)).toBe('rate-limited');
  });

  describe('ways to be known', () => {
    it('a user name signs in, whatever its case, and is one member’s', async () => {
      member = await newMember(service.address);
      const name = `Reader_${newPhone().slice(-8)}`;
      expect(codeOf(await member.do('/account/user-name', { userName: name }))).toBe('done');
      await signedIn('x', name.toUpperCase());
      const stranger = await newMember(service.address);
      expect(codeOf(await stranger.do('/account/user-name', { userName: name.toLowerCase() }))).toBe(
        'user-name-taken',
      );
      expect(got(await member.security()).userName).toBe(name);
    });

    it('can be tried ten times a day', async () => {
      const owner = await newMember(service.address);
      const userName = `Taken_${newPhone().slice(-8)}`;
      expect(codeOf(await owner.do('/account/user-name', { userName }))).toBe('done');
      member = await newMember(service.address);
      for (let time = 0; time < 10; time += 1)
        expect(codeOf(await member.do('/account/user-name', { userName }))).toBe('user-name-taken');
      expect(codeOf(await member.do('/account/user-name', { userName }))).toBe('rate-limited');
      expect(codeOf(await member.do('/account/user-name', { userName: `${userName}_2` }))).toBe(
        'rate-limited',
      );
    });

    it.each(['13800004071', 'a@b.example', 'ab', '名字', '_name', ''])(
      '%s is no user name',
      async (userName) => {
        expect(codeOf(await member.do('/account/user-name', { userName }))).toBe('bad-request');
      },
    );

    const letterTo = async (email: string) => {
      const path = `/development/mailbox?email=${encodeURIComponent(email)}`;
      return got(await member.call(mailboxResponseSchema, { path })).messages;
    };
    const codeIn = async (email: string) =>
      /\d{6}/.exec((await letterTo(email))[0]?.subject ?? '')?.[0] ?? '';
    const newEmail = () => `reader${newPhone().slice(-8)}@example.com`;

    it('an e-mail counts once its code was told, then signs in and receives the code of a forgotten password', async () => {
      member = await newMember(service.address);
      const email = newEmail();
      got(await post(member, '/account/email/codes', smsCodeResponseSchema, { email: email.toUpperCase() }));
      expect(got(await member.security()).email).toBeNull();
      expect(codeOf(await member.signIn(email))).toBe('wrong-account-or-password');
      const code = await codeIn(email);
      expect(codeOf(await member.do('/account/email', { email, code: otherCode(code) }))).toBe('wrong-code');
      expect(codeOf(await member.do('/account/email', { email, code }))).toBe('done');
      expect(got(await member.security()).email).toBe(email);
      got(await member.signIn(email));

      passTime(MINUTE_MS);
      const sentBefore = (await letterTo(email)).length;
      got(await new Client(service.address).sendRecoveryCode(email));
      await service.context.afterwards.settled();
      expect(await letterTo(email)).toHaveLength(sentBefore + 1);
      const answer = await new Client(service.address).recover(email, await codeIn(email), NEW_PASSWORD);
      expect(codeOf(answer)).toBe('done');
      got(await member.signIn(email, NEW_PASSWORD));
    });

    it('an e-mail may begin with a plus sign, and is no number by that', async () => {
      member = await newMember(service.address);
      const email = `+${newEmail()}`;
      got(await post(member, '/account/email/codes', smsCodeResponseSchema, { email }));
      expect(codeOf(await member.do('/account/email', { email, code: await codeIn(email) }))).toBe('done');
    });

    it("another member's e-mail is told to be that only to who reads its letters", async () => {
      const email = newEmail();
      for (const expected of ['done', 'email-taken']) {
        member = await newMember(service.address);
        got(await post(member, '/account/email/codes', smsCodeResponseSchema, { email }));
        expect(codeOf(await member.do('/account/email', { email, code: await codeIn(email) }))).toBe(
          expected,
        );
        passTime(MINUTE_MS);
      }
      expect(got(await member.security()).email).toBeNull();
    });

    it('a new number is proven by its code; a taken one is told only then', async () => {
      const taken = await newMember(service.address);
      member = await newMember(service.address);
      passTime(MINUTE_MS);
      const phone = newPhone();
      const change = async (number: string) => {
        got(await post(member, '/account/phone/codes', smsCodeResponseSchema, { phone: number }));
        const code = await member.readCode(number);
        expect(codeOf(await member.do('/account/phone', { phone: number, code: otherCode(code) }))).toBe(
          'wrong-code',
        );
        return codeOf(await member.do('/account/phone', { phone: number, code }));
      };
      expect(await change(taken.phone)).toBe('phone-taken');
      expect(await change(phone)).toBe('done');
      got(await member.signIn(phone));
      expect(codeOf(await member.signIn(member.phone))).toBe('wrong-account-or-password');
    });
  });

  describe('two-step sign-in', () => {
    const turnOn = async () => {
      member = await newMember(service.address);
      const { secret, uri } = got(await post(member, '/account/second-factor', secondFactorResponseSchema));
      expect(uri).toContain(`secret=${secret}`);
      const code = authenticatorCode(secret);
      const confirmed = await post(member, '/account/second-factor/confirm', recoveryCodesResponseSchema, {
        code,
      });
      return { secret, recoveryCodes: got(confirmed).recoveryCodes };
    };
    const firstStep = async () => {
      const { error } = await new Client(service.address).signIn(member.phone);
      expect(error?.code).toBe('second-factor-needed');
      return error?.step ?? '';
    };

    it('is not on before a code of the authenticator was shown', async () => {
      member = await newMember(service.address);
      const { secret } = got(await post(member, '/account/second-factor', secondFactorResponseSchema));
      got(await member.signIn(member.phone));
      const wrong = otherCode(authenticatorCode(secret));
      expect(codeOf(await member.do('/account/second-factor/confirm', { code: wrong }))).toBe(
        'wrong-second-code',
      );
      expect(got(await member.security()).secondFactorSince).toBeNull();
    });

    it('asks for the authenticator after the password; each code works once', async () => {
      const { secret } = await turnOn();
      const step = await firstStep();
      expect(codeOf(await member.signInSecond(step, authenticatorCode(secret)))).toBe('wrong-second-code');
      passTime(30_000);
      const code = authenticatorCode(secret);
      const { token } = got(await member.signInSecond(step, code));
      got(await new Client(service.address, token).session());
      expect(codeOf(await member.signInSecond(step, code))).toBe('step-expired');
      expect(codeOf(await member.signInSecond(await firstStep(), code))).toBe('wrong-second-code');
    });

    it('takes back what was proven without it in other sessions', async () => {
      member = await newMember(service.address);
      const other = await signedIn();
      const { secret } = got(await post(member, '/account/second-factor', secondFactorResponseSchema));
      const rename = (client: Client) =>
        client.do('/account/user-name', { userName: `two_${newPhone().slice(-8)}` });
      expect(codeOf(await rename(other))).toBe('done');
      const code = authenticatorCode(secret);
      got(await post(member, '/account/second-factor/confirm', recoveryCodesResponseSchema, { code }));
      expect(codeOf(await rename(other))).toBe('proof-needed');
      expect(codeOf(await rename(member))).toBe('done');
    });

    it('asks after a code by SMS as well, and of a proof', async () => {
      const { secret } = await turnOn();
      passTime(MINUTE_MS);
      const code = await member.receiveCode(member.phone, 'sign-in');
      expect(codeOf(await member.signInBySms(member.phone, code))).toBe('second-factor-needed');
      expect(codeOf(await member.do('/account/proof', { password: PASSWORD }))).toBe('second-factor-needed');
      const secondCode = authenticatorCode(secret);
      expect(codeOf(await member.do('/account/proof', { password: PASSWORD, secondCode }))).toBe('done');
    });

    it('lets a proof by SMS keep its code while the second one is asked for, or was wrong', async () => {
      const { secret } = await turnOn();
      passTime(11 * MINUTE_MS);
      got(await post(member, '/account/proof/codes', smsCodeResponseSchema));
      const code = await member.readCode(member.phone);
      expect(codeOf(await member.do('/account/proof', { code }))).toBe('second-factor-needed');
      expect(codeOf(await member.do('/account/proof', { code, secondCode: 'aaaaa-aaaaa' }))).toBe(
        'wrong-second-code',
      );
      const secondCode = authenticatorCode(secret);
      expect(codeOf(await member.do('/account/proof', { code, secondCode }))).toBe('done');
      passTime(30_000);
      const again = { code, secondCode: authenticatorCode(secret) };
      expect(codeOf(await member.do('/account/proof', again))).toBe('code-used');
    });

    it('takes each of ten recovery codes once, and new ones end the old', async () => {
      const { recoveryCodes } = await turnOn();
      const [first = '', second = ''] = recoveryCodes;
      expect(new Set(recoveryCodes).size).toBe(10);
      got(await member.signInSecond(await firstStep(), first.toUpperCase().replace('-', '')));
      expect(codeOf(await member.signInSecond(await firstStep(), first))).toBe('wrong-second-code');
      expect(got(await member.security()).recoveryCodesLeft).toBe(9);
      got(await post(member, '/account/recovery-codes', recoveryCodesResponseSchema));
      expect(codeOf(await member.signInSecond(await firstStep(), second))).toBe('wrong-second-code');
    });

    it('counts wrong codes for the member, however often they begin anew', async () => {
      const { secret } = await turnOn();
      for (let guess = 0; guess < 5; guess += 1) {
        const answer = await new Client(service.address).signInSecond(await firstStep(), '000000');
        expect(codeOf(answer)).toBe('wrong-second-code');
      }
      passTime(30_000);
      const answer = await member.signInSecond(await firstStep(), authenticatorCode(secret));
      expect(codeOf(answer)).toBe('rate-limited');
    });

    it('is not undone by a new password, and a step waits ten minutes', async () => {
      const { secret } = await turnOn();
      passTime(MINUTE_MS);
      const stepByOld = await firstStep();
      got(await member.sendRecoveryCode(member.phone));
      await service.context.afterwards.settled();
      await member.recover(member.phone, await member.readCode(member.phone), NEW_PASSWORD);
      expect(codeOf(await member.signInSecond(stepByOld, authenticatorCode(secret)))).toBe('step-expired');
      const { error } = await member.signIn(member.phone, NEW_PASSWORD);
      expect(error?.code).toBe('second-factor-needed');
      passTime(11 * MINUTE_MS);
      expect(codeOf(await member.signInSecond(error?.step ?? '', authenticatorCode(secret)))).toBe(
        'step-expired',
      );
    });

    it('is asked for on a device of whatever name', async () => {
      const { secret } = await turnOn();
      const json = { account: member.phone, password: PASSWORD, deviceName: 'two\u0000in one' };
      const client = new Client(service.address);
      const asked = { method: 'POST', path: '/account/sign-in', json };
      const { error } = await client.call(signedInSchema, asked);
      expect(error?.code).toBe('second-factor-needed');
      passTime(30_000);
      client.token = got(await client.signInSecond(error?.step ?? '', authenticatorCode(secret))).token;
      expect(got(await client.devices()).devices.map(({ name }) => name)).toContain('two in one');
    });

    it('is turned off, after a proof', async () => {
      await turnOn();
      expect(codeOf(await member.do('/account/second-factor'))).toBe('second-factor-on');
      expect(codeOf(await member.do('/account/second-factor/remove'))).toBe('done');
      got(await member.signIn(member.phone));
    });

    it('lies in the database sealed, its recovery codes as hashes', async () => {
      const { secret, recoveryCodes } = await turnOn();
      const { db } = service.context;
      const rows = JSON.stringify([
        await db.selectFrom('secondFactor').selectAll().execute(),
        await db.selectFrom('recoveryCode').selectAll().execute(),
        await db.selectFrom('signInStep').selectAll().execute(),
      ]);
      const withoutHyphen = recoveryCodes.map((code) => code.replace('-', ''));
      for (const word of [secret, ...recoveryCodes, ...withoutHyphen]) expect(rows).not.toContain(word);
    });
  });

  describe('deleting the account', () => {
    it('waits seven days, ends the other sessions, and is taken back by a press or by signing in', async () => {
      member = await newMember(service.address);
      const other = await signedIn();
      const { deleteAt } = got(await post(member, '/account/deletion', deletionResponseSchema));
      expect(Math.round((deleteAt - Date.now()) / DAY_MS)).toBe(7);
      expect(got(await member.security()).deleteAt).toBe(deleteAt);
      expect(codeOf(await other.session())).toBe('unauthorized');
      expect(codeOf(await member.do('/account/deletion/undo'))).toBe('done');
      expect(got(await member.security()).deleteAt).toBeNull();

      got(await post(member, '/account/deletion', deletionResponseSchema));
      expect(got(await member.signIn(member.phone)).isDeletionUndone).toBe(true);
      expect(got(await member.security()).deleteAt).toBeNull();
      expect(got(await member.signIn(member.phone)).isDeletionUndone).toBeUndefined();
    });
  });

  it('agrees to the policy in force, once, and to no other', async () => {
    member = await newMember(service.address);
    const { db } = service.context;
    await db.updateTable('consent').set({ policyVersion: '2001-01' }).execute();
    expect(codeOf(await member.do('/account/consents', { policyVersion: '2001-01' }))).toBe(
      'consent-required',
    );
    for (let time = 0; time < 2; time += 1)
      expect(codeOf(await member.do('/account/consents', { policyVersion: POLICY_VERSION }))).toBe('done');
    const { consents, policy } = got(await member.security());
    expect(consents.map(({ policyVersion }) => policyVersion)).toEqual([POLICY_VERSION, '2001-01']);
    expect(policy.version).toBe(POLICY_VERSION);
  });
});

describe('two-step sign-in on Postgres', () => {
  it('keeps its secret where another page begins as it is turned on', async () => {
    const service = await startOn(POSTGRES);
    onTestFinished(() => service.remove());
    const member = await newMember(service.address);
    const asked = { method: 'POST', path: '/account/second-factor', json: {} } as const;
    const { secret } = got(await member.call(secondFactorResponseSchema, asked));
    const { id } = got(await member.session()).member;
    const { db } = service.context;
    const other = await db.transaction().execute(async (tx) => {
      await tx
        .updateTable('secondFactor')
        .set({ confirmedAt: new Date() })
        .where('memberId', '=', id)
        .execute();
      const begun = member.do('/account/second-factor');
      await new Promise((resolve) => setTimeout(resolve, 300)); // it has looked, and waits for this transaction
      return { begun };
    });
    expect((await other.begun).error?.code).toBe('second-factor-on');
    onTestFinished(() => void vi.useRealTimers());
    passTime(MINUTE_MS);
    const { error } = await new Client(service.address).signIn(member.phone);
    got(await member.signInSecond(error?.step ?? '', authenticatorCode(secret)));
  });
});
