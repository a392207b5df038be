import { browser as chromium } from 'wxt/browser';
import { imageTexts } from '../../locales/images.ts';
import { textsOf } from '../../utils/appearance.ts';
import { call } from '../../utils/messages/call.ts';
import { patternOf } from '../../utils/sites/match-pattern.ts';

interface ImagesToRetry {
  articleId: string;
  hash: string;
  /** Of the images. */
  addresses: readonly string[];
  onAllowed?: () => void;
}

/**
 * Asks the browser's leave for the hosts of images that a kept version lacks, and has them fetched. Must be called within a click, as the browser demands.
 * Gives null where all of them are here now, else the sentence that says why not.
 */
export async function retryImages({
  articleId,
  hash,
  addresses,
  onAllowed,
}: ImagesToRetry): Promise<string | null> {
  const texts = textsOf(imageTexts);
  try {
    const origins = originsOf(addresses);
    // It sets the page that is named in the request, which Firefox has under the same name.
    const permissions: ['declarativeNetRequestWithHostAccess'] = ['declarativeNetRequestWithHostAccess'];
    if (!(await chromium.permissions.request({ origins, permissions }))) return texts.refused;
    onAllowed?.();
    const { missing } = await call('fetch-images', { articleId, hash, addresses: [...addresses] });
    return missing > 0 ? texts.still(missing) : null;
  } catch {
    return texts.failed;
  }
}

/** Match patterns of the sites where they are. */
export function originsOf(addresses: readonly string[]): string[] {
  return [...new Set(addresses.flatMap((address) => patternOf(address) ?? []))];
}
