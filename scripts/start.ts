import { once } from 'node:events';
import { startAccountService } from './account-service.ts';
import { buildExtension } from './build-extension.ts';
import { Complaint, reportFailure } from './complaint.ts';
import { BROWSER_KINDS } from './find-browser.ts';
import { findOrInstallBrowser, installChineseFont } from './install-browser.ts';
import { openFirefoxWindow } from './launch-firefox.ts';
import { checkPort } from './listen.ts';
import { openChromiumWindow } from './open-window.ts';
import { readOptions, type StartOptions, USAGE } from './read-options.ts';
import { startSampleSite } from './sample-site.ts';
import { runTour } from './tour.ts';

/** The product on this machine: service, sample site and a browser with the extension; without a display, the tour. */
async function start(options: StartOptions, signal: AbortSignal): Promise<void> {
  if (options.isHeadless && (options.browser ?? 'chromium') !== 'chromium') {
    throw new Complaint(
      'The tour runs in Chromium: leave out --browser, or run it where there is a display.',
    );
  }
  await using running = new AsyncDisposableStack();
  const site = running.use(await startSampleSite(options.port + 1, options.page));
  await checkPort(options.port, 'the account service');
  const kinds = options.browser ? [options.browser] : options.isHeadless ? TOUR_BROWSERS : BROWSER_KINDS;
  const browser = await findOrInstallBrowser(kinds, say);
  const target = browser.kind === 'firefox' ? 'firefox' : 'chrome';
  // The service's address is built in, so that two of these at once need two builds.
  const serviceUrl = `http://127.0.0.1:${options.port}`;
  const extension = await buildExtension({ target, serviceUrl, outFolder: `.output/local-${options.port}` });
  say(`Extension: ${extension.folder}${extension.isNew ? ' (built just now)' : ''}`);
  signal.throwIfAborted();
  const service = running.use(
    await startAccountService({ port: options.port, dataFolder: options.dataFolder }),
  );
  say(`Account service: ${service.origin}, data in ${options.dataFolder}`);
  say(`Sample site: ${site.articleAddress}`);
  signal.throwIfAborted();
  if (options.isHeadless) {
    if (browser.kind !== 'chromium')
      throw new Complaint('The tour runs in Chromium: leave out --browser, or --headless.');
    await installChineseFont(say);
    await runTour({ browser, extension: extension.folder, service, site, options, signal });
    return;
  }
  const open = browser.kind === 'firefox' ? openFirefoxWindow : openChromiumWindow;
  const window = running.use(
    await open({ browser, extension: extension.folder, address: site.articleAddress }),
  );
  say(window.advice ?? `Opened in ${browser.path}. Codes sent by SMS are shown on the account page.`);
  say('Ctrl+C, or closing the browser, stops everything.');
  await Promise.race([window.closed, aborted(signal)]);
}

const TOUR_BROWSERS = ['chromium'] as const;

function say(line: string): void {
  console.log(line);
}

async function aborted(signal: AbortSignal): Promise<void> {
  if (!signal.aborted) await once(signal, 'abort');
}

const stop = new AbortController();
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(name, () => stop.abort());
try {
  const options = readOptions(process.argv.slice(2), process.env);
  if (options) await start(options, stop.signal);
  else console.log(USAGE);
} catch (error) {
  if (stop.signal.aborted) process.exitCode = 130;
  else reportFailure(error);
}
