import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { readConfig } from '../../service/config.ts';
import { startService } from '../../service/start-service.ts';
import { blockPush } from './block-push.ts';
import { Client, got, newMember } from './client.ts';
import { DATABASES, startOn, testConfig } from './databases.ts';
import { freePort } from './free-port.ts';
import { recordAt } from './records.ts';
import { endSpawned, environmentOf, spawnService } from './service-process.ts';

const [onPGlite, onPostgres] = DATABASES;
const now = Date.now();
const batch = (name: string, size: number) =>
  Array.from({ length: size }, (_, index) => recordAt(now, { id: `${name}-${index}`, name }));

afterEach(endSpawned);

describe('stopping', () => {
  it('finishes the requests it has and ends with 0 on SIGTERM', async () => {
    const config = await testConfig(onPostgres);
    const service = await spawnService(environmentOf(config));
    const member = await newMember(service.address ?? '');
    const epoch = await member.epoch();
    const blocker = await blockPush(config.databaseUrl ?? '', member, 'last-5');
    const push = member.push(epoch, batch('last', 10));
    await blocker.someoneWaits();
    const ended = service.end('SIGTERM');
    await expect(refusesConnections(service.address ?? '')).resolves.toBe(true);
    await blocker.release();
    expect(got(await push).results).toHaveLength(10);
    expect(await ended).toBe(0);
  });

  it('may be asked for twice', async () => {
    const service = await startOn(onPGlite);
    await Promise.all([service.stop(), service.stop()]);
    await service.remove();
  });
});

describe('starting', () => {
  const production = {
    NODE_ENV: 'production',
    SERVICE_SECRET: 'a real secret of more than 32 characters',
    SMS_PROVIDER: 'tencent',
    SMS_ACCESS_KEY_ID: 'id',
    SMS_ACCESS_KEY_SECRET: 'secret',
    SMS_SIGN_NAME: 'name',
    SMS_TEMPLATE: '1',
    SMS_APP_ID: '2',
  };

  it('takes a complete environment', () => {
    expect(readConfig(production)).toMatchObject({ mode: 'production', smsSender: { provider: 'tencent' } });
    const development = readConfig({ NODE_ENV: 'development' });
    expect(development).toMatchObject({ mode: 'development', port: 8787, host: '127.0.0.1' });
  });

  it('is in development only where it was told so', () => {
    expect(() => readConfig({})).toThrow(/^SERVICE_SECRET: /);
    expect(readConfig({ ...production, NODE_ENV: undefined }).mode).toBe('production');
  });

  it.each([
    ['SERVICE_SECRET', { SERVICE_SECRET: '' }],
    ['SERVICE_SECRET', { SERVICE_SECRET: 'short' }],
    ['SERVICE_SECRET', { SERVICE_SECRET: 'a development secret that guards nothing' }],
    ['SMS_PROVIDER', { SMS_PROVIDER: 'outbox' }],
    ['SMS_TEMPLATE', { SMS_TEMPLATE: '' }],
    ['HOST', { NODE_ENV: 'development', HOST: '0.0.0.0' }],
    ['HOST', { NODE_ENV: 'development', HOST: '::' }],
    ['PORT', { PORT: 'eighty' }],
    ['EXTENSION_ORIGINS', { EXTENSION_ORIGINS: 'chrome-extension://*' }],
    ['EXTENSION_ORIGINS', { EXTENSION_ORIGINS: 'https://example.com' }],
  ])('names %s when it is missing or wrong', (name, change) => {
    expect(() => readConfig({ ...production, ...change })).toThrow(new RegExp(`^${name}: [^\n]+$`));
  });

  it('says in one line what is wrong, and ends with 1', async () => {
    const service = await spawnService({ NODE_ENV: 'production' });
    expect([service.address, await service.end('SIGTERM')]).toEqual([null, 1]);
    expect(service.errors()).toMatch(/^SERVICE_SECRET: .*\n$/);
  });

  it('says in one line that the port is in use', async () => {
    const service = await startOn(onPGlite);
    const { dataFolder } = await testConfig(onPGlite);
    const second = await spawnService({
      NODE_ENV: 'development',
      PORT: String(service.port),
      DATA_FOLDER: dataFolder,
    });
    expect(second.errors()).toMatch(/^the port is in use.*\n$/);
    await service.remove();
  });

  it('ends with one line where the port of the metrics is in use, and leaves nothing listening', async () => {
    const service = await startOn(onPGlite);
    const { dataFolder } = await testConfig(onPGlite);
    const port = await freePort();
    const second = await spawnService({
      NODE_ENV: 'development',
      PORT: String(port),
      METRICS_PORT: String(service.port),
      DATA_FOLDER: dataFolder,
    });
    expect(second.errors()).toMatch(/^METRICS_PORT: .*EADDRINUSE.*\n$/);
    await expect(refusesConnections(`http://127.0.0.1:${port}`)).resolves.toBe(true);
    await service.remove();
  });

  it('opens an existing database without touching it, from two instances at once', async () => {
    const config = await testConfig(onPostgres);
    const services = await Promise.all([startService(config), startService(config)]);
    const [first, second] = services;
    const member = await newMember(first?.address ?? '');
    got(await new Client(second?.address ?? '', member.token).session());
    for (const service of services) await service.stop();
  });
});

