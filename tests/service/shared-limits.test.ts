import { afterEach, describe, expect, it } from 'vitest';
import { OutboxSmsSender } from '../../service/sms/outbox.ts';
import { type RunningService, startService } from '../../service/start-service.ts';
import { Client, errorOf, got, newMember, newPhone, PASSWORD } from './client.ts';
import { DATABASES, startOn, type TestService } from './databases.ts';

const running: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of running.splice(0).reverse()) await stop();
});

/** A service, and what its readers were sent. */
async function start(database: (typeof DATABASES)[number], smsDailyCap = 1_000) {
  const sms = new OutboxSmsSender();
  const service = await startOn(database, { sms, config: { smsDailyCap } });
  running.push(() => service.remove());
  return { service, sms };
}

/** Another instance on the same database. */
async function startBeside({ config }: TestService) {
  const sms = new OutboxSmsSender();
  const service = await startService({ ...config, port: 0 }, { sms });
  running.push(() => service.stop());
  return { service, sms };
}

const signIn = async ({ address }: RunningService, phone: string, password: string) =>
  (await new Client(address).signIn(phone, password)).error?.code ?? 'done';
const sendCode = async ({ address }: RunningService, phone: string) =>
  (await new Client(address).sendCode(phone, 'register')).error?.code ?? 'sent';

/** On the one embedded database there is one instance, which is its own neighbour. */
describe.each(DATABASES)('limits on $name', (database) => {
  const startTwo = async (smsDailyCap?: number) => {
    const one = await start(database, smsDailyCap);
    return [one, database.isPostgres ? await startBeside(one.service) : one] as const;
  };

  it('count wrong passwords on every instance together', async () => {
    const [here, there] = await startTwo();
    const { phone } = await newMember(here.service.address);
    for (const { service } of [here, there, here, there, here])
      expect(await signIn(service, phone, 'wrong')).toBe('wrong-account-or-password');
    for (const { service } of [here, there])
      expect(await signIn(service, phone, PASSWORD)).toBe('rate-limited');
  });

  it('count on after a restart', async () => {
    const { service } = await start(database);
    const { phone } = await newMember(service.address);
    for (let guess = 0; guess < 5; guess += 1) await signIn(service, phone, 'wrong');
    await service.stop();
    const again = await startBeside(service);
    expect(await signIn(again.service, phone, PASSWORD)).toBe('rate-limited');
  });

  it('let all instances together send so many SMS a day', async () => {
    const [here, there] = await startTwo(2);
    const phones = [newPhone(), newPhone(), newPhone(), newPhone()] as const;
    expect(await sendCode(here.service, phones[0])).toBe('sent');
    expect(await sendCode(there.service, phones[1])).toBe('sent');
    expect(await sendCode(here.service, phones[2])).toBe('unavailable');
    expect(await sendCode(there.service, phones[3])).toBe('unavailable');
    const sent = new Set([here, there].flatMap(({ sms }) => sms.messages()));
    expect([...sent].map(({ phone }) => phone).sort()).toEqual([phones[0], phones[1]].sort());
  });

  it('let as many through at once as there are left, and no more', async () => {
    const [here, there] = await startTwo(3);
    const asked = [here, there, here, there, here, there];
    const answers = await Promise.all(asked.map(({ service }) => sendCode(service, newPhone())));
    expect(answers.sort()).toEqual(['sent', 'sent', 'sent', 'unavailable', 'unavailable', 'unavailable']);
  });

  it('do not spend SMS on recoveries of nobody and on e-mail', async () => {
    const { service, sms } = await start(database, 3);
    const member = await newMember(service.address);
    for (let time = 0; time < 3; time += 1)
      got(await new Client(service.address).sendRecoveryCode(newPhone()));
    const email = `reader${newPhone().slice(-8)}@example.com`;
    expect((await member.do('/account/email/codes', { email })).error).toBeNull();
    // Recoveries have as many of their own.
    expect((await new Client(service.address).sendRecoveryCode(newPhone())).error?.code).toBe('unavailable');
    for (const expected of ['sent', 'sent', 'unavailable'])
      expect(await sendCode(service, newPhone())).toBe(expected);
    expect(sms.messages()).toHaveLength(3);
  });

  it('tell who forgot a password that no SMS is left, whether or not there is an account', async () => {
    const { service } = await start(database, 1);
    const { phone } = await newMember(service.address);
    for (const account of [phone, newPhone(), 'nobody_here']) {
      const client = new Client(service.address);
      const json = { account, proof: await client.solvedChallenge() };
      const response = await client.fetch({ method: 'POST', path: '/account/recovery/codes', json });
      expect(await errorOf(response)).toBe('unavailable');
    }
  });
});
