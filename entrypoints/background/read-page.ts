import * as z from 'zod/mini';
import type { Reading } from '../../utils/article/reading.ts';
import { browser } from '../../utils/browser.ts';
import type { Library } from '../../utils/library/library.ts';
import { openCurrentStore } from '../../utils/library/open-library.ts';
import { assemblePieces, clearTransfer, putPiece } from '../../utils/library/staging.ts';
import { RequestError } from '../../utils/messages/answer.ts';
import type { PageRequests } from '../../utils/messages/contract.ts';
import { readingSchema } from '../../utils/messages/reading-schema.ts';
import type { PageSender } from '../../utils/messages/sender.ts';
import { judgeObservation } from '../../utils/sites/judge-observation.ts';

export interface ReadPage {
  documentId: string;
  address: string;
  reading: Reading;
}

/**
 * Reads the page in a tab's top frame, or exactly the document `documentId` where it is given. Throws `refused` without permission for the
 * page, `not-found` when the document is gone, `too-large` for a page that no article needs.
 */
export async function readPage(library: Library, tabId: number, documentId?: string): Promise<ReadPage> {
  const target = documentId === undefined ? { tabId } : { tabId, documentIds: [documentId] };
  const read = await inject(target, { files: ['/content-scripts/reading.js'] });
  const address = await addressOf(tabId, read.documentId);
  const reading = await judgeObservation(library, address, await receive(tabId, read.result));
  return { documentId: read.documentId, address, reading };
}

/** Where that document is now, by its own word, which the page's scripts can't reach. Throws `not-found` when it is gone. */
export async function addressOf(tabId: number, documentId: string): Promise<string> {
  const target = { tabId, documentIds: [documentId] };
  const address = z
    .string()
    .safeParse(await inject(target, { func: () => document.location.href }).then(({ result }) => result));
  if (!address.success) throw new RequestError('not-found', 'the document is gone');
  return address.data;
}

/** A large reading arrives in pieces; they wait in the database, because the worker may stop between two of them. */
export async function keepPiece(
  { transfer, index, text }: PageRequests['reading-piece']['ask'],
  page: PageSender,
): Promise<undefined> {
  await putPiece(await openCurrentStore(), { transfer: transferOf(page.tabId, transfer), index, text });
}

type Target = Parameters<typeof browser.scripting.executeScript>[0]['target'];
type Script = { files: string[] } | { func: () => unknown };

async function inject(target: Target, script: Script) {
  const results = await browser.scripting.executeScript({ target, ...script }).catch((cause: unknown) => {
    const message = cause instanceof Error ? cause.message : String(cause);
    // Both browsers tell a document that is gone from one that is forbidden by the sentence alone.
    const isGone = /no (document|frame|tab) with|document was|frame (was )?removed|invalid documentid/i;
    throw new RequestError(isGone.test(message) ? 'not-found' : 'refused', message, { cause });
  });
  const [result] = results;
  if (result === undefined) throw new RequestError('not-found', 'the document is gone');
  return result;
}

/** What the script of `reading.content.ts` gives back: nothing of a page is trusted before this. */
const resultSchema = z.union([
  z.object({ reason: z.literal('too-large') }),
  z.object({ transfer: z.string(), count: z.int() }),
  readingSchema,
]);

async function receive(tabId: number, result: unknown): Promise<Reading> {
  const read = resultSchema.safeParse(result);
  if (!read.success) throw new RequestError('internal', 'what the page gave is no reading');
  if ('reason' in read.data) throw new RequestError('too-large', 'the page is too large to read');
  if ('fields' in read.data) return read.data;
  return assemble(transferOf(tabId, read.data.transfer), read.data.count);
}

async function assemble(transfer: string, count: number): Promise<Reading> {
  const store = await openCurrentStore();
  const json = await assemblePieces(store, transfer, count);
  await clearTransfer(store, transfer);
  if (json === null) throw new RequestError('internal', `pieces of ${transfer} are missing`);
  const reading = readingSchema.safeParse(parseJson(json));
  if (!reading.success) throw new RequestError('internal', 'what the page gave is no reading');
  return reading.data;
}

/** Null for what is no JSON, which the schema then refuses. */
function parseJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}

/** A page can name its transfers as it likes, but not another tab's. */
function transferOf(tabId: number, name: string): string {
  return `${tabId} ${name}`;
}
