import type { ChromiumProfile } from '../launch-chromium.ts';

/** Inside chrome://extensions; the API of that page is documented nowhere but in Chromium's `developer_private.idl`. */
declare const chrome: {
  developerPrivate: { addHostPermission(id: string, pattern: string, done: () => void): void };
};

/**
 * Lets the browser's own permission prompt be answered with yes. Headless Chromium draws no prompt, so the permission is given beforehand on
 * chrome://extensions; the reader's click on our own button still has to ask for it.
 */
export async function allowSite(profile: ChromiumProfile, address: string): Promise<void> {
  const { protocol, hostname } = new URL(address);
  await allowPattern(profile, `${protocol}//${hostname}/*`);
}

/** The same for whatever the manifest's optional hosts admit. */
export async function allowPattern(profile: ChromiumProfile, pattern: string): Promise<void> {
  const page = await profile.context.newPage();
  try {
    await page.goto('chrome://extensions');
    await page.evaluate(
      ([id, hosts]) =>
        new Promise<void>((done) => {
          chrome.developerPrivate.addHostPermission(id, hosts, () => done());
        }),
      [profile.extensionId, pattern] as const,
    );
  } finally {
    await page.close();
  }
}
