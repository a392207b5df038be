import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { Complaint } from './complaint.ts';
import { BROWSER_KINDS, type BrowserKind } from './find-browser.ts';

export interface StartOptions {
  /** The browser asked for, or null for the first that is there. */
  browser: BrowserKind | null;
  /** Run the tour instead of opening a window. */
  isHeadless: boolean;
  /** A saved page of the reader's own, as an absolute path. */
  page: string | null;
  /** The account service listens here, the sample site on the next. */
  port: number;
  dataFolder: string;
  /** Renew the documents' pictures in `docs/pictures` on the way. */
  takesPictures: boolean;
}

/** Any pair that nothing well known uses. */
const DEFAULT_PORT = 47310;

export const USAGE = `npm start -- [options]
  --browser chromium|firefox|chrome|edge   the browser to open (default: the first that is installed)
  --headless                               run the tour without a window (the default where there is no display)
  --page FILE.html                         open a saved page of your own instead of the sample article
  --port NUMBER                            the account service's port; the sample site takes the next (default ${DEFAULT_PORT})
  --data FOLDER                            where the account service keeps its data (default .data)
  --pictures                               run the tour and renew the pictures in docs/pictures
  --help                                   this text`;

/** Reads the command line. Null when it only asks for help. Throws a `Complaint` that names what it can't read. */
export function readOptions(
  words: string[],
  environment: Record<string, string | undefined>,
): StartOptions | null {
  const { values } = parse(words);
  if (values.help) return null;
  if (values.pictures && values.page !== undefined) {
    throw new Complaint('--pictures shows the sample article alone: leave out --page.');
  }
  return {
    browser: values.browser === undefined ? null : readBrowser(values.browser),
    isHeadless: values.headless === true || values.pictures === true || !hasDisplay(environment),
    page: values.page === undefined ? null : resolve(values.page),
    port: readPort(values.port ?? String(DEFAULT_PORT)),
    dataFolder: resolve(values.data ?? '.data'),
    takesPictures: values.pictures === true,
  };
}

function parse(words: string[]) {
  try {
    return parseArgs({
      args: words,
      options: {
        browser: { type: 'string' },
        headless: { type: 'boolean' },
        page: { type: 'string' },
        port: { type: 'string' },
        data: { type: 'string' },
        pictures: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (cause) {
    const why = cause instanceof Error ? cause.message.split('. ')[0] : String(cause);
    throw new Complaint(`${why}. "npm start -- --help" lists the options.`, { cause });
  }
}

function readBrowser(name: string): BrowserKind {
  const kind = BROWSER_KINDS.find((known) => known === name);
  if (kind) return kind;
  throw new Complaint(`--browser ${name}: choose one of ${BROWSER_KINDS.join(', ')}.`);
}

function readPort(text: string): number {
  const port = Number(text);
  // The last port is left out because the sample site needs the one after it.
  if (Number.isInteger(port) && port >= 1 && port < 65_535) return port;
  throw new Complaint(`--port ${text}: give a number from 1 to 65534.`);
}

function hasDisplay(environment: Record<string, string | undefined>): boolean {
  if (process.platform === 'darwin' || process.platform === 'win32') return true;
  return Boolean(environment.DISPLAY || environment.WAYLAND_DISPLAY);
}
