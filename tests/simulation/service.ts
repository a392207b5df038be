import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { pino } from 'pino';
import type { SyncRecord } from '../../protocol/records.ts';
import { createHashSecret } from '../../service/account/hash-secret.ts';
import { createPasswords } from '../../service/account/passwords.ts';
import { createSeal } from '../../service/account/seal.ts';
import { createFindSession } from '../../service/account/sessions.ts';
import { createAfterwards } from '../../service/afterwards.ts';
import { createApp } from '../../service/app.ts';
import type { ServiceContext } from '../../service/context.ts';
import { localSignals } from '../../service/db/change-signals.ts';
import { renewEpoch } from '../../service/db/epoch.ts';
import { migrate } from '../../service/db/migrate.ts';
import { emptyDeletedRecords } from '../../service/jobs/empty-deleted-records.ts';
import { removeUnnamedBlobs } from '../../service/jobs/remove-unnamed-blobs.ts';
import { createMetrics } from '../../service/metrics.ts';
import { createSmsSender } from '../../service/sms/create-sms-sender.ts';
import { readFeed } from '../../service/sync/feed.ts';
import { snapshotHashes } from '../../utils/library/links.ts';
import type { SyncPosition } from '../../utils/library/sync-position.ts';
import { MemoryBlobs } from './memory-blobs.ts';
import { openMemoryDatabase } from './memory-database.ts';
import type { Version } from './versions.ts';

export const ADDRESS = 'http://service.invalid';

const LONG_AGO = new Date('2000-01-01');
const FAR_AHEAD = new Date('2100-01-01');
const MEMBERS = ['member-1', 'member-2'] as const;
export type MemberId = (typeof MEMBERS)[number];

/** The service's own application over a database in memory, called within this process, and what its operator may do to it. */
export class SimulatedService {
  readonly #context: ServiceContext;
  readonly #app: ReturnType<typeof createApp>;
  readonly #blobs: MemoryBlobs;
  version: Version = 'present';
  #pushes = 0;

  private constructor(context: ServiceContext, blobs: MemoryBlobs) {
    this.#context = context;
    this.#app = createApp(context);
    this.#blobs = blobs;
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
    const blobs = new MemoryBlobs();
    const log = pino({ level: 'silent' });
    const context: ServiceContext = {
      config,
      db,
      statements: db.withoutPlugins(),
      // As between two instances: none waits for the other.
      inTurn: (_, work) => work(),
      openStream: () => () => {},
      signals: localSignals(),
      afterwards: createAfterwards(log),
      dump: null,
      blobs,
      sms: createSmsSender(config.smsSender),
      passwords: await createPasswords('development'),
      hashSecret,
      seal: createSeal(config.secret),
      mail: null,
      thirdParties: [],
      findSession: createFindSession(db, hashSecret),
      metrics: createMetrics(),
      log,
      stopping: new AbortController().signal,
    };
    return new SimulatedService(context, blobs);
  }

  async stop(): Promise<void> {
    await this.#context.db.destroy();
  }

  /** Two members who keep nothing yet. */
  async beginSeed(): Promise<void> {
    const { db } = this.#context;
    this.#blobs.clear();
    this.version = 'present';
    this.isFull = false;
    for (const table of ['session', 'record', 'blob', 'memberFeed', 'member'] as const)
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

  /** Whether members have used up their room for records: what would grow is refused. */
  set isFull(isFull: boolean) {
    const { recordQuotaBytes: _, ...config } = this.#context.config;
    this.#context.config = isFull ? { ...config, recordQuotaBytes: 0 } : config;
  }

  async fetch(input: string, init: RequestInit): Promise<Response> {
    if (init.method === 'POST') this.#pushes += 1;
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

  /**
   * Notes what the service holds, and gives what brings exactly that back, as an operator would: with a new epoch. The folder of blobs may
   * have stayed as it is, come back as it was, or be lost.
   */
  async backUp(): Promise<(folder: 'stays' | 'comes back' | 'is lost') => Promise<void>> {
    const { db } = this.#context;
    const records = await db.selectFrom('record').selectAll().execute();
    const feeds = await db.selectFrom('memberFeed').selectAll().execute();
    const blobs = await db.selectFrom('blob').selectAll().execute();
    const files = this.#blobs.copy();
    return async (folder) => {
      if (folder !== 'stays') this.#blobs.putBack(folder === 'is lost' ? new Map() : files);
      await db.transaction().execute(async (tx) => {
        for (const table of ['record', 'memberFeed', 'blob'] as const) await tx.deleteFrom(table).execute();
        if (records.length > 0) await tx.insertInto('record').values(records).execute();
        if (blobs.length > 0) await tx.insertInto('blob').values(blobs).execute();
        await tx.insertInto('memberFeed').values(feeds).execute();
        await renewEpoch(tx);
      });
    };
  }

  /** Something else stands in the file of a kept text. */
  spoilBlob(memberId: MemberId, sha256: string): void {
    this.#blobs.spoil({ memberId, sha256 });
  }

  async removeUnnamedBlobs(): Promise<void> {
    await removeUnnamedBlobs(this.#context);
  }

  /** Where a device stands that holds everything. */
  async position(memberId: MemberId): Promise<SyncPosition> {
    const { epoch, revision } = await readFeed(this.#context.db, memberId);
    return { epoch, cursor: revision };
  }

  /** Grows wherever a device may have written a record. */
  get pushes(): number {
    return this.#pushes;
  }

  /** The kept texts that the member's records name. */
  async namedBlobs(memberId: MemberId): Promise<string[]> {
    return [...(await this.records(memberId)).values()].flatMap(snapshotHashes);
  }

  everHeld(memberId: MemberId, sha256: string): boolean {
    return this.#blobs.everHeld({ memberId, sha256 });
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
    const records = rows.map(({ body }): SyncRecord => JSON.parse(body));
    return new Map(records.map((record) => [`${record.kind} ${record.id}`, record]));
  }
}
