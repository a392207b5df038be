import { expect, it } from 'vitest';
import { buildExtension } from '../../scripts/build-extension.ts';
import { findOrInstallBrowser } from '../../scripts/install-browser.ts';
import { openFirefoxWindow } from '../../scripts/launch-firefox.ts';
import { openChromiumWindow } from '../../scripts/open-window.ts';
import { startSampleSite } from '../../scripts/sample-site.ts';
import { TEST_BUILD } from './harness/test-build.ts';

/** Chromium stands for Chrome here: it takes the same order over the debugging pipe. */
it.each([
  { kind: 'chromium', program: 'chromium', target: 'chrome', open: openChromiumWindow },
  { kind: 'chrome', program: 'chromium', target: 'chrome', open: openChromiumWindow },
  { kind: 'firefox', program: 'firefox', target: 'firefox', open: openFirefoxWindow },
] as const)('opens $kind with the extension, and ends it', async ({ kind, program, target, open }) => {
  const { path } = await findOrInstallBrowser([program], console.log);
  const { folder } = await buildExtension({ target, ...TEST_BUILD });
  await using site = await startSampleSite(0);
  const window = await open({
    browser: { kind, path },
    extension: folder,
    address: site.articleAddress,
    isHeadless: true,
  });
  expect(window.advice).toBeNull();
  await window[Symbol.asyncDispose]();
  await window.closed;
});
