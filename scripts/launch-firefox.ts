import { launch, type Browser as Puppet } from 'puppeteer-core';
import type { OpenWindow, WindowOrder } from './open-window.ts';

/** Fixed, so that the addresses of our own pages are known; Firefox draws another for every profile. */
export const FIREFOX_UUID = '6f1b4b6e-6a54-4a25-9a3d-0b51a0d2c0de';
const ADD_ON_ID = 'observation-companion@observation.example';

export interface FirefoxProfile extends AsyncDisposable {
  browser: Puppet;
  pageAddress(path: string): string;
}

/** Firefox with the extension installed for this session, on a temporary profile that Puppeteer removes at the end. */
export async function launchFirefox(order: {
  path: string;
  extension: string;
  isHeadless: boolean;
  language?: 'zh-CN' | 'en';
}): Promise<FirefoxProfile> {
  const browser = await launch({
    browser: 'firefox',
    executablePath: order.path,
    headless: order.isHeadless,
    defaultViewport: order.isHeadless ? { width: 1280, height: 900 } : null,
    handleSIGINT: false,
    // Lets the driver open the extension's own pages.
    args: ['-remote-allow-system-access'],
    extraPrefsFirefox: {
      'intl.accept_languages': order.language === 'en' ? 'en-US, en' : 'zh-CN, zh',
      'extensions.webextensions.uuids': JSON.stringify({ [ADD_ON_ID]: FIREFOX_UUID }),
      // A person sees the prompt; headless there is none to answer.
      'extensions.webextOptionalPermissionPrompts': !order.isHeadless,
    },
  });
  await browser.installExtension(order.extension).catch(async (error) => {
    await browser.close();
    throw error;
  });
  return {
    browser,
    pageAddress: (path) => `moz-extension://${FIREFOX_UUID}/${path}`,
    [Symbol.asyncDispose]: () => browser.close(),
  };
}

/** Firefox in a window for a person, on an address. */
export async function openFirefoxWindow(order: WindowOrder): Promise<OpenWindow> {
  const profile = await launchFirefox({
    path: order.browser.path,
    extension: order.extension,
    isHeadless: order.isHeadless ?? false,
  });
  const [first] = await profile.browser.pages();
  const page = first ?? (await profile.browser.newPage());
  await page.goto(order.address);
  const closed = new Promise<void>((done) => profile.browser.once('disconnected', () => done()));
  return { closed, advice: null, [Symbol.asyncDispose]: () => profile[Symbol.asyncDispose]() };
}
