import { launch, type Page, type Browser as Puppet } from 'puppeteer-core';
import { PATIENCE_MS } from './browser/eventually.ts';
import type { OpenWindow, WindowOrder } from './open-window.ts';

/** Fixed, so that the addresses of our own pages are known; Firefox draws another for every profile. */
export const FIREFOX_UUID = '6f1b4b6e-6a54-4a25-9a3d-0b51a0d2c0de';
const ADD_ON_ID = 'observation-companion@observation.example';

export interface FirefoxProfile extends AsyncDisposable {
  browser: Puppet;
  /** A page that is waited for as long as everything else. */
  newPage(): Promise<Page>;
  pageAddress(path: string): string;
}

/** Firefox with the extension installed for this session, on a temporary profile that Puppeteer removes at the end. */
export async function launchFirefox(order: {
  path: string;
  extension: string;
  isHeadless: boolean;
  language?: 'zh-CN' | 'en';
  /** Whether permissions are asked for; otherwise they are given. Left out: where a person sees it. */
  asks?: boolean;
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
      // A person sees the prompt; headless there is usually none to answer.
      'extensions.webextOptionalPermissionPrompts': order.asks ?? !order.isHeadless,
    },
  });
  await browser.installExtension(order.extension).catch(async (error) => {
    await browser.close();
    throw error;
  });
  return {
    browser,
    newPage: async () => {
      const page = await browser.newPage();
      page.setDefaultTimeout(PATIENCE_MS);
      return page;
    },
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
  const page = first ?? (await profile.newPage());
  await page.goto(order.address);
  const closed = new Promise<void>((done) => profile.browser.once('disconnected', () => done()));
  return { closed, advice: null, [Symbol.asyncDispose]: () => profile[Symbol.asyncDispose]() };
}
