import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import type { TestProject } from 'vitest/node';
import { startPostgres } from './start-postgres.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The real server's address, without a database's name. */
    postgresUrl: string;
    /** The folder of an empty PGlite database, to be copied: making one takes seconds, copying a moment. */
    pgliteTemplate: string;
    /** Where tests put their data; removed at the end. */
    scratchFolder: string;
  }
}

/** Prepared once for all test files, which then each have databases of their own. */
export default async function prepareDatabases(project: TestProject): Promise<() => Promise<void>> {
  const postgres = await startPostgres();
  project.provide('postgresUrl', postgres.url);

  const folder = await mkdtemp(join(tmpdir(), 'service-tests-'));
  const template = join(folder, 'pglite');
  await (await PGlite.create(template)).close();
  project.provide('pgliteTemplate', template);
  project.provide('scratchFolder', folder);
  return async () => {
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  };
}
