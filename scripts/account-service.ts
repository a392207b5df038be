import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { PROJECT_FOLDER } from './build-extension.ts';
import { Complaint } from './complaint.ts';

export interface AccountService extends AsyncDisposable {
  /** `http://127.0.0.1:47310`, without a slash at the end. */
  origin: string;
  /** Of its process. */
  pid: number;
  /** Ends it as a power cut would: no draining, no goodbye. */
  kill(): Promise<void>;
}

export interface ServiceOrder {
  /** 0 takes any free port. */
  port: number;
  dataFolder: string;
  /** A real Postgres instead of the embedded database. */
  databaseUrl?: string;
  /** Whatever else it is to be told. */
  environment?: Record<string, string>;
}

/** Under load each push leaves half a megabyte behind: with room for some hundred of them the collector runs a tenth less of the time. */
const ROOMY = ['--max-semi-space-size=64'];

/** PGlite opens in 1.5–3 s; a loaded machine, or the recovery after a kill, takes several times that. */
const START_LIMIT_MS = 120_000;
const STOP_LIMIT_MS = 10_000;

/** The account service in a process of its own, ready to answer. Throws a `Complaint` with its own words when it can't start. */
export async function startAccountService(order: ServiceOrder): Promise<AccountService> {
  const child = spawn(process.execPath, [...ROOMY, join(PROJECT_FOLDER, 'service', 'main.ts')], {
    cwd: PROJECT_FOLDER,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...serviceEnvironment(order) },
  });
  const words = followWords(child);
  const origin = await ready(child, words).catch(async (error) => {
    await end(child, 'SIGKILL');
    throw error;
  });
  return {
    origin,
    pid: child.pid ?? 0,
    kill: () => end(child, 'SIGKILL'),
    [Symbol.asyncDispose]: () => end(child, 'SIGTERM'),
  };
}

/** What tells the service, and the commands that stand in for it, where everything is. */
export function serviceEnvironment(order: ServiceOrder): Record<string, string> {
  return {
    NODE_ENV: 'development',
    PORT: String(order.port),
    DATA_FOLDER: order.dataFolder,
    DATABASE_URL: order.databaseUrl ?? '',
    DIRECT_DATABASE_URL: '',
    LOG_LEVEL: 'error',
    ...order.environment,
  };
}

/** Gives where it listens. Only the line that it writes itself tells: on a port that was asked for, another process might be the one that answers. */
async function ready(child: ChildProcess, words: () => string): Promise<string> {
  const deadline = Date.now() + START_LIMIT_MS;
  while (Date.now() < deadline) {
    if (hasEnded(child)) throw new Complaint(`The account service did not start: ${inOurWords(words())}`);
    const origin = /listens on (http:\S+)/.exec(words())?.[1];
    if (origin !== undefined && (await isReady(origin))) return origin;
    await wait(100);
  }
  throw new Complaint(`The account service was not ready after ${START_LIMIT_MS / 1000} s: ${words()}`);
}

async function isReady(origin: string): Promise<boolean> {
  const answer = await fetch(`${origin}/readyz`, { signal: AbortSignal.timeout(2000) }).catch(() => null);
  return answer?.ok === true;
}

/** The service knows itself by its environment, a reader of this by the options of `npm start`. */
function inOurWords(words: string): string {
  return words.replace('with DATA_FOLDER', 'with --data FOLDER');
}

/** Asks it to end, waits for that, and insists when it takes too long. */
async function end(child: ChildProcess, signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
  if (hasEnded(child)) return;
  const ended = once(child, 'exit');
  child.kill(signal);
  const insist = setTimeout(() => child.kill('SIGKILL'), STOP_LIMIT_MS);
  await ended;
  clearTimeout(insist);
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

/** What the process said last, for a complaint. Its pipes have to be read anyway, or it would stand still when they are full. */
function followWords(child: ChildProcess): () => string {
  let words = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (piece: Buffer) => {
      words = `${words}${piece}`.slice(-KEPT_CHARACTERS);
    });
  }
  return () => words.trim() || 'it said nothing.';
}

/** Room for one stack trace. */
const KEPT_CHARACTERS = 4000;
