import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { delimiter, join } from 'node:path';

/** In the order in which they are looked for: the open ones load an unpacked extension without further ado. */
export const BROWSER_KINDS = ['chromium', 'firefox', 'chrome', 'edge'] as const;
export type BrowserKind = (typeof BROWSER_KINDS)[number];

export interface Browser {
  kind: BrowserKind;
  /** Absolute path of the program. */
  path: string;
}

/** The first browser of these kinds that this machine has, or null. */
export async function findBrowser(kinds: readonly BrowserKind[] = BROWSER_KINDS): Promise<Browser | null> {
  for (const kind of kinds) {
    for (const path of candidates(kind)) {
      if (await isExecutable(path)) return { kind, path };
    }
  }
  return null;
}

const LINUX_NAMES: Record<BrowserKind, string[]> = {
  chromium: ['chromium', 'chromium-browser'],
  firefox: ['firefox', 'firefox-esr'],
  chrome: ['google-chrome', 'google-chrome-stable'],
  edge: ['microsoft-edge', 'microsoft-edge-stable'],
};

const MAC_PROGRAMS: Record<BrowserKind, string> = {
  chromium: 'Chromium.app/Contents/MacOS/Chromium',
  firefox: 'Firefox.app/Contents/MacOS/firefox',
  chrome: 'Google Chrome.app/Contents/MacOS/Google Chrome',
  edge: 'Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
};

const WINDOWS_PROGRAMS: Record<BrowserKind, string> = {
  chromium: 'Chromium\\Application\\chrome.exe',
  firefox: 'Mozilla Firefox\\firefox.exe',
  chrome: 'Google\\Chrome\\Application\\chrome.exe',
  edge: 'Microsoft\\Edge\\Application\\msedge.exe',
};

function candidates(kind: BrowserKind): string[] {
  const { env, platform } = process;
  if (platform === 'darwin') {
    return ['/Applications', join(env.HOME ?? '', 'Applications')].map((folder) =>
      join(folder, MAC_PROGRAMS[kind]),
    );
  }
  if (platform === 'win32') {
    return [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA]
      .filter((folder) => folder !== undefined)
      .map((folder) => join(folder, WINDOWS_PROGRAMS[kind]));
  }
  const folders = (env.PATH ?? '').split(delimiter).filter(Boolean);
  return LINUX_NAMES[kind].flatMap((name) => folders.map((folder) => join(folder, name)));
}

async function isExecutable(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}
