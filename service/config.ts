import { isAbsolute, resolve } from 'node:path';
import * as z from 'zod/mini';
import type { MailSettings } from './mail/mail-sender.ts';
import { DEVELOPMENT_EXTENSION_ORIGIN } from './middleware/allow-extension.ts';
import type { SmsSettings } from './sms/sms-sender.ts';
import { readThirdParties } from './third-party/read-settings.ts';
import type { ThirdPartySettings } from './third-party/third-party.ts';

/** Everything the service can be told. Scripts and tests write one by hand; `readConfig` reads one from the environment. */
export interface ServiceConfig {
  mode: 'development' | 'production';
  /** Signs tokens, codes and challenges. Keep it apart from the backups of the database. */
  secret: string;
  /** 127.0.0.1 unless told otherwise. */
  host?: string;
  /** 0 takes any free port. */
  port: number;
  /** Metrics are served on a port of their own, and not at all without one. */
  metricsPort?: number;
  /** A real Postgres. Without it PGlite keeps the database in `dataFolder`. */
  databaseUrl?: string;
  /** A connection past any pooler, for LISTEN; the database URL unless told otherwise. */
  directDatabaseUrl?: string;
  /** Where blobs are, and PGlite's database when there is no `databaseUrl`. */
  dataFolder: string;
  /** Exact `chrome-extension://<id>` origins. Any `moz-extension://` origin is allowed besides. */
  extensionOrigins: string[];
  smsSender: SmsSettings;
  /** An outbox in development, none in production, unless told otherwise. */
  mailSender?: MailSettings;
  /** Where browsers find the service from outside: third parties send their readers back there. */
  publicAddress?: string;
  thirdParties?: ThirdPartySettings[];
  /** The header in which a trusted proxy hands over the caller's address. Without it, only the socket is believed. */
  proxyAddressHeader?: string;
  /** Leading zero bits asked of a proof of work; 16 is about 50 ms of a laptop, 65,000 hashes. */
  proofDifficulty?: number;
  /** SMS sent in 24 hours to all numbers together: a bound on what an attack can cost. As many recoveries are taken, which count apart. */
  smsDailyCap?: number;
  /** Bytes of compressed blobs one member may keep. */
  blobQuotaBytes?: number;
  /** Bytes of records one member may keep. */
  recordQuotaBytes?: number;
  logLevel?: 'silent' | 'error' | 'warn' | 'info' | 'debug';
  /** How long slow clients are waited for, where not as long as usual. */
  patience?: Patience;
}

/** In milliseconds. */
export interface Patience {
  /** For the whole head of a request. */
  headMs?: number;
  /** For a body of JSON. */
  jsonMs?: number;
  /** For a whole request, pictures and blobs included. */
  requestMs?: number;
}

const text = z.string().check(z.minLength(1));
const port = z.coerce.number().check(z.int(), z.minimum(0), z.maximum(65_535));

const environmentSchema = z.object({
  /** Development, with a secret that everybody knows and an outbox that anybody reads, is never come by: it has to be asked for. */
  NODE_ENV: z._default(z.enum(['development', 'production']), 'production'),
  SERVICE_SECRET: z.optional(text),
  HOST: z._default(text, '127.0.0.1'),
  PORT: z._default(port, 8787),
  METRICS_PORT: z.optional(port),
  DATABASE_URL: z.optional(text),
  DIRECT_DATABASE_URL: z.optional(text),
  DATA_FOLDER: z._default(text, '.data/service'),
  EXTENSION_ORIGINS: z.optional(text),
  PROXY_ADDRESS_HEADER: z.optional(text),
  SMS_PROVIDER: z._default(z.enum(['outbox', 'alibaba', 'tencent']), 'outbox'),
  SMS_ACCESS_KEY_ID: z.optional(text),
  SMS_ACCESS_KEY_SECRET: z.optional(text),
  SMS_SIGN_NAME: z.optional(text),
  SMS_TEMPLATE: z.optional(text),
  SMS_APP_ID: z.optional(text),
  SMS_REGION: z.optional(text),
  /** Another host of the carrier's, as for numbers of other countries. */
  SMS_ENDPOINT: z.optional(z.string().check(z.regex(/^[a-z0-9.-]+$/))),
  PUBLIC_ADDRESS: z.optional(z.url()),
  THIRD_PARTIES: z.optional(text),
  SMTP_URL: z.optional(z.string().check(z.regex(/^smtps?:\/\//))),
  MAIL_FROM: z.optional(text),
  SMS_DAILY_CAP: z.optional(z.coerce.number().check(z.int(), z.positive())),
  LOG_LEVEL: z.optional(z.enum(['silent', 'error', 'warn', 'info', 'debug'])),
});
type Environment = z.infer<typeof environmentSchema>;

/** Says in one line what is missing or wrong; `main.ts` prints it and ends. */
export class ConfigError extends Error {
  override name = 'ConfigError';
}

const MIN_SECRET_LENGTH = 32;
const LOOPBACK = ['127.0.0.1', '::1', 'localhost'];
const DEVELOPMENT_SECRET = 'a development secret that guards nothing';

/** The only reader of the environment. Empty variables count as absent. Throws `ConfigError`. */
export function readConfig(environment: Record<string, string | undefined>): ServiceConfig {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value));
  const parsed = environmentSchema.safeParse(given);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new ConfigError(`${issue?.path.join('.')}: ${issue?.message}`);
  }
  const env = parsed.data;
  return checkConfig({
    mode: env.NODE_ENV,
    secret: env.SERVICE_SECRET ?? (env.NODE_ENV === 'development' ? DEVELOPMENT_SECRET : ''),
    host: env.HOST,
    port: env.PORT,
    dataFolder: isAbsolute(env.DATA_FOLDER) ? env.DATA_FOLDER : resolve(env.DATA_FOLDER),
    extensionOrigins: extensionOrigins(env),
    smsSender: smsSettings(env),
    ...(env.PUBLIC_ADDRESS && { publicAddress: env.PUBLIC_ADDRESS }),
    ...(env.THIRD_PARTIES && { thirdParties: thirdParties(env.THIRD_PARTIES) }),
    ...(env.SMTP_URL && { mailSender: smtpSettings(env, env.SMTP_URL) }),
    ...(env.METRICS_PORT !== undefined && { metricsPort: env.METRICS_PORT }),
    ...(env.DATABASE_URL && { databaseUrl: env.DATABASE_URL }),
    ...(env.DIRECT_DATABASE_URL && { directDatabaseUrl: env.DIRECT_DATABASE_URL }),
    ...(env.PROXY_ADDRESS_HEADER && { proxyAddressHeader: env.PROXY_ADDRESS_HEADER }),
    ...(env.SMS_DAILY_CAP && { smsDailyCap: env.SMS_DAILY_CAP }),
    ...(env.LOG_LEVEL && { logLevel: env.LOG_LEVEL }),
  });
}

