import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { Complaint } from './complaint.ts';
import { type Browser, type BrowserKind, findBrowser } from './find-browser.ts';

/** Debian's names. Chrome and Edge come from their makers, not from Debian. */
const PACKAGES: Partial<Record<BrowserKind, string>> = { chromium: 'chromium', firefox: 'firefox-esr' };
/** Without it Chinese text is drawn as boxes. */
const CHINESE_FONT = 'fonts-noto-cjk';

/**
 * The first browser of these kinds; where there is none, Debian's root gets the first kind installed, after being told.
 * Anywhere else: a `Complaint` that says what to install.
 */
export async function findOrInstallBrowser(
  kinds: readonly BrowserKind[],
  say: (line: string) => void,
): Promise<Browser> {
  const found = await findBrowser(kinds);
  if (found) return found;
  const wanted = kinds.find((kind) => PACKAGES[kind]);
  if (!wanted || !(await canInstall())) throw new Complaint(whatToInstall(kinds));
  const packages = [PACKAGES[wanted] ?? wanted, CHINESE_FONT];
  say(`No browser found. Installing Debian's ${packages.join(' and ')} with apt-get.`);
  await installPackages(packages);
  const installed = await findBrowser([wanted]);
  if (installed) return installed;
  throw new Complaint(`apt-get installed ${packages.join(' and ')}, yet no browser is on the path.`);
}

/** Installs the font for Chinese text where it is missing and can be; elsewhere pictures have boxes, and nothing else suffers. */
export async function installChineseFont(say: (line: string) => void): Promise<void> {
  if ((await hasChineseFont()) || !(await canInstall())) return;
  say(`No font for Chinese found. Installing Debian's ${CHINESE_FONT} with apt-get.`);
  await installPackages([CHINESE_FONT]);
}

const run = promisify(execFile);

async function hasChineseFont(): Promise<boolean> {
  return run('fc-list', [':lang=zh-cn', 'family']).then(
    ({ stdout }) => stdout.trim() !== '',
    () => false,
  );
}

/** Debian alone: Ubuntu's package of the same name is a shim for another packaging system, which root in a container can't use. */
async function canInstall(): Promise<boolean> {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false;
  const release = await readFile('/etc/os-release', 'utf8').catch(() => '');
  return /^ID="?debian"?$/m.test(release);
}

/** The package lists of a fresh machine are empty or old, so a first failure fetches them and tries once more. */
async function installPackages(packages: string[]): Promise<void> {
  const install = ['install', '-y', '--no-install-recommends', ...packages];
  if (await aptGet(install, 'ignore')) return;
  await aptGet(['update'], 'inherit');
  if (await aptGet(install, 'inherit')) return;
  throw new Complaint(`apt-get could not install ${packages.join(' and ')}; its own words are above.`);
}

/** `complaints`: whether its own words of failure are shown. */
async function aptGet(words: string[], complaints: 'ignore' | 'inherit'): Promise<boolean> {
  const child = spawn('apt-get', ['-q', '-o', 'DPkg::Lock::Timeout=120', ...words], {
    stdio: ['ignore', 'ignore', complaints],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  const [code] = await once(child, 'exit');
  return code === 0;
}

function whatToInstall(kinds: readonly BrowserKind[]): string {
  const [only] = kinds;
  if (kinds.length === 1 && only)
    return `${NAMES[only]} was not found on this machine: install it, then run this again.`;
  return 'No browser found: install Chromium, Firefox, Chrome or Edge, then run this again.';
}

const NAMES: Record<BrowserKind, string> = {
  chromium: 'Chromium',
  firefox: 'Firefox',
  chrome: 'Chrome',
  edge: 'Edge',
};
