import * as z from 'zod/mini';
import { plainAddress } from '../../utils/article/address.ts';
import type { Reading } from '../../utils/article/reading.ts';
import type { Library } from '../../utils/library/library.ts';
import { openCurrentStore } from '../../utils/library/open-library.ts';
import { assemblePieces, clearTransfer, putPiece } from '../../utils/library/staging.ts';
import { RequestError } from '../../utils/messages/answer.ts';
import type { PageRequests } from '../../utils/messages/contract.ts';
import { readingSchema } from '../../utils/messages/reading-schema.ts';
import type { PageSender } from '../../utils/messages/sender.ts';
import { judgeObservation } from '../../utils/sites/judge-observation.ts';
import { findPagesOf } from './find-pages.ts';
import { readByRules } from './read-by-rules.ts';
import { inject, type Target } from './scripts-in-tabs.ts';

export interface ReadPage {
  documentId: string;
  address: string;
  reading: Reading;
}

export interface PageToRead {
  tabId: number;
  documentId?: string | undefined;
  /** With the other pages of an article that is split over several, which are fetched. */
  isWhole?: boolean;
}

/**
 * Reads the page in a tab's top frame, or exactly the document `documentId` where it is given. Throws `refused` without permission for the
 * page, `not-found` when the document is gone or shows another page by the end, `too-large` for a page that no article needs.
 */
export async function readPage(library: Library, page: PageToRead): Promise<ReadPage> {
  const { tabId, documentId, isWhole } = page;
  const begun = await placeOf(documentId === undefined ? { tabId } : { tabId, documentIds: [documentId] });
  const target = { tabId, documentIds: [begun.documentId] };
  const script = isWhole ? 'whole-article' : 'reading';
  const { result } = await inject(target, { files: [`/content-scripts/${script}.js`] });
  const received = await receive(tabId, result);
  const read = isWhole ? received : await findPagesOf(target, received);
  const isJoined = isWhole && isLaterPage(read, begun.address);
  const ruled = isJoined ? read : await readByRules(library, target, begun.address, read);
  const { address } = await placeOf(target);
  if (plainAddress(address) !== plainAddress(begun.address)) {
    throw new RequestError('not-found', 'the page changed while it was read');
  }
  const reading = await judgeObservation(library, address, ruled);
  return { documentId: begun.documentId, address, reading };
}

/** Of an article that was read whole: its fields are those of its first page, which is not at hand for rules. */
function isLaterPage({ pages }: Reading, address: string): boolean {
  const [first] = pages?.addresses ?? [];
  return first !== undefined && plainAddress(first) !== plainAddress(address);
}

/** Where that document is now. Throws `not-found` when it is gone. */
export async function addressOf(tabId: number, documentId: string): Promise<string> {
  return (await placeOf({ tabId, documentIds: [documentId] })).address;
}

/** By the document's own word, in a world that the page's scripts can't reach. */
async function placeOf(target: Target): Promise<{ documentId: string; address: string }> {
  const { documentId, result } = await inject(target, { func: () => document.location.href });
  if (typeof result !== 'string') throw new RequestError('not-found', 'the document is gone');
  return { documentId, address: result };
}

/** A large reading arrives in pieces; they wait in the database, because the worker may stop between two of them. */
export async function keepPiece(
  { transfer, index, text }: PageRequests['reading-piece']['ask'],
  page: PageSender,
): Promise<undefined> {
  await putPiece(await openCurrentStore(), { transfer: transferOf(page.tabId, transfer), index, text });
}

/** What the scripts of `reading.content.ts` and `whole-article.content.ts` give back: nothing of a page is trusted before this. */
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
