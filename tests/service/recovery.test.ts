import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { createPasswords } from '../../service/account/passwords.ts';
import { OutboxSmsSender } from '../../service/sms/outbox.ts';
import { Client, got, newMember, newPhone, PASSWORD } from './client.ts';
import { countStatements } from './count-statements.ts';
import { DATABASES, startOn, type TestService } from './databases.ts';
import { MINUTE_MS, otherCode, passTime } from './time.ts';

const NEW_PASSWORD = '夜里的第三盏灯 is still on';

describe.each(DATABASES)('a forgotten password on $name', (database) => {
  let service: TestService;
  let hashed = 0;
  /** What happens once a password was looked at, and before its sign-in goes on. */
  let meanwhile = async () => {};
  const sms = new OutboxSmsSender();

  beforeAll(async () => {
    const passwords = await createPasswords('development');
    service = await startOn(database, {
      sms,
      passwords: {
        async verify(known, password) {
          const isRight = await passwords.verify(known, password);
          await meanwhile();
          return isRight;
        },
        hash(password) {
          hashed += 1;
          return passwords.hash(password);
        },
      },
    });
  });
  afterAll(() => service.remove());
  afterEach(() => vi.useRealTimers());

  /** A member, with the minute over that a number waits between two codes. */
  const forgetfulMember = async () => {
    const member = await newMember(service.address);
    passTime(MINUTE_MS);
    return member;
  };
  const receiveCode = async (client: Client, account: string, phone: string) => {
    got(await client.sendRecoveryCode(account));
    await service.context.afterwards.settled();
    return client.readCode(phone);
  };

  it('is replaced by a code, which ends every session and signs nobody in', async () => {
    const member = await forgetfulMember();
    const other = new Client(service.address, got(await member.signIn(member.phone)).token);
    const code = await receiveCode(new Client(service.address), member.phone, member.phone);
    const answer = await new Client(service.address).recover(member.phone, code, NEW_PASSWORD);
    expect([answer.status, answer.ok]).toEqual([204, null]);
    for (const device of [member, other]) expect((await device.session()).error?.code).toBe('unauthorized');
    expect((await member.signIn(member.phone, PASSWORD)).error?.code).toBe('wrong-account-or-password');
    got(await member.signIn(member.phone, NEW_PASSWORD));
  });

  it('opens no session to who began to sign in by the old password', async () => {
    const member = await forgetfulMember();
    const code = await receiveCode(member, member.phone, member.phone);
    meanwhile = async () => {
      meanwhile = async () => {};
      expect((await member.recover(member.phone, code, NEW_PASSWORD)).error).toBeNull();
    };
    const signedIn = await new Client(service.address).signIn(member.phone);
    expect(signedIn.error?.code).toBe('wrong-account-or-password');
  });

  it('is answered in the same words, and by as many statements, whether or not the account exists', async () => {
    const { phone } = await forgetfulMember();
    const ask = async (account: string) => {
      const client = new Client(service.address);
      const counted = await countStatements(async () => {
        const sent = await client.sendRecoveryCode(account);
        const wrong = await client.recover(account, '000000', NEW_PASSWORD);
        const weak = await client.recover(account, '000000', '12345678');
        await service.context.afterwards.settled();
        return [sent, wrong, weak];
      });
      return counted;
    };
    const hashedBefore = hashed;
    const known = await ask(phone);
    const unknown = await ask(newPhone());
    expect(unknown.value).toEqual(known.value);
    expect(known.value.map(({ error }) => error?.code)).toEqual([
      undefined,
      'wrong-code',
      'password-too-common',
    ]);
    expect(known.statements.length).toBeGreaterThan(10);
    expect(unknown.statements.sort()).toEqual(known.statements.sort());
    expect(hashed).toBe(hashedBefore);
  });

  it('costs one hash where the code is right', async () => {
    const member = await forgetfulMember();
    const code = await receiveCode(member, member.phone, member.phone);
    const hashedBefore = hashed;
    await member.recover(member.phone, code, NEW_PASSWORD);
    expect(hashed).toBe(hashedBefore + 1);
  });

  it('sends nothing where there is no account, and counts it all the same', async () => {
    const phone = newPhone();
    const client = new Client(service.address);
    got(await client.sendRecoveryCode(phone));
    await service.context.afterwards.settled();
    expect(sms.messages(phone)).toEqual([]);
    expect((await client.sendRecoveryCode(phone)).error?.code).toBe('rate-limited');
  });

  it('shares its limits with the other codes of the number', async () => {
    const { phone } = await newMember(service.address);
    expect((await new Client(service.address).sendRecoveryCode(phone)).error?.code).toBe('rate-limited');
  });

  it('counts for the number it goes to, by whatever name it was asked for', async () => {
    const member = await forgetfulMember();
    const userName = `forgetful_${newPhone().slice(-6)}`;
    expect((await member.do('/account/user-name', { userName })).error).toBeNull();
    const sent = () => sms.messages(member.phone).length;
    for (const account of [member.phone, userName, member.phone, userName]) {
      passTime(MINUTE_MS);
      got(await new Client(service.address).sendRecoveryCode(account));
      await service.context.afterwards.settled();
    }
    expect(sent()).toBe(5); // with the one of registering
    passTime(MINUTE_MS);
    got(await new Client(service.address).sendRecoveryCode(userName));
    await service.context.afterwards.settled();
    expect(sent()).toBe(5);
    expect((await new Client(service.address).sendRecoveryCode(member.phone)).error?.code).toBe(
      'sms-daily-limit',
    );
  });

  it('can be guessed at ten times a day, by whatever names, and nobody is told which are one account’s', async () => {
    const member = await forgetfulMember();
    const userName = `guessed_${newPhone().slice(-6)}`;
    expect((await member.do('/account/user-name', { userName })).error).toBeNull();
    const stranger = new Client(service.address);
    for (let send = 0; send < 2; send += 1) {
      const code = await receiveCode(stranger, member.phone, member.phone);
      for (let guess = 0; guess < 5; guess += 1)
        await stranger.recover(member.phone, otherCode(code), NEW_PASSWORD);
      passTime(MINUTE_MS);
    }
    const right = await receiveCode(stranger, userName, member.phone);
    // With the code of registering the number has had its ten, of which nine were for a recovery.
    for (const [code, triesLeft] of [
      [otherCode(right), 4],
      [right, 3],
    ] as const) {
      const { error } = await stranger.recover(userName, code, NEW_PASSWORD);
      expect(error).toMatchObject({ code: 'wrong-code', triesLeft });
    }
    expect((await stranger.recover(member.phone, right, NEW_PASSWORD)).error?.code).toBe('rate-limited');
    got(await member.signIn(member.phone, PASSWORD));
  });

  it('is sent to a number once a minute, by whatever name it was asked for', async () => {
    const member = await forgetfulMember();
    const userName = `hasty_${newPhone().slice(-6)}`;
    expect((await member.do('/account/user-name', { userName })).error).toBeNull();
    const before = sms.messages(member.phone).length;
    for (const account of [member.phone, userName]) {
      got(await new Client(service.address).sendRecoveryCode(account));
      await service.context.afterwards.settled();
    }
    expect(sms.messages(member.phone)).toHaveLength(before + 1);
  });

  it('goes to the number where the service sends no e-mail any more', async () => {
    const mailless = await startOn(database, { config: { mailSender: { provider: 'none' } } });
    const member = await newMember(mailless.address);
    const email = `reader${newPhone().slice(-8)}@example.com`;
    const { db, afterwards } = mailless.context;
    await db.updateTable('member').set({ email, emailVerified: true }).execute();
    passTime(MINUTE_MS);
    got(await new Client(mailless.address).sendRecoveryCode(email));
    await afterwards.settled();
    const code = await member.readCode(member.phone);
    const recovered = await new Client(mailless.address).recover(email, code, NEW_PASSWORD);
    await mailless.remove();
    expect(recovered.error).toBeNull();
  });

  it('is not replaced by a code asked for under a user name before it was theirs', async () => {
    const [stranger, member] = [await forgetfulMember(), await newMember(service.address)];
    const userName = `wanted_${newPhone().slice(-6)}`;
    expect((await stranger.do('/account/user-name', { userName })).error).toBeNull();
    const code = await receiveCode(stranger, userName, stranger.phone);
    expect((await stranger.do('/account/user-name', { userName: `${userName}_2` })).error).toBeNull();
    expect((await member.do('/account/user-name', { userName })).error).toBeNull();
    const answer = await new Client(service.address).recover(userName, code, NEW_PASSWORD);
    expect(answer.error?.code).toBe('code-used');
    got(await member.signIn(member.phone));
  });

  it('is not replaced by a code that went to a number they no longer have', async () => {
    const member = await forgetfulMember();
    const userName = `moving_${newPhone().slice(-6)}`;
    expect((await member.do('/account/user-name', { userName })).error).toBeNull();
    const code = await receiveCode(member, userName, member.phone);
    const phone = newPhone();
    expect((await member.do('/account/phone/codes', { phone })).error).toBeNull();
    const json = { phone, code: await member.readCode(phone) };
    expect((await member.do('/account/phone', json)).error).toBeNull();
    const answer = await new Client(service.address).recover(userName, code, NEW_PASSWORD);
    expect(answer.error?.code).toBe('code-used');
  });

  it('takes a code once, five guesses, and no code that was sent for something else', async () => {
    const member = await forgetfulMember();
    const code = await receiveCode(member, member.phone, member.phone);
    for (let guess = 0; guess < 5; guess += 1) {
      const { error } = await member.recover(member.phone, otherCode(code), NEW_PASSWORD);
      expect([error?.code, error?.triesLeft]).toEqual(['wrong-code', 4 - guess]);
    }
    expect((await member.recover(member.phone, code, NEW_PASSWORD)).error?.code).toBe('code-tries-exceeded');
    passTime(MINUTE_MS);
    const next = await receiveCode(member, member.phone, member.phone);
    expect((await member.signInBySms(member.phone, next)).error?.code).toBe('code-expired');
    await member.recover(member.phone, next, NEW_PASSWORD);
    expect((await member.recover(member.phone, next, PASSWORD)).error?.code).toBe('code-used');
  });

  it('opens an account that too many wrong passwords had closed', async () => {
    const member = await forgetfulMember();
    for (let attempt = 0; attempt < 5; attempt += 1)
      await new Client(service.address).signIn(member.phone, 'wrong');
    expect((await member.signIn(member.phone)).error?.code).toBe('rate-limited');
    const code = await receiveCode(member, member.phone, member.phone);
    await member.recover(member.phone, code, NEW_PASSWORD);
    got(await member.signIn(member.phone, NEW_PASSWORD));
  });

  it('is written down', async () => {
    const member = await forgetfulMember();
    const { member: known } = got(await member.session());
    const code = await receiveCode(member, member.phone, member.phone);
    await member.recover(member.phone, code, NEW_PASSWORD);
    const rows = await service.context.db
      .selectFrom('audit')
      .select('event')
      .where('memberId', '=', known.id)
      .execute();
    expect(rows.map(({ event }) => event)).toContain('recover');
  });
});