describe('in production', () => {
  it('has no outbox, asks for real work, and still signs in', async () => {
    const sent: string[] = [];
    const service = await startOn(onPGlite, {
      config: {
        mode: 'production',
        smsSender: {
          provider: 'tencent',
          accessKeyId: '',
          accessKeySecret: '',
          signName: '',
          template: '',
          appId: '',
          region: '',
        },
      },
      sms: {
        async send({ code }) {
          sent.push(code);
        },
      },
    });
    const client = new Client(service.address);
    expect((await client.fetch({ path: '/development/outbox' })).status).toBe(404);
    const phone = '+8613900000000';
    got(await client.sendCode(phone, 'register'));
    got(await client.register({ phone, code: sent[0] ?? '' }));
    got(await client.signIn(phone));
    const { password } = await service.context.db
      .selectFrom('identity')
      .select('password')
      .executeTakeFirstOrThrow();
    expect(password).toMatch(/^\$argon2id\$v=19\$m=65536,/);
    await service.remove();
  });

  it('says that an SMS was not sent when the carrier refuses', async () => {
    const service = await startOn(onPGlite, {
      sms: { send: () => Promise.reject(new Error('the carrier is closed')) },
    });
    const { status, error } = await new Client(service.address).sendCode('+8613900000001', 'register');
    expect([status, error?.code]).toEqual([502, 'sms-not-sent']);
    await service.remove();
  });
});

it('serves metrics on a port of their own, with patterns instead of addresses', async () => {
  const metricsPort = await freePort();
  const service = await startOn(onPGlite, { config: { metricsPort } });
  const member = await newMember(service.address);
  await member.getBlob('a'.repeat(64));
  const metrics = await (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text();
  expect(metrics).toContain('route="/blobs/:sha256",status="404"');
  expect(metrics).toContain('sms_sent_total{purpose="register"} 1');
  expect(metrics).not.toContain('aaaa');
  expect((await member.fetch({ path: '/metrics' })).status).toBe(404);
  await service.remove();
});

/** Whether a new connection is refused, within two seconds. */
async function refusesConnections(address: string): Promise<boolean> {
  const { hostname, port } = new URL(address);
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const isOpen = await new Promise<boolean>((resolve) => {
      const socket = connect(Number(port), hostname, () => resolve(true)).on('error', () => resolve(false));
      socket.on('connect', () => socket.destroy());
    });
    if (!isOpen) return true;
    await sleep(20);
  }
  return false;
}
