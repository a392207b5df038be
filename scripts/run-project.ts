import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Writable } from 'node:stream';
import * as z from 'zod/mini';
import { PROJECT_FOLDER } from './build-extension.ts';

export interface Outcome {
  passed: number;
  failed: number;
}

const reportSchema = z.object({ numPassedTests: z.number(), numFailedTests: z.number() });

/** Runs the tests of a project of `vitest.config.ts` in a process of their own. What they say goes to `words`, which ends with them. */
export async function runProject(project: string, words: Writable): Promise<Outcome> {
  const file = join(PROJECT_FOLDER, '.output', 'tests', `${project}.json`);
  await rm(file, { force: true });
  const code = await runVitest(
    ['run', '--project', project, '--reporter=default', '--reporter=json', `--outputFile.json=${file}`],
    words,
  );
  words.end();
  const written = await readFile(file, 'utf8').catch(() => null);
  const report = written === null ? null : reportSchema.parse(JSON.parse(written));
  const failed = report?.numFailedTests ?? 0;
  // A file that can't even be read holds no test that could fail, yet the run did.
  return { passed: report?.numPassedTests ?? 0, failed: code === 0 ? failed : Math.max(1, failed) };
}

async function runVitest(options: string[], words: Writable): Promise<number> {
  const child = spawn(process.execPath, ['node_modules/vitest/vitest.mjs', ...options], {
    cwd: PROJECT_FOLDER,
    stdio: ['ignore', 'pipe', 'pipe'],
    // It sees a pipe, where the reader sees a terminal.
    env: { ...process.env, ...(process.stdout.isTTY && { FORCE_COLOR: '1' }) },
  });
  for (const stream of [child.stdout, child.stderr]) stream.pipe(words, { end: false });
  const [code] = await once(child, 'close');
  return typeof code === 'number' ? code : 1;
}
