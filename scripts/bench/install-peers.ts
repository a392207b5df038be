import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT_FOLDER } from '../build-extension.ts';
import { Complaint } from '../complaint.ts';

/**
 * Installs what is measured beside ours, into its own folder of `scripts/bench`, where it is not there yet; gives the folder. Peers are no part of the
 * project's own dependencies. `options` are npm's.
 */
export async function installPeers(
  name: 'peers' | 'reading-peers' | 'anchoring/peers' | 'summary/peers' | 'search/peers',
  say: (line: string) => void,
  options: string[] = [],
): Promise<string> {
  const folder = join(PROJECT_FOLDER, 'scripts', 'bench', name);
  if (existsSync(join(folder, 'node_modules'))) return folder;
  say(`Installing what is measured beside ours, into scripts/bench/${name}.`);
  const words = ['ci', '--no-audit', '--no-fund', ...options];
  const child = spawn('npm', words, { cwd: folder, stdio: 'inherit' });
  const [code] = await once(child, 'exit');
  if (code !== 0)
    throw new Complaint(`npm could not install scripts/bench/${name}; its own words are above.`);
  return folder;
}
