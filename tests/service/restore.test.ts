import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { ServiceConfig } from '../../service/config.ts';
import { FolderInUseError } from '../../service/db/lock-folder.ts';
import { restore } from '../../service/db/restore.ts';
import { dumpDatabase } from '../../service/jobs/dump-database.ts';
import { startService } from '../../service/start-service.ts';
import { got, newMember } from './client.ts';
import { recordAt } from './records.ts';

const log = pino({ level: 'silent' });
let config: ServiceConfig;

beforeEach(async () => {
  config = {
    mode: 'development',
    secret: 'a secret for this test alone',
    port: 0,
    dataFolder: await mkdtemp(join(tmpdir(), 'restore-')),
    extensionOrigins: [],
    smsSender: { provider: 'outbox' },
    proofDifficulty: 1,
    logLevel: 'silent',
  };
});
afterEach(() => rm(config.dataFolder, { recursive: true, force: true }));

it('puts a dump back under a new epoch, and keeps the database it replaces', async () => {
  const before = await startService(config);
  const member = await newMember(before.address);
  const epoch = await member.epoch();
  await member.push(epoch, [recordAt(Date.now(), { id: 'in-the-dump', name: 'one' })]);
  const dump = await dumpDatabase(before.context);
  await member.push(epoch, [recordAt(Date.now(), { id: 'after-it', name: 'two' })]);
  await before.stop();

  const renewed = await restore(config, dump, log);
  expect(renewed).not.toBe(epoch);
  const { port } = before;
  const after = await startService({ ...config, port });
  try {
    const page = got(await member.pull());
    expect(page.epoch).toBe(renewed);
    expect(page.records).toMatchObject([{ id: 'in-the-dump' }]);
  } finally {
    await after.stop();
  }
  const folders = await readdir(config.dataFolder);
  expect(folders.filter((name) => name.startsWith('database-before-'))).toHaveLength(1);
});

it('has a new epoch also where it was cut off right after the dump came to its place', async () => {
  const before = await startService(config);
  const member = await newMember(before.address);
  const epoch = await member.epoch();
  const dump = await dumpDatabase(before.context);
  await before.stop();
  const cutOff = { ...config, databaseUrl: 'postgres://nobody@127.0.0.1:1/nothing' };
  await expect(restore(cutOff, dump, log)).rejects.toThrow();
  const after = await startService({ ...config, port: before.port });
  try {
    expect(await member.epoch()).not.toBe(epoch);
  } finally {
    await after.stop();
  }
});

it('leaves everything as it was where the dump can not be read, or the service runs', async () => {
  const service = await startService(config);
  const member = await newMember(service.address);
  const epoch = await member.epoch();
  await expect(restore(config, null, log)).rejects.toBeInstanceOf(FolderInUseError);
  await service.stop();
  const broken = join(config.dataFolder, 'broken.tar.gz');
  await writeFile(broken, 'not a dump');
  await expect(restore(config, broken, log)).rejects.toThrow('the database is as it was');
  expect((await readdir(config.dataFolder)).filter((name) => name.startsWith('database-'))).toEqual([]);
  const again = await startService({ ...config, port: service.port });
  try {
    expect(await member.epoch()).toBe(epoch);
  } finally {
    await again.stop();
  }
});
