import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { ServiceConfig } from '../../service/config.ts';

const MAIN = fileURLToPath(new URL('../../service/main.ts', import.meta.url));

export interface ServiceProcess {
  /** Null when it ended instead of starting. */
  address: string | null;
  child: ChildProcess;
  /** All it wrote to standard error so far. */
  errors(): string;
  /** Sends the signal and resolves with the exit code once it is gone; null when a signal killed it. */
  end(signal: NodeJS.Signals): Promise<number | null>;
}

const spawned: ServiceProcess[] = [];

/** Ends what a test has left running. */
export async function endSpawned(): Promise<void> {
  for (const service of spawned.splice(0)) await service.end('SIGKILL');
}

/** The service as an operator runs it: a process of its own, told by its environment. */
export async function spawnService(environment: Record<string, string>): Promise<ServiceProcess> {
  const env = { PATH: process.env.PATH, PORT: '0', LOG_LEVEL: 'silent', ...environment };
  const child = spawn(process.execPath, [MAIN], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const exited = once(child, 'exit');
  let output = '';
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors += text;
  });
  const listening = new Promise<string>((resolve) => {
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      const address = /listens on (http:\S+)/.exec(output)?.[1];
      if (address) resolve(address);
    });
  });
  const address = await Promise.race([listening, exited.then(() => null)]);
  const service: ServiceProcess = {
    address,
    child,
    errors: () => errors,
    async end(signal) {
      child.kill(signal);
      const [code] = await exited;
      return typeof code === 'number' ? code : null;
    },
  };
  spawned.push(service);
  return service;
}

export function environmentOf(config: ServiceConfig): Record<string, string> {
  return {
    NODE_ENV: config.mode,
    SERVICE_SECRET: config.secret,
    DATA_FOLDER: config.dataFolder,
    ...(config.databaseUrl && { DATABASE_URL: config.databaseUrl }),
    ...(config.proxyAddressHeader && { PROXY_ADDRESS_HEADER: config.proxyAddressHeader }),
  };
}
