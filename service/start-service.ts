import { mkdirSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { getRequestListener } from '@hono/node-server';
import { pino } from 'pino';
import { createHashSecret } from './account/hash-secret.ts';
import { createPasswords } from './account/passwords.ts';
import { createSeal } from './account/seal.ts';
import { createFindSession } from './account/sessions.ts';
import { createAfterwards } from './afterwards.ts';
import { createApp } from './app.ts';
import { openFolderStore } from './blobs/folder-store.ts';
import { ConfigError, checkConfig, type ServiceConfig } from './config.ts';
import type { ServiceContext } from './context.ts';
import { migrate } from './db/migrate.ts';
import { type OpenDatabase, openDatabase } from './db/open-database.ts';
import { withFixedHeaders } from './fixed-headers.ts';
import { createTurns } from './in-turn.ts';
import { startJobs } from './jobs/start-jobs.ts';
import { createMailSender } from './mail/mail-sender.ts';
import { createMetrics, serveMetrics } from './metrics.ts';
import { createOpenStreams } from './open-streams.ts';
import { reasonOf } from './reason-of.ts';
import { createSmsSender } from './sms/create-sms-sender.ts';
import { createThirdParties } from './third-party/create-third-parties.ts';

export type { ServiceConfig } from './config.ts';

export interface RunningService {
  /** `http://127.0.0.1:port`. */
  address: string;
  port: number;
  /** For what is done by hand beside it: a job, a new epoch. */
  context: ServiceContext;
  /** Stops accepting, ends streams, finishes requests, closes the database. May be called twice. */
  stop(): Promise<void>;
}

/** Parts a test may bring its own of. */
export type Overrides = Partial<Pick<ServiceContext, 'passwords' | 'sms' | 'log'>>;

/**
 * Opens and migrates the database and serves the application. Throws `ConfigError`, `FolderInUseError`, or what the
 * database or the port says; nothing is left running then.
 */
export async function startService(
  config: ServiceConfig,
  overrides: Overrides = {},
): Promise<RunningService> {
  checkConfig(config);
  mkdirSync(config.dataFolder, { recursive: true, mode: 0o700 });
  const log = overrides.log ?? pino({ level: config.logLevel ?? 'info', base: null });
  const database = await openDatabase(config, log);
  try {
    await migrate(database.db);
    return await serve(config, database, { ...overrides, log });
  } catch (error) {
    await database.close();
    throw error;
  }
}

async function serve(
  config: ServiceConfig,
  database: OpenDatabase,
  { passwords, sms, log }: Overrides & Pick<ServiceContext, 'log'>,
): Promise<RunningService> {
  const stopping = new AbortController();
  const hashSecret = createHashSecret(config.secret);
  const context: ServiceContext = {
    config,
    db: database.db,
    statements: database.statements,
    inTurn: createTurns(),
    signals: database.signals,
    openStream: createOpenStreams(),
    dump: database.dump,
    blobs: openFolderStore(join(config.dataFolder, 'blobs')),
    sms: sms ?? createSmsSender(config.smsSender),
    mail: createMailSender(
      config.mailSender ?? { provider: config.mode === 'development' ? 'outbox' : 'none' },
    ),
    thirdParties: createThirdParties(config.thirdParties ?? []),
    passwords: passwords ?? (await createPasswords(config.mode)),
    hashSecret,
    seal: createSeal(config.secret),
    findSession: createFindSession(database.db, hashSecret),
    afterwards: createAfterwards(log),
    metrics: createMetrics(),
    log,
    stopping: stopping.signal,
  };
  const host = config.host ?? '127.0.0.1';
  const server = await listen(context, host, config.port);
  const metrics = await openMetrics(context, host).catch((error: unknown) => {
    // Else it would answer for ever, with a database that is closed.
    server.close();
    server.closeAllConnections();
    throw new ConfigError(`METRICS_PORT: nothing can listen there (${reasonOf(error)})`);
  });
  const jobs = startJobs(context);
  const { port } = server.address() as AddressInfo;
  log.info({ port, database: database.description }, 'the service has started');

  const stop = async () => {
    stopping.abort();
    metrics?.close();
    await closed(server);
    await jobs.stopped;
    await context.afterwards.settled();
    await database.close();
    log.info('the service has stopped');
  };
  let stopped: Promise<void> | undefined;
  return { address: `http://${host}:${port}`, port, context, stop: () => (stopped ??= stop()) };
}

async function openMetrics({ config, metrics }: ServiceContext, host: string): Promise<Server | null> {
  return config.metricsPort === undefined ? null : serveMetrics(metrics, host, config.metricsPort);
}

async function listen(context: ServiceContext, host: string, port: number): Promise<Server> {
  const listener = getRequestListener(createApp(context).fetch);
  const { headMs = 10_000, requestMs = 300_000 } = context.config.patience ?? {};
  const server = createServer(
    {
      // Slow and half-open clients are cut off; five minutes let 20 MB through at 0.6 Mbit/s.
      headersTimeout: headMs,
      requestTimeout: requestMs,
      keepAliveTimeout: 10_000,
      connectionsCheckingInterval: Math.min(5_000, headMs / 2),
      maxHeaderSize: 16 * 1024,
    },
    withFixedHeaders(context.config.extensionOrigins, listener),
  );
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, host, () => resolve());
  });
  return server;
}

/** Stops accepting and resolves when the last request is answered. */
function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    // Node closes the connections that are idle now; one whose stream has just ended would be kept alive for seconds.
    const timer = setInterval(() => server.closeIdleConnections(), 50);
    server.close(() => {
      clearInterval(timer);
      resolve();
    });
  });
}
