import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, rm } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { Writable } from 'node:stream';
import * as z from 'zod/mini';
import { PROJECT_FOLDER } from './build-extension.ts';

export interface Outcome {
  passed: number;
  failed: number;
  /** Files that failed beside others and passed by themselves: each is a fault to be looked for. */
  passedAlone: readonly string[];
}

const reportSchema = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      assertionResults: z.array(z.object({ status: z.string() })),
    }),
  ),
});
type Report = z.infer<typeof reportSchema>;

/** More files than this fail by what is wrong with all of them, and would take long to say so once more. */
const MOST_ALONE = 8;

/**
 * Runs the tests of a project of `vitest.config.ts` in a process of their own. What they say goes to `words`, which ends with them.
 * @param options.failedOnceMore Whether files that failed are run a second time, one after another with nothing beside them:
 * for tests of browsers and servers, which a busy machine may keep waiting too long.
 */
export async function runProject(
  project: string,
  words: Writable,
  { failedOnceMore = false } = {},
): Promise<Outcome> {
  const first = await runFiles(project, [], words);
  const failed = first.report?.testResults.filter(({ status }) => status === 'failed') ?? [];
  if (!failedOnceMore || failed.length === 0 || failed.length > MOST_ALONE) {
    words.end();
    return { ...countTests(first), passedAlone: [] };
  }
  const names = failed.map(({ name }) => relative(PROJECT_FOLDER, name));
  words.write(`\n== Failed, and run once more by themselves: ${names.join(', ')}\n`);
  const second = await runFiles(project, names, words);
  words.end();
  const others = first.report?.testResults.filter((file) => !failed.includes(file)) ?? [];
  const { passed, failed: stillFailed } = countTests(second);
  return {
    passed: passed + countStatus(others, 'passed'),
    failed: stillFailed,
    passedAlone: names.filter((name) =>
      second.report?.testResults.some(
        (file) => file.status === 'passed' && relative(PROJECT_FOLDER, file.name) === name,
      ),
    ),
  };
}

interface Run {
  code: number;
  report: Report | null;
}

async function runFiles(project: string, files: readonly string[], words: Writable): Promise<Run> {
  const file = join(PROJECT_FOLDER, '.output', 'tests', `${project}.json`);
  await rm(file, { force: true });
  const code = await runVitest(
    [
      'run',
      ...files,
      ...(files.length > 0 ? ['--maxWorkers=1'] : []),
      `--project=${project}`,
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${file}`,
    ],
    words,
  );
  const written = await readFile(file, 'utf8').catch(() => null);
  return { code, report: written === null ? null : reportSchema.parse(JSON.parse(written)) };
}

function countTests({ code, report }: Run): { passed: number; failed: number } {
  const files = report?.testResults ?? [];
  const failed = countStatus(files, 'failed');
  // A file that can't even be read holds no test that could fail, yet the run did.
  return { passed: countStatus(files, 'passed'), failed: code === 0 ? failed : Math.max(1, failed) };
}

function countStatus(files: Report['testResults'], wanted: 'passed' | 'failed'): number {
  return files.flatMap((file) => file.assertionResults).filter(({ status }) => status === wanted).length;
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
