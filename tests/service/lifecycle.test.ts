import { writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterEach, describe, expect, it } from 'vitest';
import { readConfig } from '../../service/config.ts';
import { startService } from '../../service/start-service.ts';
import { Client, got, type MemberClient, newMember, PASSWORD } from './client.ts';
import { DATABASES, startOn, testConfig } from './databases.ts';
import { freePort } from './free-port.ts';
import { recordAt } from './records.ts';
import { environmentOf, type ServiceProcess, spawnService } from './service-process.ts';

const [onPGlite, onPostgres] = DATABASES;
const now = Date.now();
const batch = (name: string, size: number) =>
  Array.from({ length: size }, (_, index) => recordAt(now, { id: `${name}-${index}`, name }));

const processes: ServiceProcess[] = [];
const spawned = async (environment: Record<string, string>) => {
  const service = await spawnService(environment);
  processes.push(service);
  return service;
};
afterEach(async () => {
  for (const service of processes.splice(0)) await service.end('SIGKILL');
});

describe('a service killed in the midst of a push', () => {
  it('has stored nothing of it, and takes it when it is sent again', async () => {
    const config = await testConfig(onPostgres);
    const first = await spawned(environmentOf(config));
    const member = await newMember(first.address ?? '');
    const epoch = await member.epoch();
    got(await member.push(epoch, batch('before', 3)));

    const blocker = await blockPush(config.databaseUrl ?? '', memberIdOf(member), 'killed-150');
    const push = member.push(epoch, batch('killed', 200)).then(
      () => 'answered',
      () => 'cut',
    );
    await blocker.someoneWaits();
    await first.end('SIGKILL');
    expect(await push).toBe('cut');
    await blocker.release();

    const second = await spawned(environmentOf(config));
    const again = new Client(second.address ?? '', member.token);
    expect((await again.pullAll()).records).toEqual(batch('before', 3));
    const repeated = got(await again.push(epoch, batch('killed', 200)));
    expect(repeated.results).toEqual(Array(200).fill('stored'));
    const all = await again.pullAll();
    expect(all.records).toEqual([...batch('before', 3), ...batch('killed', 200)]);
    expect(all.next).toBe(203);
  });

  it('has stored each push wholly or not at all, wherever it was killed', async () => {
    const config = await testConfig(onPostgres);
    let service = await spawned(environmentOf(config));
    const member = await newMember(service.address ?? '');
    const epoch = await member.epoch();
    for (const [round, delay] of [0, 3, 6, 12, 25].entries()) {
      const device = new Client(service.address ?? '', member.token);
      const push = device.push(epoch, batch(`round${round}`, 100)).catch(() => null);
      await sleep(delay);
      await service.end('SIGKILL');
      const answer = await push;
      service = await spawned(environmentOf(config));
      const after = new Client(service.address ?? '', member.token);
      const count = (await after.pullAll()).records.length - round * 100;
      expect([0, 100]).toContain(count);
      if (answer) expect(count).toBe(100);
      got(await after.push(epoch, batch(`round${round}`, 100)));
      expect((await after.pullAll()).records).toHaveLength((round + 1) * 100);
    }
  });
});

describe('a data folder', () => {
  it('is refused while another process has it, in one line', async () => {
    const service = await startOn(onPGlite);
    const second = await spawned(environmentOf(service.config));
    expect(second.address).toBeNull();
    expect(second.errors()).toMatch(
      new RegExp(`^the data folder .* is in use by process ${process.pid}.*\n$`),
    );
    await service.remove();
  });

  it('is taken over from a process that was killed, with all that was in it', async () => {
    const config = await testConfig(onPGlite);
    const killed = await spawned(environmentOf(config));
    const member = await newMember(killed.address ?? '');
    await member.push(await member.epoch(), batch('kept', 5));
    await killed.end('SIGKILL');
    const next = await spawned(environmentOf(config));
    expect(next.errors()).toBe('');
    expect((await new Client(next.address ?? '', member.token).pullAll()).records).toEqual(batch('kept', 5));
  });

  it('is taken over when the lock was torn by a power cut', async () => {
    const config = await testConfig(onPGlite);
    await writeFile(join(config.dataFolder, 'service.lock'), '');
    const service = await startService(config);
    await service.stop();
  });

  it('keeps members and sessions over a restart', async () => {
    const config = await testConfig(onPGlite);
    const before = await startService(config);
    const member = await newMember(before.address);
    await before.stop();
    const after = await startService(config);
    got(await new Client(after.address, member.token).session());
    got(await new Client(after.address).signIn(member.phone, PASSWORD));
    await after.stop();
  });
});

describe('stopping', () => {
  it('finishes the requests it has and ends with 0 on SIGTERM', async () => {
    const config = await testConfig(onPostgres);
    const service = await spawned(environmentOf(config));
    const member = await newMember(service.address ?? '');
    const epoch = await member.epoch();
    const blocker = await blockPush(config.databaseUrl ?? '', memberIdOf(member), 'last-5');
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
    expect(readConfig({})).toMatchObject({ mode: 'development', port: 8787, host: '127.0.0.1' });
  });

  it.each([
    ['SERVICE_SECRET', { SERVICE_SECRET: '' }],
    ['SERVICE_SECRET', { SERVICE_SECRET: 'short' }],
    ['SMS_PROVIDER', { SMS_PROVIDER: 'outbox' }],
    ['SMS_TEMPLATE', { SMS_TEMPLATE: '' }],
    ['PORT', { PORT: 'eighty' }],
    ['EXTENSION_ORIGINS', { EXTENSION_ORIGINS: 'chrome-extension://*' }],
    ['EXTENSION_ORIGINS', { EXTENSION_ORIGINS: 'https://example.com' }],
  ])('names %s when it is missing or wrong', (name, change) => {
    expect(() => readConfig({ ...production, ...change })).toThrow(new RegExp(`^${name}: [^\n]+$`));
  });

  it('says in one line what is wrong, and ends with 1', async () => {
    const service = await spawned({ NODE_ENV: 'production' });
    expect([service.address, await service.end('SIGTERM')]).toEqual([null, 1]);
    expect(service.errors()).toMatch(/^SERVICE_SECRET: .*\n$/);
  });

  it('says in one line that the port is in use', async () => {
    const service = await startOn(onPGlite);
    const { dataFolder } = await testConfig(onPGlite);
    const second = await spawned({ PORT: String(service.port), DATA_FOLDER: dataFolder });
    expect(second.errors()).toMatch(/^the port is in use.*\n$/);
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

/** Holds a row that a push is about to write, so that the push stands still in the midst of its transaction. */
async function blockPush(databaseUrl: string, memberId: Promise<string>, recordId: string) {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query('begin');
  await client.query(
    `insert into record (member_id, kind, id, revision, newest, bytes, body) values ($1, 'tag', $2, -1, '', 0, '')`,
    [await memberId, recordId],
  );
  return {
    async someoneWaits() {
      for (;;) {
        const { rowCount } = await client.query(
          `select 1 from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`,
        );
        if (rowCount) return;
        await sleep(10);
      }
    },
    async release() {
      await client.query('rollback');
      await client.end();
    },
  };
}

async function memberIdOf(member: MemberClient): Promise<string> {
  return got(await member.session()).member.id;
}

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
