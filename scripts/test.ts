import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import * as z from 'zod/mini';
import { TEST_BUILD } from '../tests/end-to-end/harness/test-build.ts';
import { buildExtension, PROJECT_FOLDER } from './build-extension.ts';
import { Complaint, reportFailure } from './complaint.ts';
import { findOrInstallBrowser, installChineseFont } from './install-browser.ts';

/** In the order in which they run: the quick ones tell first. */
const PROJECTS = ['unit', 'service', 'simulation', 'end-to-end'] as const;
type Project = (typeof PROJECTS)[number];

async function test(projects: readonly Project[]): Promise<void> {
  if (projects.includes('end-to-end')) await prepareBrowsers();
  heading('Generated types');
  await runNode(['node_modules/wxt/bin/wxt.mjs', 'prepare']);
  const outcomes: Outcome[] = [];
  for (const project of projects) {
    heading(`Tests: ${project}`);
    outcomes.push(await runProject(project));
  }
  report(projects, outcomes);
}

async function prepareBrowsers(): Promise<void> {
  heading('Browsers');
  for (const kind of ['chromium', 'firefox'] as const) {
    const browser = await findOrInstallBrowser([kind], say);
    say(`${kind}: ${browser.path}`);
  }
  await installChineseFont(say);
  heading('Builds');
  for (const target of ['chrome', 'firefox'] as const) {
    const { folder, isNew } = await buildExtension({ target, ...TEST_BUILD });
    say(`${folder}${isNew ? '' : ' (nothing changed)'}`);
  }
}

interface Outcome {
  passed: number;
  failed: number;
}

const reportSchema = z.object({ numPassedTests: z.number(), numFailedTests: z.number() });

async function runProject(project: Project): Promise<Outcome> {
  const file = join(PROJECT_FOLDER, '.output', 'tests', `${project}.json`);
  await rm(file, { force: true });
  const vitest = ['node_modules/vitest/vitest.mjs', 'run', '--project', project];
  const code = await runNode([
    ...vitest,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
  ]);
  const written = await readFile(file, 'utf8').catch(() => null);
  const report = written === null ? null : reportSchema.parse(JSON.parse(written));
  const failed = report?.numFailedTests ?? 0;
  // A file that can't even be read holds no test that could fail, yet the run did.
  return { passed: report?.numPassedTests ?? 0, failed: code === 0 ? failed : Math.max(1, failed) };
}

async function runNode(words: string[]): Promise<number> {
  const child = spawn(process.execPath, words, {
    cwd: PROJECT_FOLDER,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const [code] = await once(child, 'exit');
  return typeof code === 'number' ? code : 1;
}

function report(projects: readonly Project[], outcomes: Outcome[]): void {
  heading('Result');
  for (const [index, { passed, failed }] of outcomes.entries()) {
    say(`${projects[index]}: ${passed} passed, ${failed} failed`);
  }
  const total = (key: keyof Outcome) => outcomes.reduce((sum, outcome) => sum + outcome[key], 0);
  if (total('failed') > 0 || total('passed') === 0) process.exitCode = 1;
  say(`${total('passed')} passed, ${total('failed')} failed`);
}

function heading(name: string): void {
  console.log(`\n== ${name}`);
}

function say(line: string): void {
  console.log(line);
}

function readProjects(words: string[]): readonly Project[] {
  const { only } = parseArgs({ args: words, options: { only: { type: 'string' } } }).values;
  if (only === undefined) return PROJECTS;
  const project = PROJECTS.find((known) => known === only);
  if (!project) throw new Complaint(`--only ${only}: choose one of ${PROJECTS.join(', ')}.`);
  return [project];
}

try {
  await test(readProjects(process.argv.slice(2)));
} catch (error) {
  reportFailure(error);
}
