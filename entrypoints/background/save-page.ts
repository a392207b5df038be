import type { Library } from '../../utils/library/library.ts';
import { RequestError } from '../../utils/messages/answer.ts';
import type { SaveResult } from '../../utils/messages/contract.ts';
import { knownAddress } from '../../utils/messages/page-address.ts';
import { fetchImage } from './fetch-image.ts';
import { keepPage } from './landing.ts';
import { type ReadPage, readPage } from './read-page.ts';
import { rememberTabPage } from './tab-pages.ts';

/** Keeps the document that the reader was shown; nothing is kept where the tab has moved on since. The library's write is one transaction. */
export async function savePage(library: Library, tabId: number, documentId?: string): Promise<SaveResult> {
  let page: ReadPage;
  try {
    page = await readPage(tabId, documentId);
  } catch (error) {
    return notRead(error);
  }
  if (page.reading.text.trim() === '') return { status: 'not-readable', reason: 'no-text' };
  const address = knownAddress(page.reading.fields.canonicalAddress.value, page.address);
  try {
    const kept = await keepPage(library, { address, reading: page.reading, fetchImage });
    await rememberTabPage(tabId, {
      address: page.address,
      knownAs: address,
      isArticle: page.reading.kind === 'article',
    });
    return { status: 'saved', ...kept };
  } catch (error) {
    if (error instanceof Error && error.name === 'QuotaExceededError') return { status: 'storage-full' };
    throw error;
  }
}

function notRead(error: unknown): SaveResult {
  if (!(error instanceof RequestError)) throw error;
  if (error.code === 'not-found') return { status: 'page-changed' };
  if (error.code === 'refused') return { status: 'not-readable', reason: 'no-permission' };
  if (error.code === 'too-large') return { status: 'not-readable', reason: 'too-large' };
  throw error;
}
