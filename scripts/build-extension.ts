import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Complaint } from './complaint.ts';

export const PROJECT_FOLDER = fileURLToPath(new URL('..', import.meta.url));

/** What the extension is made of; a change in any of these makes a build stale. */
const SOURCES = [
  'entrypoints',
  'components',
  'utils',
  'protocol',
  'locales',
  'public',
  'wxt.config.ts',
  'package-lock.json',
];

export interface BuildOrder {
  target: 'chrome' | 'firefox';
  /** The account service the extension speaks to: `http://127.0.0.1:47310`. */
  serviceUrl: string;
  /** Below the project; one folder a use, because the service's address is built in. */
  outFolder: string;
}

/** The production build of the extension, made anew only when something changed. Gives the folder to load. */
export async function buildExtension(order: BuildOrder): Promise<{ folder: string; isNew: boolean }> {
  const outFolder = join(PROJECT_FOLDER, order.outFolder);
  const folder = join(outFolder, `${order.target}-mv3`);
  const noteFile = join(outFolder, `${order.target}-mv3.built.json`);
  const state = JSON.stringify({ serviceUrl: order.serviceUrl, newest: await newestSource() });
  const built = await readFile(noteFile, 'utf8').catch(() => null);
  if (built === state && (await exists(join(folder, 'manifest.json')))) return { folder, isNew: false };
  await build(order, outFolder);
  await writeFile(noteFile, state);
  return { folder, isNew: true };
}

async function build(order: BuildOrder, outFolder: string): Promise<void> {
  const wxt = join(PROJECT_FOLDER, 'node_modules', 'wxt', 'bin', 'wxt.mjs');
  const child = spawn(process.execPath, [wxt, 'build', '--browser', order.target], {
    cwd: PROJECT_FOLDER,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NODE_ENV: 'production', WXT_SERVICE_URL: order.serviceUrl, OUT_DIR: outFolder },
  });
  let words = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (piece) => {
      words += piece;
    });
  }
  const [code] = await once(child, 'close');
  if (code !== 0)
    throw new Complaint(`${words.trim()}\nThe extension could not be built; the reason is above.`);
}

/** The latest change among the sources, with their number, so that a removed file counts as a change as well. */
async function newestSource(): Promise<{ files: number; changedAt: number }> {
  const times = (await Promise.all(SOURCES.map((name) => changeTimes(join(PROJECT_FOLDER, name))))).flat();
  return { files: times.length, changedAt: Math.max(0, ...times) };
}

async function changeTimes(path: string): Promise<number[]> {
  const found = await stat(path).catch(() => null);
  if (!found) return [];
  if (!found.isDirectory()) return [found.mtimeMs];
  const names = await readdir(path);
  return (await Promise.all(names.map((name) => changeTimes(join(path, name))))).flat();
}

async function exists(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null)) !== null;
}
