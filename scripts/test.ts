import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import { parseArgs } from 'node:util';
import { TEST_BUILD } from '../tests/end-to-end/harness/test-build.ts';
import { buildExtension, PROJECT_FOLDER } from './build-extension.ts';
import { Complaint, reportFailure } from './complaint.ts';
import { findOrInstallBrowser, installChineseFont } from './install-browser.ts';
import { type Outcome, runProject } from './run-project.ts';

/** In their order, the quick ones first. Side by side they would gain nothing where browsers keep all cores busy, and what has a second for something would come late. */
const PROJECTS = ['unit', 'service', 'simulation', 'end-to-end', 'in-time'] as const;
type Project = (typeof PROJECTS)[number];

/** Whose tests wait for browsers, servers and processes. What a failure of the others says is true at once. */
const WAIT_FOR_OTHERS: ReadonlySet<Project> = new Set(['service', 'end-to-end', 'in-time']);

/** What `--only` can name. */
const CHOICES: Record<string, readonly Project[]> = {
  unit: ['unit'],
  service: ['service'],
  simulation: ['simulation'],
  'end-to-end': ['end-to-end', 'in-time'],
};

async function test(projects: readonly Project[]): Promise<void> {
  if (projects.includes('end-to-end')) await prepareBrowsers();
  heading('Generated types');
  await prepareTypes();
  const outcomes = new Map<Project, Outcome>();
  for (const project of projects) {
    heading(`Tests: ${project}`);
    const said = new PassThrough();
    said.pipe(process.stdout, { end: false });
    outcomes.set(project, await runProject(project, said, { failedOnceMore: WAIT_FOR_OTHERS.has(project) }));
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

async function prepareTypes(): Promise<void> {
  const words = ['node_modules/wxt/bin/wxt.mjs', 'prepare'];
  await once(spawn(process.execPath, words, { cwd: PROJECT_FOLDER, stdio: 'inherit' }), 'exit');
}

function report(projects: readonly Project[], outcomes: Map<Project, Outcome>): void {
  heading('Result');
  const sum = { passed: 0, failed: 0 };
  for (const project of projects) {
    const { passed, failed, passedAlone = [] } = outcomes.get(project) ?? { passed: 0, failed: 1 };
    say(`${project}: ${passed} passed, ${failed} failed`);
    for (const file of passedAlone) say(`  failed beside others and passed by itself: ${file}`);
    sum.passed += passed;
    sum.failed += failed;
  }
  if (sum.failed > 0 || sum.passed === 0) process.exitCode = 1;
  say(`${sum.passed} passed, ${sum.failed} failed`);
}

function heading(name: string): void {
  say(`\n== ${name}`);
}

function say(line: string): void {
  console.log(line);
}

function readProjects(words: string[]): readonly Project[] {
  const { only } = parseArgs({ args: words, options: { only: { type: 'string' } } }).values;
  if (only === undefined) return PROJECTS;
  const projects = CHOICES[only];
  if (!projects) throw new Complaint(`--only ${only}: choose one of ${Object.keys(CHOICES).join(', ')}.`);
  return projects;
}

try {
  await test(readProjects(process.argv.slice(2)));
} catch (error) {
  reportFailure(error);
}