/** What must hold however the configuration was written. */
export function checkConfig(config: ServiceConfig): ServiceConfig {
  if (config.mode === 'production') {
    if (config.secret.length < MIN_SECRET_LENGTH || config.secret === DEVELOPMENT_SECRET) {
      throw new ConfigError(
        `SERVICE_SECRET: a secret of ${MIN_SECRET_LENGTH} characters or more is needed, but for NODE_ENV=development`,
      );
    }
    if (config.smsSender.provider === 'outbox') {
      throw new ConfigError(
        'SMS_PROVIDER: the outbox shows codes to anybody, so it works in development alone',
      );
    }
    const isPlain = config.thirdParties?.some(
      (one) => one.kind === 'oidc' && !one.issuer.startsWith('https://'),
    );
    if (isPlain) throw new ConfigError('THIRD_PARTIES: an issuer without https');
    if (config.mailSender?.provider === 'outbox')
      throw new ConfigError('the outbox of e-mail works in development alone');
  }
  if (config.thirdParties?.length && config.publicAddress === undefined)
    throw new ConfigError('PUBLIC_ADDRESS: needed for third parties to send their readers back');
  if (config.mode === 'development' && !LOOPBACK.includes(config.host ?? '127.0.0.1')) {
    throw new ConfigError(
      'HOST: in development the service shows its codes, so it listens to this machine alone',
    );
  }
  const wrong = config.extensionOrigins.find((origin) => !/^chrome-extension:\/\/[a-p]{32}$/.test(origin));
  if (wrong !== undefined) {
    throw new ConfigError(
      `EXTENSION_ORIGINS: "${wrong}" is not chrome-extension:// followed by an extension's id`,
    );
  }
  return config;
}

function extensionOrigins(env: Environment): string[] {
  if (!env.EXTENSION_ORIGINS) return env.NODE_ENV === 'development' ? [DEVELOPMENT_EXTENSION_ORIGIN] : [];
  return env.EXTENSION_ORIGINS.split(/[\s,]+/).filter(Boolean);
}

function thirdParties(words: string): ThirdPartySettings[] {
  const read = readThirdParties(words);
  if (read === null)
    throw new ConfigError('THIRD_PARTIES: not a JSON list of providers, each with an id of its own');
  return read;
}

function smtpSettings({ MAIL_FROM: from }: Environment, url: string): MailSettings {
  if (from === undefined) throw new ConfigError('MAIL_FROM: needed to send e-mail by SMTP_URL');
  return { provider: 'smtp', url, from };
}

function smsSettings(env: Environment): SmsSettings {
  if (env.SMS_PROVIDER === 'outbox') return { provider: 'outbox' };
  const common = {
    accessKeyId: needed(env, 'SMS_ACCESS_KEY_ID'),
    accessKeySecret: needed(env, 'SMS_ACCESS_KEY_SECRET'),
    signName: needed(env, 'SMS_SIGN_NAME'),
    template: needed(env, 'SMS_TEMPLATE'),
    ...(env.SMS_ENDPOINT && { endpoint: env.SMS_ENDPOINT }),
  };
  if (env.SMS_PROVIDER === 'alibaba') return { provider: 'alibaba', ...common };
  return {
    provider: 'tencent',
    ...common,
    appId: needed(env, 'SMS_APP_ID'),
    region: env.SMS_REGION ?? 'ap-guangzhou',
  };
}

function needed(env: Environment, name: keyof Environment): string {
  const value = env[name];
  if (value === undefined) throw new ConfigError(`${name}: needed to send SMS by ${env.SMS_PROVIDER}`);
  return String(value);
}
