import { ConfigError, readConfig } from './config.ts';
import { FolderInUseError } from './db/lock-folder.ts';
import { type RunningService, startService } from './start-service.ts';

/** Long enough for a 20 MB upload on a slow line that is nearly through. */
const STOP_WITHIN_MS = 30_000;

try {
  const service = await startService(readConfig(process.env));
  process.stdout.write(`the service listens on ${service.address}\n`);
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop(service));
} catch (error) {
  process.stderr.write(`${explain(error)}\n`);
  process.exitCode = 1;
}

async function stop(service: RunningService): Promise<void> {
  setTimeout(() => process.exit(1), STOP_WITHIN_MS).unref();
  await service.stop();
}

/** One clear line for what an operator can mend; everything for what they can't. */
function explain(error: unknown): string {
  if (error instanceof ConfigError || error instanceof FolderInUseError) return error.message;
  if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
    return 'the port is in use: stop what listens there, or choose another with PORT';
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
