import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { createPasswords, type Passwords } from '../../service/account/passwords.ts';
import { POLICY_VERSION } from '../../service/account/policy.ts';
import { ServiceError } from '../../service/errors.ts';
import { Client, got, newMember, newPhone, PASSWORD } from './client.ts';
import { DATABASES, startOn, type TestService } from './databases.ts';
import { DAY_MS, MINUTE_MS, otherCode, passTime } from './time.ts';

describe.each(DATABASES)('accounts on $name', (database) => {
  let service: TestService;
  let client: Client;
  const verified: (string | null)[] = [];
  /** As where a hundred others wait for their hashes. */
  let isBusy = false;

  beforeAll(async () => {
    service = await startOn(database, {
      passwords: recording(await createPasswords('development'), verified, () => isBusy),
    });
  });
  afterAll(() => service.remove());
  afterEach(() => vi.useRealTimers());
  const freshClient = () => {
    client = new Client(service.address);
    return client;
  };

  describe('registering', () => {
    it('creates an account that can sign in by its number, with or without +86', async () => {
      const { phone, token } = await newMember(service.address);
      const here = got(await new Client(service.address, token).session());
      expect(here.member.phone).toBe(`${phone.slice(3, 6)} **** ${phone.slice(-4)}`);
      const there = got(await freshClient().signIn(phone.slice(3)));
      expect(there.member).toEqual(here.member);
      expect(there.token).not.toBe(token);
    });

    it('records consent to the version that was agreed to', async () => {
      const { token } = await newMember(service.address);
      const { member } = got(await new Client(service.address, token).session());
      const consent = await service.context.db
        .selectFrom('consent')
        .selectAll()
        .where('memberId', '=', member.id)
        .executeTakeFirstOrThrow();
      expect(consent.policyVersion).toBe(POLICY_VERSION);
      expect(Math.abs(consent.at.getTime() - Date.now())).toBeLessThan(MINUTE_MS);
    });

    it('asks for consent to the policy in force, without costing the code', async () => {
      const phone = newPhone();
      const code = await freshClient().receiveCode(phone, 'register');
      const refused = await client.register({ phone, code, policyVersion: '2001-01' });
      expect(refused.error?.code).toBe('consent-required');
      expect((await client.register({ phone, code })).status).toBe(201);
    });

    it.each([
      ['1234567', 'password-too-short'],
      ['书'.repeat(7), 'password-too-short'],
      ['x1'.repeat(65), 'password-too-long'],
      ['Password123', 'password-too-common'],
      ['88888888', 'password-too-common'],
      ['abcdabcd', 'password-too-common'],
      ['观察伴读2026', 'password-too-common'],
      ['Observation-1', 'password-too-common'],
    ])('refuses the password %s, without costing the code', async (password, reason) => {
      const phone = newPhone();
      const code = await freshClient().receiveCode(phone, 'register');
      expect((await client.register({ phone, code, password })).error?.code).toBe(reason);
      expect((await client.register({ phone, code })).status).toBe(201);
    });

    it('tells that a number is taken only to who holds the right code', async () => {
      const { phone } = await newMember(service.address);
      passTime(MINUTE_MS);
      const code = await freshClient().receiveCode(phone, 'register');
      expect((await client.register({ phone, code: otherCode(code) })).error?.code).toBe('wrong-code');
      expect((await client.register({ phone, code })).error?.code).toBe('phone-taken');
    });

    it('lets one of two registrations at once through', async () => {
      const phone = newPhone();
      const code = await freshClient().receiveCode(phone, 'register');
      const answers = await Promise.all([client.register({ phone, code }), client.register({ phone, code })]);
      expect(answers.map((answer) => answer.error?.code ?? 'registered').sort()).toEqual([
        'code-used',
        'registered',
      ]);
    });

    it('refuses numbers that are no mobile numbers', async () => {
      expect((await freshClient().sendCode('+8602112345678', 'register')).error?.code).toBe('phone-invalid');
    });

    it('takes numbers of other countries', async () => {
      const { token } = await newMember(service.address, `+8529${newPhone().slice(-7)}`);
      expect(token).toHaveLength(43);
    });
  });

  describe('signing in by password', () => {
    it('does the same work for an account that does not exist, and gives the same answer', async () => {
      const { phone } = await newMember(service.address);
      const verifiedBefore = verified.length;
      const wrong = await freshClient().signIn(phone, 'not the password');
      const unknown = await freshClient().signIn(newPhone(), 'not the password');
      expect(verified.slice(verifiedBefore)).toEqual([expect.stringContaining('$argon2id$'), null]);
      expect(wrong.error).toEqual({ code: 'wrong-account-or-password' });
      expect(unknown).toEqual(wrong);
    });

    it('locks an account for 15 minutes after five failures, whether or not it exists', async () => {
      const { phone } = await newMember(service.address);
      for (const account of [phone, newPhone()]) {
        for (let attempt = 0; attempt < 5; attempt += 1) {
          // From another address each time: it is the account that counts.
          const { error } = await freshClient().signIn(account, 'not the password');
          expect(error?.code).toBe('wrong-account-or-password');
        }
        const { error } = await freshClient().signIn(account);
        expect(error?.code).toBe('rate-limited');
        expect(error?.retryAfter).toBeGreaterThan(14 * 60);
      }
      passTime(15 * MINUTE_MS);
      got(await freshClient().signIn(phone));
    });

    it('counts failures by the name that is typed, so that a lock tells nobody which names are one account’s', async () => {
      const member = await newMember(service.address);
      const userName = `typed_${member.phone.slice(-8)}`;
      expect((await member.do('/account/user-name', { userName })).error).toBeNull();
      for (let attempt = 0; attempt < 5; attempt += 1) await freshClient().signIn(member.phone, 'wrong');
      expect((await freshClient().signIn(member.phone)).error?.code).toBe('rate-limited');
      const { error } = await freshClient().signIn(userName, 'wrong');
      expect(error?.code).toBe('wrong-account-or-password');
      got(await freshClient().signIn(userName.toUpperCase()));
    });

    it('locks nobody out whom a crowd kept from being looked at', async () => {
      const { phone } = await newMember(service.address);
      for (let attempt = 0; attempt < 4; attempt += 1) await freshClient().signIn(phone, 'not the password');
      isBusy = true;
      for (let attempt = 0; attempt < 5; attempt += 1)
        expect((await freshClient().signIn(phone)).error?.code).toBe('unavailable');
      isBusy = false;
      expect((await freshClient().signIn(phone, 'not the password')).error?.code).toBe(
        'wrong-account-or-password',
      );
      expect((await freshClient().signIn(phone)).error?.code).toBe('rate-limited');
    });

    it('does not let a burst of guesses through at once', async () => {
      const { phone } = await newMember(service.address);
      const answers = await Promise.all(
        Array.from({ length: 12 }, () => new Client(service.address).signIn(phone, 'not the password')),
      );
      const checked = answers.filter(({ error }) => error?.code === 'wrong-account-or-password');
      expect(checked).toHaveLength(5);
    });

    it('forgets failures after a success', async () => {
      const { phone } = await newMember(service.address);
      for (let round = 0; round < 3; round += 1) {
        for (let attempt = 0; attempt < 4; attempt += 1)
          await freshClient().signIn(phone, 'not the password');
        got(await freshClient().signIn(phone));
      }
    });

    it('limits one address that tries many accounts', async () => {
      freshClient();
      let answer = await client.signIn(newPhone());
      for (let attempt = 0; attempt < 100; attempt += 1) answer = await client.signIn(newPhone());
      expect(answer.error?.code).toBe('rate-limited');
    });

    it('takes a password typed in another Unicode form', async () => {
      const phone = newPhone();
      const code = await freshClient().receiveCode(phone, 'register');
      got(await client.register({ phone, code, password: 'cafe\u0301 am Bahnhof' }));
      got(await client.signIn(phone, 'caf\u00e9 am Bahnhof'));
    });
  });

  describe('signing in by SMS', () => {
    it('opens a session', async () => {
      const { phone } = await newMember(service.address);
      passTime(MINUTE_MS);
      const code = await freshClient().receiveCode(phone, 'sign-in');
      const { token } = got(await client.signInBySms(phone, code));
      got(await new Client(service.address, token).session());
    });

    it('says that a number has no account only after the right code', async () => {
      const phone = newPhone();
      const code = await freshClient().receiveCode(phone, 'sign-in');
      expect((await client.signInBySms(phone, otherCode(code))).error?.code).toBe('wrong-code');
      expect((await client.signInBySms(phone, code)).error?.code).toBe('not-found');
    });

    it('answers a request for a code alike for known and unknown numbers', async () => {
      const { phone } = await newMember(service.address);
      passTime(MINUTE_MS);
      const known = await freshClient().sendCode(phone, 'sign-in');
      expect(await freshClient().sendCode(newPhone(), 'sign-in')).toEqual(known);
    });
  });

  describe('sessions', () => {
    it('end by signing out, and only that one', async () => {
      const first = await newMember(service.address);
      const { token } = got(await freshClient().signIn(first.phone));
      expect((await first.signOut()).status).toBe(204);
      expect((await first.session()).error?.code).toBe('unauthorized');
      got(await new Client(service.address, token).session());
    });

    it('end after 30 days unused, and go on while used', async () => {
      const used = await newMember(service.address);
      const unused = await newMember(service.address);
      passTime(20 * DAY_MS);
      got(await used.session());
      passTime(20 * DAY_MS);
      got(await used.session());
      expect((await unused.session()).error?.code).toBe('unauthorized');
    });

    it('end after 180 days in any case', async () => {
      const member = await newMember(service.address);
      for (let days = 0; days < 175; days += 25) {
        got(await member.session());
        passTime(25 * DAY_MS);
      }
      got(await member.session());
      passTime(6 * DAY_MS);
      expect((await member.session()).error?.code).toBe('unauthorized');
    });

    it('lie in the database without their tokens', async () => {
      const { token } = await newMember(service.address);
      const rows = await service.context.db.selectFrom('session').selectAll().execute();
      expect(JSON.stringify(rows)).not.toContain(token);
    });
  });

  it('writes down sign-ins and sign-outs without numbers or addresses in clear', async () => {
    const member = await newMember(service.address);
    const { member: known } = got(await member.session());
    await member.signIn(member.phone, 'not the password');
    await member.signIn(member.phone, PASSWORD);
    await member.signOut();
    const rows = await service.context.db
      .selectFrom('audit')
      .selectAll()
      .where('memberId', '=', known.id)
      .orderBy('at')
      .execute();
    expect(rows.map(({ event }) => event)).toEqual(['register', 'sign-in-refused', 'sign-in', 'sign-out']);
    expect(JSON.stringify(rows)).not.toContain(member.phone.slice(3));
    expect(JSON.stringify(rows)).not.toContain(member.network);
  });

  it('shows the policy in both languages, naming the SMS carriers', async () => {
    for (const language of ['zh-CN', 'en']) {
      const policy = await (
        await freshClient().fetch({ path: `/account/policy?language=${language}` })
      ).json();
      expect(policy).toMatchObject({
        version: POLICY_VERSION,
        text: expect.stringMatching(/阿里云|Alibaba Cloud/),
      });
    }
  });
});

/** The real thing, with a list of the hashes it was asked to verify. */
function recording(passwords: Passwords, verified: (string | null)[], isBusy: () => boolean): Passwords {
  return {
    hash: passwords.hash,
    async verify(hashed, password) {
      verified.push(hashed);
      if (isBusy()) throw new ServiceError('unavailable');
      return passwords.verify(hashed, password);
    },
  };
}
