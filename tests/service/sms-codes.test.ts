import { createHash } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { Client, errorOf, got, newMember, newPhone } from './client.ts';
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
