import { randomBytes } from 'node:crypto';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { inject } from 'vitest';
import type { ServiceConfig } from '../../service/config.ts';
import { type Overrides, type RunningService, startService } from '../../service/start-service.ts';

/** What two connections do at once can be tried here alone: PGlite has one. */
export const POSTGRES = { name: 'Postgres', isPostgres: true } as const;
/** The databases the service runs on; every suite runs on each. */
export const DATABASES = [{ name: 'PGlite', isPostgres: false }, POSTGRES] as const;
export type DatabaseChoice = (typeof DATABASES)[number];

export interface TestService extends RunningService {
  config: ServiceConfig;
  /** Stops the service and removes its data. */
  remove(): Promise<void>;
}

/** The extension's origin that the test service allows. */
export const EXTENSION_ORIGIN = 'chrome-extension://abcdefghijklmnopabcdefghijklmnop';

/** Starts the service on an empty database and data folder of its own. */
export async function startOn(
  database: DatabaseChoice,
  { config: given, ...overrides }: Overrides & { config?: Partial<ServiceConfig> } = {},
): Promise<TestService> {
  const config = await testConfig(database, given);
  const service = await startService(config, overrides);
  return {
    ...service,
    config,
    async remove() {
      await service.stop();
      await rm(config.dataFolder, { recursive: true, force: true });
    },
  };
}

export async function testConfig(
  database: DatabaseChoice,
  given: Partial<ServiceConfig> = {},
): Promise<ServiceConfig> {
  const dataFolder = await mkdtemp(join(inject('scratchFolder'), 'service-'));
  if (!database.isPostgres)
    await cp(inject('pgliteTemplate'), join(dataFolder, 'database'), { recursive: true });
  return {
    mode: 'development',
    secret: 'a secret of the tests, long enough for production too',
    port: 0,
    dataFolder,
    extensionOrigins: [EXTENSION_ORIGIN],
    smsSender: { provider: 'outbox' },
    proofDifficulty: 4,
    // Each test's reader comes from an address of its own.
    proxyAddressHeader: 'x-forwarded-for',
    logLevel: 'silent',
    ...(database.isPostgres && { databaseUrl: await createDatabase() }),
    ...given,
  };
}

/** An empty one on the real server: its address. */
export async function createDatabase(): Promise<string> {
  const server = inject('postgresUrl');
  const name = `test_${randomBytes(6).toString('hex')}`;
  const client = new pg.Client({ connectionString: `${server}/postgres` });
  await client.connect();
  await client.query(`create database ${name}`);
  await client.end();
  return `${server}/${name}`;
}
