import { createHash } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { SmsError } from '../../service/sms/sms-sender.ts';
import { Client, errorOf, got, type MemberClient, newMember, newPhone, PASSWORD } from './client.ts';
import { DATABASES, startOn, type TestService } from './databases.ts';
import { DAY_MS, MINUTE_MS, otherCode, passTime } from './time.ts';

describe.each(DATABASES)('codes by SMS on $name', (database) => {
  let service: TestService;
  let client: Client;

  beforeAll(async () => {
    service = await startOn(database);
  });
  afterAll(() => service.remove());
  afterEach(() => vi.useRealTimers());
  const freshClient = () => {
    client = new Client(service.address);
    return client;
  };

  describe('codes', () => {
    it('count wrong guesses down, and stop after five even for the right one', async () => {
      const phone = newPhone();
      const code = await freshClient().receiveCode(phone, 'register');
      const left: (number | undefined)[] = [];
      for (let guess = 0; guess < 5; guess += 1) {
        const { error } = await client.register({ phone, code: otherCode(code) });
        expect(error?.code).toBe('wrong-code');
        left.push(error?.triesLeft);
      }
      expect(left).toEqual([4, 3, 2, 1, 0]);
      expect((await client.register({ phone, code })).error?.code).toBe('code-tries-exceeded');
    });

    it('allow ten guesses a day in all, however many are sent', async () => {
      const phone = newPhone();
      freshClient();
      for (let send = 0; send < 2; send += 1) {
        const code = await client.receiveCode(phone, 'register');
        for (let guess = 0; guess < 5; guess += 1) await client.register({ phone, code: otherCode(code) });
        passTime(MINUTE_MS);
      }
      const code = await client.receiveCode(phone, 'register');
      const { error } = await client.register({ phone, code });
      expect(error).toMatchObject({ code: 'rate-limited', retryAfter: expect.any(Number) });
      passTime(DAY_MS);
      const nextDay = await client.receiveCode(phone, 'register');
      expect((await client.register({ phone, code: nextDay })).status).toBe(201);
    });

    it('work once', async () => {
      const phone = newPhone();
      const code = await freshClient().receiveCode(phone, 'register');
      await client.register({ phone, code });
      expect((await client.register({ phone, code })).error?.code).toBe('code-used');
    });

    it('tell that they were used only to who has them, and count who guesses on', async () => {
      const phone = newPhone();
      const code = await freshClient().receiveCode(phone, 'register');
      got(await client.register({ phone, code }));
      for (const triesLeft of [4, 3, 2, 1, 0]) {
        const { error } = await client.register({ phone, code: otherCode(code) });
        expect(error).toMatchObject({ code: 'wrong-code', triesLeft });
      }
      expect((await client.register({ phone, code })).error?.code).toBe('code-tries-exceeded');
    });

    it('can be guessed by a member of whom strangers have guessed all they may', async () => {
      const member = await newMember(service.address);
      freshClient();
      for (let send = 0; send < 2; send += 1) {
        passTime(MINUTE_MS);
        const code = await client.receiveCode(member.phone, 'sign-in');
        for (let guess = 0; guess < 5; guess += 1) await client.signInBySms(member.phone, otherCode(code));
      }
      passTime(MINUTE_MS);
      const toStranger = await client.receiveCode(member.phone, 'sign-in');
      expect((await client.signInBySms(member.phone, toStranger)).error?.code).toBe('rate-limited');
      passTime(MINUTE_MS);
      expect((await member.do('/account/proof/codes')).error).toBeNull();
      const code = await member.readCode(member.phone);
      expect((await member.do('/account/proof', { code })).error).toBeNull();
    });

    it('allow a member ten guesses a day at all numbers together', async () => {
      const member = await newMember(service.address);
      const codeFor = async (phone: string) => {
        expect((await member.do('/account/phone/codes', { phone })).error).toBeNull();
        return member.readCode(phone);
      };
      for (const phone of [newPhone(), newPhone()]) {
        const code = otherCode(await codeFor(phone));
        for (let guess = 0; guess < 5; guess += 1)
          expect((await member.do('/account/phone', { phone, code })).error?.code).toBe('wrong-code');
      }
      const phone = newPhone();
      const code = await codeFor(phone);
      expect((await member.do('/account/phone', { phone, code })).error?.code).toBe('rate-limited');
    });

    it('allow all members together ten guesses a day at one number', async () => {
      const phone = newPhone();
      const codeFor = async (member: MemberClient) => {
        expect((await member.do('/account/phone/codes', { phone })).error).toBeNull();
        return member.readCode(phone);
      };
      for (const member of [await newMember(service.address), await newMember(service.address)]) {
        const code = otherCode(await codeFor(member));
        for (let guess = 0; guess < 5; guess += 1) await member.do('/account/phone', { phone, code });
        passTime(MINUTE_MS);
      }
      const third = await newMember(service.address);
      const code = await codeFor(third);
      expect((await third.do('/account/phone', { phone, code })).error?.code).toBe('rate-limited');
    });

    it('are taken a hundred times in a quarter of an hour from one address, whatever they are for', async () => {
      freshClient();
      const { db, hashSecret } = service.context;
      const key = `sign-in-from ${hashSecret('address', client.network)}`;
      const tries = Array.from({ length: 100 }, () => ({ key, at: new Date() }));
      await db.insertInto('attempt').values(tries).execute();
      const phone = newPhone();
      const code = await client.receiveCode(phone, 'register');
      const answers = [
        await client.register({ phone, code }),
        await client.signInBySms(phone, code),
        await client.recover(phone, code, PASSWORD),
      ];
      expect(answers.map(({ error }) => error?.code)).toEqual(Array(3).fill('rate-limited'));
      got(await freshClient().register({ phone, code }));
    });

    it('are sent to five new numbers a day for one member, pressed too soon or not', async () => {
      const member = await newMember(service.address);
      const send = async (phone: string) => (await member.do('/account/phone/codes', { phone })).error;
      const first = newPhone();
      expect(await send(first)).toBeNull();
      expect((await send(first))?.code).toBe('rate-limited');
      for (let number = 1; number < 5; number += 1) expect(await send(newPhone())).toBeNull();
      const refusal = await send(newPhone());
      expect(refusal?.code).toBe('rate-limited');
      expect(refusal?.retryAfter).toBeGreaterThan(60 * 60);
    });

    it('work for five minutes', async () => {
      const phone = newPhone();
      const code = await freshClient().receiveCode(phone, 'register');
      passTime(5 * MINUTE_MS + 1);
      expect((await client.register({ phone, code })).error?.code).toBe('code-expired');
    });

    it('work for what they were sent for', async () => {
      const { phone } = await newMember(service.address);
      passTime(MINUTE_MS);
      const code = await freshClient().receiveCode(phone, 'register');
      expect((await client.signInBySms(phone, code)).error?.code).toBe('code-expired');
    });

    it('stop working when a newer one was sent', async () => {
      const phone = newPhone();
      const first = await freshClient().receiveCode(phone, 'register');
      passTime(MINUTE_MS);
      const second = await client.receiveCode(phone, 'register');
      if (first !== second) {
        expect((await client.register({ phone, code: first })).error?.code).toBe('wrong-code');
      }
      expect((await client.register({ phone, code: second })).status).toBe(201);
    });

    it('are sent once a minute', async () => {
      const phone = newPhone();
      got(await freshClient().sendCode(phone, 'register'));
      const { error } = await client.sendCode(phone, 'sign-in');
      expect(error?.code).toBe('rate-limited');
      expect(error?.retryAfter).toBeGreaterThan(50);
      passTime(MINUTE_MS);
      got(await client.sendCode(phone, 'sign-in'));
    });

    it('are sent five times a day', async () => {
      const phone = newPhone();
      freshClient();
      for (let send = 0; send < 5; send += 1) {
        got(await client.sendCode(phone, 'register'));
        passTime(MINUTE_MS);
      }
      expect((await client.sendCode(phone, 'register')).error?.code).toBe('sms-daily-limit');
    });

    it('lie in the database as hashes, and so does the number', async () => {
      const phone = newPhone();
      const code = await freshClient().receiveCode(phone, 'register');
      const { db } = service.context;
      const rows = JSON.stringify([
        await db.selectFrom('smsCode').selectAll().execute(),
        await db.selectFrom('attempt').selectAll().execute(),
      ]);
      expect(rows).not.toContain(phone.slice(3));
      expect(rows).not.toContain(`"${code}"`);
    });
  });

  describe('that a carrier does not take', () => {
    const sendAll = async (error: SmsError) => {
      const refusing = await startOn(database, {
        sms: { send: () => Promise.reject(error) },
        config: { smsDailyCap: 6 },
      });
      const codes: (string | undefined)[] = [];
      const phone = newPhone();
      for (let send = 0; send < 7; send += 1) {
        codes.push((await new Client(refusing.address).sendCode(phone, 'register')).error?.code);
        codes.push((await new Client(refusing.address).sendCode(phone, 'register')).error?.code);
        passTime(MINUTE_MS);
      }
      await refusing.remove();
      return codes;
    };

    it('are none of those of the day, but the minute is waited for', async () => {
      const codes = await sendAll(new SmsError('refused', { isPassing: false }));
      expect(codes).toEqual(Array(7).fill(['sms-not-sent', 'rate-limited']).flat());
    });

    it('are counted where they may have arrived', async () => {
      const codes = await sendAll(new SmsError('not reached', { isPassing: true }));
      expect(codes.slice(0, 9)).toEqual(
        [...Array(4).fill(['sms-not-sent', 'rate-limited']), 'sms-not-sent'].flat(),
      );
      expect(codes.slice(9)).toEqual(Array(5).fill('sms-daily-limit'));
    });
  });

  describe('the proof of work before an SMS', () => {
    const send = async (proof: { challenge: string; nonce: string }) => {
      const json = { phone: newPhone(), purpose: 'register', proof };
      const response = await client.fetch({ method: 'POST', path: '/account/sms-codes', json });
      return response.ok ? 'sent' : errorOf(response);
    };

    it('works once', async () => {
      const proof = await freshClient().solvedChallenge();
      expect(await send(proof)).toBe('sent');
      expect(await send(proof)).toBe('proof-required');
    });

    it('is refused unsolved, made easier, made up, or late', async () => {
      const solved = await freshClient().solvedChallenge();
      const [id, expiresAt, , signature] = solved.challenge.split('.');
      const easier = { ...solved, challenge: [id, expiresAt, '0', signature].join('.') };
      expect(await send(easier)).toBe('proof-required');
      expect(await send({ challenge: 'a.9999999999999.0.AAAA', nonce: '1' })).toBe('proof-required');
      expect(await send({ challenge: '', nonce: '' })).toBe('proof-required');
      expect(await send({ ...solved, nonce: wrongNonce(solved.challenge) })).toBe('proof-required');
      const late = await client.solvedChallenge();
      passTime(11 * MINUTE_MS);
      expect(await send(late)).toBe('proof-required');
    });
  });
});

/** One whose hash begins with a set bit, which solves no challenge of any difficulty. */
function wrongNonce(challenge: string): string {
  for (let nonce = 0; ; nonce += 1) {
    const digest = createHash('sha256').update(`${challenge}.${nonce}`).digest();
    if (digest.readUInt8() >= 128) return String(nonce);
  }
}
