import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { SyncRecord } from '../../../protocol/records.ts';
import { freePort } from '../../../tests/service/free-port.ts';
import { PROJECT_FOLDER } from '../../build-extension.ts';
import type { ChromiumProfile } from '../../launch-chromium.ts';

const PEERS = join(PROJECT_FOLDER, 'scripts', 'bench', 'peers');

/** PouchDB's two ways to keep documents in a browser; the second is the newer. */
export const POUCH_ADAPTERS = ['idb', 'indexeddb'] as const;

export interface PouchServer extends AsyncDisposable {
  origin: string;
}

/** `express-pouchdb` in a process of its own on LevelDB, holding the same records as documents. */
export async function startPouch(records: SyncRecord[]): Promise<PouchServer> {
  const folder = await mkdtemp(join(tmpdir(), 'observation-pouch-'));
  const port = await freePort();
  const child = spawn(process.execPath, [join(PEERS, 'serve-pouch.mjs'), folder, String(port)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  child.stdin.end(
    JSON.stringify(records.map((record) => ({ _id: `${record.kind}:${record.id}`, ...record }))),
  );
  const lines = createInterface({ input: child.stdout });
  await Promise.race([
    once(lines, 'line'),
    once(child, 'exit').then(([code]) => Promise.reject(new Error(`the peer's server ended with ${code}`))),
  ]);
  return {
    origin: `http://127.0.0.1:${port}`,
    async [Symbol.asyncDispose]() {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

declare const PouchDB: new (
  name: string,
  options?: { adapter?: string },
) => {
  replicate: { from(remote: string, options: { batch_size: number }): Promise<{ docs_written: number }> };
};

/** Seconds until a page of the same Chromium has replicated all of it, in pages as large as ours. */
export async function replicateSeconds(
  profile: ChromiumProfile,
  server: PouchServer,
  adapter: (typeof POUCH_ADAPTERS)[number],
  records: number,
): Promise<number> {
  const page = await profile.context.newPage();
  await page.goto(`${server.origin}/page.html?adapter=${adapter}`);
  const { seconds, written } = await page.evaluate(
    async ({ remote, adapter }) => {
      const start = performance.now();
      const database = new PouchDB(`first-${adapter}-${start}`, { adapter });
      const { docs_written: written } = await database.replicate.from(remote, { batch_size: 500 });
      return { seconds: (performance.now() - start) / 1000, written };
    },
    { remote: `${server.origin}/library`, adapter },
  );
  await page.close();
  if (written !== records) throw new Error(`the peer wrote ${written} documents instead of ${records}`);
  return seconds;
}
