import * as z from 'zod/mini';
import type { Reading } from '../../utils/article/reading.ts';
import { browser } from '../../utils/browser.ts';
import { RequestError } from '../../utils/messages/answer.ts';
import { readingSchema } from '../../utils/messages/reading-schema.ts';

export interface ReadPage {
  documentId: string;
  address: string;
  reading: Reading;
}

/**
 * Reads the page in a tab's top frame, or exactly the document `documentId` where it is given. Throws `refused` without permission for the
 * page, `not-found` when the document is gone.
 */
export async function readPage(tabId: number, documentId?: string): Promise<ReadPage> {
  const target = documentId === undefined ? { tabId } : { tabId, documentIds: [documentId] };
  const read = await inject(target, { files: ['/content-scripts/reading.js'] });
  const place = await inject(
    { tabId, documentIds: [read.documentId] },
    { func: () => document.location.href },
  );
  const reading = readingSchema.safeParse(read.result);
  const address = z.string().safeParse(place.result);
  if (!reading.success || !address.success) throw new RequestError('internal', 'the page could not be read');
  return { documentId: read.documentId, address: address.data, reading: reading.data };
}

type Target = Parameters<typeof browser.scripting.executeScript>[0]['target'];
type Script = { files: string[] } | { func: () => unknown };

async function inject(target: Target, script: Script) {
  const results = await browser.scripting.executeScript({ target, ...script }).catch((cause: unknown) => {
    const message = cause instanceof Error ? cause.message : String(cause);
    const isGone = /no (document|frame|tab)|document was|frame (was )?removed|invalid documentid/i.test(
      message,
    );
    throw new RequestError(isGone ? 'not-found' : 'refused', message, { cause });
  });
  const [result] = results;
  if (result === undefined) throw new RequestError('not-found', 'the document is gone');
  return result;
}
