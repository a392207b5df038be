import { existsSync } from 'node:fs';
import { readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { PGliteDialect } from 'kysely';
import type { Logger } from 'pino';
import type { ServiceConfig } from '../config.ts';
import { renewEpoch } from './epoch.ts';
import { lockFolder } from './lock-folder.ts';
import { migrate } from './migrate.ts';
import { kysely, openDatabase } from './open-database.ts';

/**
 * What a restore from a backup needs before the service starts again: the embedded database is put back from `dump`, one of the hourly
 * files, and a database of either kind gets a new epoch, so that devices send again what the backup lacks. A Postgres is put back by its own
 * tools first, and `dump` is null. Gives the new epoch. Throws `FolderInUseError` while the service runs; a dump that can't be read
 * leaves the database as it was.
 */
export async function restore(config: ServiceConfig, dump: string | null, log: Logger): Promise<string> {
  if (dump !== null) await loadDump(config.dataFolder, dump);
  const database = await openDatabase(config, log);
  try {
    await migrate(database.db);
    return await renewEpoch(database.db);
  } finally {
    await database.close();
  }
}

/** Beside the present database first, which stays under another name: nothing is overwritten. It comes to its place with an epoch of its own. */
async function loadDump(dataFolder: string, dump: string): Promise<void> {
  const unlock = lockFolder(dataFolder);
  try {
    const time = new Date().toISOString().replaceAll(/[-:.]/g, '');
    const [present, loaded] = [join(dataFolder, 'database'), join(dataFolder, `database-loaded-${time}`)];
    const loadDataDir = new Blob([new Uint8Array(await readFile(dump))]);
    try {
      const pglite = await PGlite.create({ dataDir: loaded, loadDataDir });
      // Before anybody could start a service on it: under the old epoch no device would send what the dump lacks.
      await renewEpoch(kysely(new PGliteDialect({ pglite }))).finally(() => pglite.close());
    } catch (cause) {
      await rm(loaded, { recursive: true, force: true });
      throw new Error(`${dump} could not be loaded; the database is as it was`, { cause });
    }
    if (existsSync(present)) await rename(present, join(dataFolder, `database-before-${time}`));
    await rename(loaded, present);
  } finally {
    unlock();
  }
}
