import { pino } from 'pino';
import { ConfigError, readConfig } from './config.ts';
import { FolderInUseError } from './db/lock-folder.ts';
import { restore } from './db/restore.ts';

/** `node service/restore.ts [DUMP]`, with the service's own environment and the service stopped. */
try {
  const [dump = null] = process.argv.slice(2);
  const config = readConfig(process.env);
  if (dump !== null && config.databaseUrl !== undefined) {
    throw new ConfigError(
      'a dump is of the embedded database: put a Postgres back by its own tools, then run this without a file',
    );
  }
  const epoch = await restore(config, dump, pino({ level: 'warn' }, process.stderr));
  process.stdout.write(`restored; the epoch is now ${epoch}, and devices will send what the backup lacks\n`);
} catch (error) {
  const isPlain = error instanceof ConfigError || error instanceof FolderInUseError;
  const words =
    error instanceof Error ? (isPlain ? error.message : (error.stack ?? error.message)) : String(error);
  process.stderr.write(`${words}\n`);
  process.exitCode = 1;
}
