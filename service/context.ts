import type { Logger } from 'pino';
import type { HashSecret } from './account/hash-secret.ts';
import type { Passwords } from './account/passwords.ts';
import type { BlobStore } from './blobs/blob-store.ts';
import type { ServiceConfig } from './config.ts';
import type { ChangeSignals } from './db/change-signals.ts';
import type { Database } from './db/database.ts';
import type { Metrics } from './metrics.ts';
import type { SmsSender } from './sms/sms-sender.ts';

/** What a route works with. It keeps no state of its own, so any number of services may stand before one database. */
export interface ServiceContext {
  config: ServiceConfig;
  db: Database;
  signals: ChangeSignals;
  /** The whole embedded database as a gzipped tar; null where Postgres has its own means of backup. */
  dump: (() => Promise<Blob>) | null;
  blobs: BlobStore;
  sms: SmsSender;
  passwords: Passwords;
  hashSecret: HashSecret;
  metrics: Metrics;
  log: Logger;
  /** Aborts when the service begins to stop: streams end, waits give up. */
  stopping: AbortSignal;
}
