import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import pg from 'pg';
import { pino } from 'pino';
import { createHashSecret } from '../../../service/account/hash-secret.ts';
import { openSession } from '../../../service/account/sessions.ts';
import { readConfig, type ServiceConfig } from '../../../service/config.ts';
import type { Database } from '../../../service/db/database.ts';
import { migrate } from '../../../service/db/migrate.ts';
import { openDatabase } from '../../../service/db/open-database.ts';
import { freePort } from '../../../tests/service/free-port.ts';
import { startPostgres } from '../../../tests/service/start-postgres.ts';
import { type AccountService, startAccountService } from '../../account-service.ts';

/** A member with an open session, as the service knows them. */
export interface SeatedMember {
  id: string;
  token: string;
}

/** The service in its own process on a Postgres that waits for the disk at each commit, and a second connection to its database. */
export interface Stand extends AsyncDisposable {
  service: AccountService;
  port: number;
  epoch: string;
  db: Database;
  seat(count: number): Promise<SeatedMember[]>;
  /** Tokens of so many further devices of a member. */
  signIn(member: SeatedMember, count: number): Promise<string[]>;
  /**
   * Has Postgres do its housekeeping now: vacuum, statistics, and a checkpoint, after which it writes its log into files that it has already. A database that
   * has been at work for hours stands like that; a new one makes a file of 16 MB for every 300 pushes, and everybody waits for the disk meanwhile.
   */
  settle(): Promise<void>;
}

export async function openStand(): Promise<Stand> {
  const running = new AsyncDisposableStack();
  const postgres = await startPostgres({ isDurable: true });
  running.defer(() => postgres.stop());
  const dataFolder = await mkdtemp(join(tmpdir(), 'observation-bench-'));
  running.defer(() => rm(dataFolder, { recursive: true, force: true }));
  const databaseUrl = await createDatabase(postgres.url);
  const port = await freePort();
  const config = benchConfig({ databaseUrl, dataFolder, port });
  const database = await openDatabase(config, pino({ level: 'silent' }));
  running.defer(() => database.close());
  await migrate(database.db);
  const service = running.use(await startAccountService({ port, dataFolder, databaseUrl }));
  const { epoch } = await database.db.selectFrom('serviceState').select('epoch').executeTakeFirstOrThrow();
  return {
    service,
    port,
    epoch,
    db: database.db,
    seat: (count) => seat(database.db, config.secret, count),
    signIn: (member, count) => signIn(database.db, config.secret, member, count),
    async settle() {
      await sql`vacuum analyze`.execute(database.db);
      await sql`checkpoint`.execute(database.db);
    },
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}

/** As the service reads it from the environment that `startAccountService` gives it. */
function benchConfig(order: { databaseUrl: string; dataFolder: string; port: number }): ServiceConfig {
  return readConfig({
    NODE_ENV: 'development',
    DATABASE_URL: order.databaseUrl,
    DATA_FOLDER: order.dataFolder,
    PORT: String(order.port),
  });
}

async function createDatabase(server: string): Promise<string> {
  const client = new pg.Client({ connectionString: `${server}/postgres` });
  await client.connect();
  await client.query('create database bench');
  await client.end();
  return `${server}/bench`;
}

async function signIn(db: Database, secret: string, { id }: SeatedMember, count: number): Promise<string[]> {
  const hashSecret = createHashSecret(secret);
  return db.transaction().execute(async (tx) => {
    const tokens: string[] = [];
    const member = { id, name: '读者', phoneNumber: null };
    for (let index = 0; index < count; index += 1)
      tokens.push((await openSession(tx, hashSecret, member, { deviceName: 'bench' })).token);
    return tokens;
  });
}

async function seat(db: Database, secret: string, count: number): Promise<SeatedMember[]> {
  const hashSecret = createHashSecret(secret);
  const seated: SeatedMember[] = [];
  await db.transaction().execute(async (tx) => {
    for (let index = 0; index < count; index += 1) {
      const id = randomUUID().replaceAll('-', '');
      const at = new Date();
      const member = { id, name: '读者', phoneNumber: null };
      await tx
        .insertInto('member')
        .values({
          ...member,
          email: `${id}@members.invalid`,
          emailVerified: false,
          createdAt: at,
          updatedAt: at,
        })
        .execute();
      await tx
        .insertInto('memberFeed')
        .values({ memberId: id, revision: 0, recordBytes: 0, recordCount: 0 })
        .execute();
      const { token } = await openSession(tx, hashSecret, member, { deviceName: 'bench' });
      seated.push({ id, token });
    }
  });
  return seated;
}
