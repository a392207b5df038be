import { mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { ServiceContext } from '../context.ts';

/** A day of hours. */
const KEPT_DUMPS = 24;

/**
 * Writes the embedded database, whole, to `dumps` in the data folder, and keeps the newest 24. Gives the file's path, or
 * null where there is none to dump.
 */
export async function dumpDatabase({ config, dump }: DumpSource): Promise<string | null> {
  if (!dump) return null;
  const folder = join(config.dataFolder, 'dumps');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const name = `${new Date().toISOString().replaceAll(/[-:]|\.\d+/g, '')}.tar.gz`;
  const path = join(folder, name);
  // What a crash or a full disk left half done goes first: it is as large as a whole one.
  for (const left of await readdir(folder)) if (left.endsWith(PART)) await rm(join(folder, left));
  const part = path + PART;
  try {
    await writeWhole(part, await dump());
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
  await rename(part, path);
  await removeOldest(folder, name);
  return path;
}

const PART = '.part';

async function writeWhole(path: string, content: Blob): Promise<void> {
  const file = await open(path, 'w', 0o600);
  try {
    await file.writeFile(new Uint8Array(await content.arrayBuffer()));
    await file.sync();
  } finally {
    await file.close();
  }
}

interface DumpSource {
  config: Pick<ServiceContext['config'], 'dataFolder'>;
  dump: ServiceContext['dump'];
}

/** By their names; but for the one made just now, which a clock that ran ahead may have put before others. */
async function removeOldest(folder: string, made: string): Promise<void> {
  const others = (await readdir(folder)).filter((name) => name.endsWith('.tar.gz') && name !== made).sort();
  for (const name of others.slice(0, 1 - KEPT_DUMPS)) await rm(join(folder, name), { force: true });
}
