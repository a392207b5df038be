// Runs a TypeScript file of this folder under the Node of this project (26), whichever Node is on the path:
//   node scripts/run.mjs start.ts [arguments]
// Plain JavaScript without syntax newer than Node 14, because an older Node has to be able to read this much.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const NEEDED_MAJOR = 26;
const folder = fileURLToPath(new URL('.', import.meta.url));
const project = join(folder, '..');
const projectNode = join(
  project,
  'node_modules',
  'node',
  'bin',
  process.platform === 'win32' ? 'node.exe' : 'node',
);
const script = join(folder, process.argv[2] || 'start.ts');
const rest = process.argv.slice(3);

if (!existsSync(join(project, 'node_modules', 'wxt'))) {
  console.error('The dependencies are not installed yet: run "npm ci" first.');
  process.exitCode = 1;
} else if (Number(process.versions.node.split('.')[0]) >= NEEDED_MAJOR) {
  process.argv.splice(1, 2, script);
  await import(pathToFileURL(script).href);
} else if (!existsSync(projectNode)) {
  console.error(
    `Node ${NEEDED_MAJOR} is needed (this is ${process.version}), and npm did not install it beside the dependencies: run "npm ci" without --ignore-scripts.`,
  );
  process.exitCode = 1;
} else {
  const child = spawn(projectNode, [script, ...rest], { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    // The terminal tells the child itself; a signal sent to this process alone is passed on.
    process.on(signal, () => child.kill(signal));
  }
  child.on('exit', (code, signal) => {
    process.exitCode = signal ? 1 : (code ?? 1);
  });
}
