import { browser as chromium } from 'wxt/browser';
import { MAX_BLOB_BYTES } from '../../protocol/sync.ts';
import { browser } from '../../utils/browser.ts';
import { shrinkImage } from '../../utils/keeping/shrink-image.ts';
import { patternOf } from '../../utils/sites/match-pattern.ts';

/** A slow image must not hold up the save until the worker is stopped (30 s). */
const IMAGE_TIMEOUT_MS = 10_000;

export interface ImagePlace {
  /** The page that shows it: its site is named as where the request comes from. */
  page: string;
  /** The document, where it is open: it can fetch what is of its own origin, and what the image's host gives to all. */
  tabId?: number;
  documentId?: string;
}

/**
 * An image as the page showed it, or null where it can't be had: gone, forbidden to us, too large, or no image. With the reader's permission for its
 * host it is fetched from here, as the page would, else by the page itself. Sends no cookies. Large photographs come as WebP.
 */
export async function fetchImage(address: string, place: ImagePlace): Promise<Blob | null> {
  const pattern = patternOf(address);
  if (pattern === null) return null;
  const isAllowed = await browser.permissions.contains({ origins: [pattern] });
  const image =
    (isAllowed ? await fetchHere(address, place.page) : null) ??
    (await fetchInPage(address, place)) ??
    (isAllowed ? null : await fetchPlainly(address));
  return image && shrinkImage(image);
}

/** Of a host that wants to see its own site named, as those do that guard against hotlinking. */
async function fetchHere(address: string, page: string): Promise<Blob | null> {
  const rule = await nameReferrer(address, page);
  try {
    return await fetchPlainly(address);
  } finally {
    if (rule !== null) await dropRule(rule);
  }
}

async function fetchPlainly(address: string): Promise<Blob | null> {
  try {
    const response = await fetch(address, {
      credentials: 'omit',
      signal: AbortSignal.timeout(IMAGE_TIMEOUT_MS),
    });
    const type = response.headers.get('content-type') ?? '';
    const length = Number(response.headers.get('content-length') ?? 0);
    if (!response.ok || !/^image\//.test(type) || length > MAX_BLOB_BYTES) {
      await response.body?.cancel();
      return null;
    }
    const blob = await response.blob();
    return blob.size > MAX_BLOB_BYTES ? null : blob;
  } catch {
    return null; // No permission for the image's host, no network, or no answer in time: the article is kept without it.
  }
}

/** A request of ours names no page: a rule for this one address sets it. Null where the reader gave no leave for that. */
async function nameReferrer(address: string, page: string): Promise<number | null> {
  if (!('declarativeNetRequest' in chromium) || chromium.declarativeNetRequest === undefined) return null;
  const origin = URL.parse(page)?.origin;
  if (origin === undefined) return null;
  const { declarativeNetRequest } = chromium;
  try {
    // Several are fetched at once, each with a rule of its own.
    const [drawn = 0] = crypto.getRandomValues(new Uint32Array(1));
    const id = 1 + (drawn >>> 2);
    await declarativeNetRequest.updateSessionRules({
      addRules: [
        {
          id,
          action: {
            type: 'modifyHeaders',
            requestHeaders: [{ header: 'referer', operation: 'set', value: `${origin}/` }],
          },
          condition: {
            urlFilter: `|${address}`,
            tabIds: [chromium.tabs.TAB_ID_NONE],
            resourceTypes: ['xmlhttprequest', 'other'],
          },
        },
      ],
    });
    return id;
  } catch (error) {
    console.warn('the image is asked for without naming its page', error);
    return null;
  }
}

async function dropRule(id: number): Promise<void> {
  await chromium.declarativeNetRequest.updateSessionRules({ removeRuleIds: [id] }).catch(console.warn);
}

/** As a script of the page may: what is of its own origin, and what its host gives to every origin. */
async function fetchInPage(address: string, { tabId, documentId }: ImagePlace): Promise<Blob | null> {
  if (tabId === undefined) return null;
  const target = documentId === undefined ? { tabId } : { tabId, documentIds: [documentId] };
  const args: [string, number, number] = [address, MAX_BLOB_BYTES, IMAGE_TIMEOUT_MS];
  try {
    const [result] = await browser.scripting.executeScript({ target, func: fetchAsPage, args });
    const given =
      typeof result?.result === 'string'
        ? /^data:(image\/[a-z0-9.+-]+);base64,(.+)$/i.exec(result.result)
        : null;
    if (!given) return null;
    const [, type = '', text = ''] = given;
    return new Blob([Uint8Array.from(atob(text), (character) => character.charCodeAt(0))], { type });
  } catch {
    return null; // The document is gone, or closed to extensions.
  }
}

/** Runs in the page, in our scripts' world; so it names nothing of this file. Gives a data address, or null. */
async function fetchAsPage(address: string, most: number, patience: number): Promise<string | null> {
  try {
    const response = await fetch(address, {
      credentials: 'same-origin',
      signal: AbortSignal.timeout(patience),
    });
    if (!response.ok || !/^image\//.test(response.headers.get('content-type') ?? '')) return null;
    const blob = await response.blob();
    if (blob.size > most) return null;
    return await new Promise((done) => {
      const reader = new FileReader();
      reader.onload = () => done(typeof reader.result === 'string' ? reader.result : null);
      reader.onerror = () => done(null);
      reader.readAsDataURL(blob);
    });
  } catch {
    return null;
  }
}
