import type { Permissions } from 'webextension-polyfill';
import * as z from 'zod/mini';
import type { BegunThirdParty } from '../../protocol/third-party.ts';
import { browser } from '../browser.ts';
import { ServiceError } from './service-error.ts';

/** A sign-in that the reader was sent to. */
export interface Visit extends BegunThirdParty {
  /** What the browser was told when it came back; null where its reader reads it off the page. */
  back: string | null;
}

/**
 * Opens the third party's page: in a window of the browser's own that closes by itself, where there is `identity` and the reader's press may ask for it;
 * else in a tab, which shows six digits at its end. `begin` is told where the window waits, or null.
 */
export async function visitThirdParty(
  begin: (returnTo: string | null) => Promise<BegunThirdParty>,
  signal: AbortSignal,
): Promise<Visit> {
  if (!(await mayUseIdentity())) return visitInTab(begin, signal);
  const begun = await begin(browser.identity.getRedirectURL('account'));
  let landed: string;
  try {
    landed = await browser.identity.launchWebAuthFlow({ url: begun.address, interactive: true });
  } catch (cause) {
    // Closed by the reader, or the page could not be loaded: either way nobody came back.
    throw new ServiceError('third-party-cancelled', { cause });
  }
  const back = new URL(landed).searchParams.get('back');
  if (back === null) throw new ServiceError('third-party-failed');
  return { ...begun, back };
}

async function visitInTab(
  begin: (returnTo: string | null) => Promise<BegunThirdParty>,
  signal: AbortSignal,
): Promise<Visit> {
  const begun = await begin(null);
  const tab = await browser.tabs.create({ url: begun.address });
  signal.addEventListener('abort', () => {
    if (tab.id !== undefined) browser.tabs.remove(tab.id).catch(() => undefined); // it may be closed already
  });
  return { ...begun, back: null };
}

/** Chromium's; the types know the permissions that Firefox gives later on, and this is none of them. */
const IDENTITY = z.custom<Permissions.Permissions>().parse({ permissions: ['identity'] });

/** Asked for on first use, at the reader's press. Firefox does not give it later on. */
async function mayUseIdentity(): Promise<boolean> {
  try {
    return (await browser.permissions.request(IDENTITY)) && browser.identity !== undefined;
  } catch {
    return false;
  }
}
