import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { startService } from '../../service/start-service.ts';
import { blockPush } from './block-push.ts';
import { Client, got, newMember, PASSWORD } from './client.ts';
import { DATABASES, startOn, testConfig } from './databases.ts';
import { recordAt } from './records.ts';
import { endSpawned, environmentOf, spawnService } from './service-process.ts';
import { startPostgres } from './start-postgres.ts';

const [onPGlite, onPostgres] = DATABASES;
const now = Date.now();
const batch = (name: string, size: number) =>
  Array.from({ length: size }, (_, index) => recordAt(now, { id: `${name}-${index}`, name }));

afterEach(endSpawned);

describe('a service killed in the midst of a push', () => {
  it('has stored all of it or nothing, and takes it when it is sent again', async () => {
    const config = await testConfig(onPostgres);
    const first = await spawnService(environmentOf(config));
    const member = await newMember(first.address ?? '');
    const epoch = await member.epoch();
    got(await member.push(epoch, batch('before', 3)));

    const blocker = await blockPush(config.databaseUrl ?? '', member, 'killed-150');
    const push = member.push(epoch, batch('killed', 200)).then(
      () => 'answered',
      () => 'cut',
    );
    await blocker.someoneWaits();
    await first.end('SIGKILL');
    expect(await push).toBe('cut');
    await blocker.release();

    const second = await spawnService(environmentOf(config));
    const again = new Client(second.address ?? '', member.token);
    // Postgres finishes the statement it has, whoever asked for it is gone.
    expect([3, 203]).toContain((await again.pullAll()).records.length);
    const repeated = got(await again.push(epoch, batch('killed', 200)));
    expect(repeated.results).toEqual(Array(200).fill('stored'));
    const all = await again.pullAll();
    expect(all.records).toEqual([...batch('before', 3), ...batch('killed', 200)]);
    expect(all.next).toBe(203);
  });

  it('has stored each push wholly or not at all, wherever it was killed', async () => {
    const config = await testConfig(onPostgres);
    let service = await spawnService(environmentOf(config));
    const member = await newMember(service.address ?? '');
    const epoch = await member.epoch();
    for (const [round, delay] of [0, 4, 10].entries()) {
      const device = new Client(service.address ?? '', member.token);
      const push = device.push(epoch, batch(`round${round}`, 100)).catch(() => null);
      await sleep(delay);
      await service.end('SIGKILL');
      const answer = await push;
      service = await spawnService(environmentOf(config));
      const after = new Client(service.address ?? '', member.token);
      const count = (await after.pullAll()).records.length - round * 100;
      expect([0, 100]).toContain(count);
      if (answer) expect(count).toBe(100);
      got(await after.push(epoch, batch(`round${round}`, 100)));
      expect((await after.pullAll()).records).toHaveLength((round + 1) * 100);
    }
  });
});

it('a Postgres killed in the midst of a push costs that push alone, and it is taken when it is sent again', async () => {
  const postgres = await startPostgres();
  try {
    const databaseUrl = `${postgres.url}/postgres`;
    const config = await testConfig(onPostgres, { databaseUrl });
    const service = await spawnService(environmentOf(config));
    const member = await newMember(service.address ?? '');
    const epoch = await member.epoch();
    const blocker = await blockPush(databaseUrl, member, 'cut-5');
    const push = member.push(epoch, batch('cut', 10));
    await blocker.someoneWaits();
    await postgres.kill();
    expect((await push).error?.code).toBe('internal');
    await postgres.start();
    expect(service.child.exitCode).toBeNull();
    expect((await member.pullAll()).records).toEqual([]);
    expect(got(await member.push(epoch, batch('cut', 10))).results).toEqual(Array(10).fill('stored'));
    await service.end('SIGKILL');
  } finally {
    await postgres.stop();
  }
});

describe('a data folder', () => {
  it('is refused while another process has it, in one line', async () => {
    const service = await startOn(onPGlite);
    const second = await spawnService(environmentOf(service.config));
    expect(second.address).toBeNull();
    expect(second.errors()).toMatch(
      new RegExp(`^the data folder .* is in use by process ${process.pid}.*\n$`),
    );
    await service.remove();
  });

  it('is taken over from a process that was killed, with all that was in it', async () => {
    const config = await testConfig(onPGlite);
    const killed = await spawnService(environmentOf(config));
    const member = await newMember(killed.address ?? '');
    await member.push(await member.epoch(), batch('kept', 5));
    await killed.end('SIGKILL');
    const next = await spawnService(environmentOf(config));
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
