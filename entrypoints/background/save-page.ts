import { keepPage } from '../../utils/keeping/keep-page.ts';
import type { Library } from '../../utils/library/library.ts';
import { isQuotaError, LibraryError } from '../../utils/library/library-error.ts';
import { RequestError } from '../../utils/messages/answer.ts';
import type { SaveResult } from '../../utils/messages/contract.ts';
import { knownAddress } from '../../utils/messages/page-address.ts';
import { postNotice } from '../../utils/view-notices.ts';
import { fetchImage } from './fetch-image.ts';
import { isAsRead } from './last-read.ts';
import { paintTab, paintUnknown } from './paint-tabs.ts';
import { type ReadPage, readPage } from './read-page.ts';
import { learnTabPage } from './tab-pages.ts';

export interface PageToSave {
  tabId: number;
  /** The document the reader was shown: where the tab has moved on since, nothing is saved. Left out: whatever is there now. */
  documentId?: string | undefined;
  /** Only if the document still shows what a view read of it. */
  asRead?: boolean;
  /** `later`: the text of this page alone, without images and further pages, for one who waits. Default `now`. */
  rest?: 'now' | 'later';
}

/** Reads the document and keeps it. The text is on disk before any image is fetched, in one transaction: a worker that is stopped loses images at most. */
export async function savePage(library: Library, page: PageToSave): Promise<SaveResult> {
  let isKept = false;
  try {
    const result = await readAndKeep(library, page);
    isKept = result.status === 'saved';
    return result;
  } finally {
    const painted = paintAgain(library, page.tabId).catch(console.error);
    // What was kept is kept, whatever the button shows; what went wrong is shown on it after this.
    if (!isKept) await painted;
  }
}

/** The button told how far the reading was. */
async function paintAgain(library: Library, tabId: number): Promise<void> {
  if ((await paintTab(library, tabId)) === null) await paintUnknown(tabId);
}

async function readAndKeep(library: Library, page: PageToSave): Promise<SaveResult> {
  try {
    const { tabId, documentId, rest } = page;
    const extent = rest === 'later' ? 'page' : 'whole';
    const read = await readPage(library, { tabId, documentId, extent });
    if (page.asRead && !(await isAsRead(page.tabId, read.documentId, read.address))) {
      return { status: 'page-changed' };
    }
    if (read.reading.text.trim() === '') return { status: 'not-readable', reason: 'no-text' };
    return { status: 'saved', ...(await keep(library, page, read)) };
  } catch (error) {
    return whyNotSaved(error);
  }
}

async function keep(library: Library, { tabId, rest }: PageToSave, read: ReadPage) {
  const { address, documentId, reading } = read;
  const knownAs = knownAddress(reading.fields.canonicalAddress.value, address);
  // Before keeping: the change that this announces is shown in the tabs we know about.
  await learnTabPage(tabId, { address, knownAs, isArticle: reading.kind === 'article' }, documentId);
  if (rest === 'later') return keepPage(library, { address: knownAs, reading });
  return keepPage(library, {
    address: knownAs,
    reading,
    fetchImage: (image) => fetchImage(image, { page: address, tabId, documentId }),
    onProgress: (progress) => postNotice('images-progress', { ...progress, tabId }),
  });
}

function whyNotSaved(error: unknown): SaveResult {
  const code = error instanceof RequestError || error instanceof LibraryError ? error.code : null;
  if (code === 'not-found') return { status: 'page-changed' };
  if (code === 'refused') return { status: 'not-readable', reason: 'no-permission' };
  if (code === 'too-large') return { status: 'not-readable', reason: 'too-large' };
  if (code === 'storage-full' || isQuotaError(error)) return { status: 'storage-full' };
  throw error;
}
