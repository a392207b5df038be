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
  const file = await open(`${path}.part`, 'w', 0o600);
  try {
    await file.writeFile(new Uint8Array(await (await dump()).arrayBuffer()));
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(`${path}.part`, path);
  await removeOldest(folder);
  return path;
}

interface DumpSource {
  config: Pick<ServiceContext['config'], 'dataFolder'>;
  dump: ServiceContext['dump'];
}

async function removeOldest(folder: string): Promise<void> {
  const dumps = (await readdir(folder)).filter((name) => name.endsWith('.tar.gz')).sort();
  for (const name of dumps.slice(0, -KEPT_DUMPS)) await rm(join(folder, name), { force: true });
}
