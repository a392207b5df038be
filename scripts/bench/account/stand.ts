import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { pino } from 'pino';
import { createHashSecret } from '../../../service/account/hash-secret.ts';
import { createMember } from '../../../service/account/members.ts';
import { createPasswords, type Passwords } from '../../../service/account/passwords.ts';
import { createFindSession, type FindSession, openSession } from '../../../service/account/sessions.ts';
import type { Database } from '../../../service/db/database.ts';
import { openDatabase } from '../../../service/db/open-database.ts';
import { Client } from '../../../tests/service/client.ts';
import { startPostgres } from '../../../tests/service/start-postgres.ts';

export const PASSWORD = 'a sentence of the bench, long enough';

/** Two instances of the service on one Postgres, and a connection to it. */
export interface Stand extends AsyncDisposable {
  addresses: [string, string];
  db: Database;
  passwords: Passwords;
  findSession: FindSession;
  /** Creates members by their numbers, with one password; gives a client for each that is signed in. */
  seat(phones: string[]): Promise<Client[]>;
}

export async function openStand(): Promise<Stand> {
  const running = new AsyncDisposableStack();
  const postgres = await startPostgres({ isDurable: true });
  running.defer(() => postgres.stop());
  const dataFolder = await mkdtemp(join(tmpdir(), 'observation-bench-'));
  running.defer(() => rm(dataFolder, { recursive: true, force: true }));
  const databaseUrl = await createDatabase(postgres.url);
  const secret = randomBytes(32).toString('base64url');
  const first = await startInstance(databaseUrl, dataFolder, secret, running);
  const second = await startInstance(databaseUrl, dataFolder, secret, running);
  const config = {
    mode: 'development',
    secret,
    port: 0,
    databaseUrl,
    dataFolder,
    extensionOrigins: [],
    smsSender: { provider: 'outbox' },
  } as const;
  const database = await openDatabase({ ...config, extensionOrigins: [] }, pino({ level: 'silent' }));
  running.defer(() => database.close());
  const { db } = database;
  const hashSecret = createHashSecret(secret);
  const passwords = await createPasswords('production');
  const passwordHash = await passwords.hash(PASSWORD);
  return {
    addresses: [first, second],
    db,
    passwords,
    findSession: createFindSession(db, hashSecret),
    async seat(phones) {
      return db.transaction().execute(async (tx) => {
        const clients: Client[] = [];
        for (const phone of phones) {
          const member = await createMember(tx, { phone, passwordHash, policyVersion: 'bench' });
          const { token } = await openSession(tx, hashSecret, member, {});
          clients.push(new Client(first, token));
        }
        return clients;
      });
    },
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}

async function startInstance(
  databaseUrl: string,
  dataFolder: string,
  secret: string,
  running: AsyncDisposableStack,
): Promise<string> {
  const script = join(import.meta.dirname, 'service-process.ts');
  const child = spawn(process.execPath, [script, databaseUrl, dataFolder, secret], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  running.defer(async () => {
    if (child.exitCode !== null) return;
    child.kill('SIGTERM');
    await once(child, 'exit');
  });
  for await (const words of child.stdout) {
    const address = /listens on (http:\S+)/.exec(String(words))?.[1];
    if (address !== undefined) return address;
  }
  throw new Error('the service did not start');
}

async function createDatabase(server: string): Promise<string> {
  const client = new pg.Client({ connectionString: `${server}/postgres` });
  await client.connect();
  await client.query('create database bench');
  await client.end();
  return `${server}/bench`;
}
