import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { pino } from 'pino';
import type { SyncRecord } from '../../protocol/records.ts';
import { syncRecordSchema } from '../../protocol/records.ts';
import { createHashSecret } from '../../service/account/hash-secret.ts';
import { createPasswords } from '../../service/account/passwords.ts';
import { createFindSession } from '../../service/account/sessions.ts';
import { createApp } from '../../service/app.ts';
import { openFolderStore } from '../../service/blobs/folder-store.ts';
import type { ServiceContext } from '../../service/context.ts';
import { localSignals } from '../../service/db/change-signals.ts';
import { renewEpoch } from '../../service/db/epoch.ts';
import { migrate } from '../../service/db/migrate.ts';
import { emptyDeletedRecords } from '../../service/jobs/empty-deleted-records.ts';
import { createMetrics } from '../../service/metrics.ts';
import { createSmsSender } from '../../service/sms/create-sms-sender.ts';
import { openMemoryDatabase } from './memory-database.ts';

export const ADDRESS = 'http://service.invalid';

const LONG_AGO = new Date('2000-01-01');
const FAR_AHEAD = new Date('2100-01-01');
const MEMBERS = ['member-1', 'member-2'] as const;
export type MemberId = (typeof MEMBERS)[number];

/** The service's own application over a database in memory, called within this process, and what its operator may do to it. */
export class SimulatedService {
  readonly #context: ServiceContext;
  readonly #app: ReturnType<typeof createApp>;

  private constructor(context: ServiceContext) {
    this.#context = context;
    this.#app = createApp(context);
  }

  static async start(): Promise<SimulatedService> {
    const db = openMemoryDatabase();
    await migrate(db);
    const config: ServiceContext['config'] = {
      mode: 'development',
      secret: 'a secret for the simulation alone',
      port: 0,
      dataFolder: tmpdir(),
      extensionOrigins: [],
      smsSender: { provider: 'outbox' },
    };
    const hashSecret = createHashSecret(config.secret);
    return new SimulatedService({
      config,
      db,
      statements: db.withoutPlugins(),
      // As between two instances: none waits for the other.
      inTurn: (_, work) => work(),
      signals: localSignals(),
      dump: null,
      // Nothing here keeps a blob, so nothing is ever written there.
      blobs: openFolderStore(tmpdir()),
      sms: createSmsSender(config.smsSender),
      passwords: await createPasswords('development'),
      hashSecret,
      findSession: createFindSession(db, hashSecret),
      metrics: createMetrics(),
      log: pino({ level: 'silent' }),
      stopping: new AbortController().signal,
    });
  }

  async stop(): Promise<void> {
    await this.#context.db.destroy();
  }

  /** Two members who keep nothing yet. */
  async beginSeed(): Promise<void> {
    const { db } = this.#context;
    for (const table of ['session', 'record', 'memberFeed', 'member'] as const)
      await db.deleteFrom(table).execute();
    const at = LONG_AGO;
    const members = MEMBERS.map((id) => ({
      id,
      name: id,
      email: `${id}@members.invalid`,
      emailVerified: false,
      createdAt: at,
      updatedAt: at,
    }));
    await db.insertInto('member').values(members).execute();
    await db
      .insertInto('memberFeed')
      .values(MEMBERS.map((memberId) => ({ memberId, revision: 0, recordBytes: 0, recordCount: 0 })))
      .execute();
  }

  async fetch(input: string, init: RequestInit): Promise<Response> {
    return this.#app.fetch(new Request(input, init));
  }

  /** Opens a session as signing in does, without the password. */
  async signIn(userId: MemberId): Promise<string> {
    const token = randomBytes(32).toString('base64url');
    const { db, hashSecret } = this.#context;
    const stored = hashSecret('token', token);
    const times = { expiresAt: FAR_AHEAD, createdAt: FAR_AHEAD, updatedAt: FAR_AHEAD };
    await db
      .insertInto('session')
      .values({ id: stored, token: stored, userId, ...times })
      .execute();
    return token;
  }

  async endSession(token: string): Promise<void> {
    const { db, hashSecret } = this.#context;
    await db.deleteFrom('session').where('token', '=', hashSecret('token', token)).execute();
  }

  /** Notes what the service holds, and gives what brings exactly that back, as an operator would: with a new epoch. */
  async backUp(): Promise<() => Promise<void>> {
    const { db } = this.#context;
    const records = await db.selectFrom('record').selectAll().execute();
    const feeds = await db.selectFrom('memberFeed').selectAll().execute();
    return () =>
      db.transaction().execute(async (tx) => {
        await tx.deleteFrom('record').execute();
        await tx.deleteFrom('memberFeed').execute();
        if (records.length > 0) await tx.insertInto('record').values(records).execute();
        await tx.insertInto('memberFeed').values(feeds).execute();
        await renewEpoch(tx);
      });
  }

  async emptyDeleted(): Promise<void> {
    await emptyDeletedRecords(this.#context);
  }

  async records(memberId: MemberId): Promise<Map<string, SyncRecord>> {
    const rows = await this.#context.db
      .selectFrom('record')
      .select('body')
      .where('memberId', '=', memberId)
      .execute();
    const records = rows.map(({ body }) => syncRecordSchema.parse(JSON.parse(body)));
    return new Map(records.map((record) => [`${record.kind} ${record.id}`, record]));
  }
}
