import type { Logger } from 'pino';
import type { HashSecret } from './account/hash-secret.ts';
import type { Passwords } from './account/passwords.ts';
import type { Seal } from './account/seal.ts';
import type { FindSession } from './account/sessions.ts';
import type { Afterwards } from './afterwards.ts';
import type { BlobStore } from './blobs/blob-store.ts';
import type { ServiceConfig } from './config.ts';
import type { ChangeSignals } from './db/change-signals.ts';
import type { Database } from './db/database.ts';
import type { InTurn } from './in-turn.ts';
import type { MailSender } from './mail/mail-sender.ts';
import type { Metrics } from './metrics.ts';
import type { OpenStream } from './open-streams.ts';
import type { SmsSender } from './sms/sms-sender.ts';
import type { ThirdParty } from './third-party/third-party.ts';

/** What a route works with. It keeps no state of its own, so any number of services may stand before one database. */
export interface ServiceContext {
  config: ServiceConfig;
  db: Database;
  /** The same database for single statements, which many requests send at once over few connections. No transaction begins here. */
  statements: Database;
  /** One push or digest of a member after the other: within an instance no push has to begin again because of another. */
  inTurn: InTurn;
  signals: ChangeSignals;
  openStream: OpenStream;
  /** The whole embedded database as a gzipped tar; null where Postgres has its own means of backup. */
  dump: (() => Promise<Blob>) | null;
  blobs: BlobStore;
  sms: SmsSender;
  /** Null where the service sends no e-mail. */
  mail: MailSender | null;
  thirdParties: ThirdParty[];
  passwords: Passwords;
  hashSecret: HashSecret;
  seal: Seal;
  findSession: FindSession;
  afterwards: Afterwards;
  metrics: Metrics;
  log: Logger;
  /** Aborts when the service begins to stop: streams end, waits give up. */
  stopping: AbortSignal;
}
