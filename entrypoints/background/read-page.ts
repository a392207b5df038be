import * as z from 'zod/mini';
import { plainAddress } from '../../utils/article/address.ts';
import { completeReading } from '../../utils/article/complete-reading.ts';
import type { Reading } from '../../utils/article/reading.ts';
import type { Library } from '../../utils/library/library.ts';
import { openCurrentStore } from '../../utils/library/open-library.ts';
import { assemblePieces, clearTransfer, putPiece } from '../../utils/library/staging.ts';
import { RequestError } from '../../utils/messages/answer.ts';
import type { PageRequests } from '../../utils/messages/contract.ts';
import { readGiven } from '../../utils/messages/read-given.ts';
import type { PageSender } from '../../utils/messages/sender.ts';
import { parseJson } from '../../utils/parse-json.ts';
import { judgeObservation } from '../../utils/sites/judge-observation.ts';
import { findPagesOf } from './find-pages.ts';
import { readByRules } from './read-by-rules.ts';
import { inject, leaveAsk, type Target } from './scripts-in-tabs.ts';

export interface ReadPage {
  documentId: string;
  address: string;
  reading: Reading;
}

export interface PageToRead {
  tabId: number;
  documentId?: string | undefined;
  /**
   * `shown`: for a view, without HTML. To be kept: `page`, this page alone; `whole`, with the other pages of an article that is split over several,
   * which are fetched. Default `shown`.
   */
  extent?: Extent;
}

type Extent = 'shown' | 'page' | 'whole';

/**
 * Reads the page in a tab's top frame, or exactly the document `documentId` where it is given. Throws `refused` without permission for the
 * page, `not-found` when the document is gone or shows another page by the end, `too-large` for a page that no article needs.
 */
export async function readPage(library: Library, page: PageToRead): Promise<ReadPage> {
  const { tabId, documentId, extent = 'shown' } = page;
  const begun = await placeOf(documentId === undefined ? { tabId } : { tabId, documentIds: [documentId] });
  const target = { tabId, documentIds: [begun.documentId] };
  const received = await receive(tabId, await runReading(target, extent));
  const read = extent === 'shown' ? await findPagesOf(target, received) : received;
  const isJoined = extent === 'whole' && isLaterPage(read, begun.address);
  const ruled = isJoined ? read : await readByRules(library, target, begun.address, read);
  const { address } = await placeOf(target);
  if (plainAddress(address) !== plainAddress(begun.address)) {
    throw new RequestError('not-found', 'the page changed while it was read');
  }
  const reading = await judgeObservation(library, address, ruled);
  return { documentId: begun.documentId, address, reading };
}

async function runReading(target: Target, extent: Extent): Promise<unknown> {
  if (extent === 'page') await leaveAsk(target, 'pageAsk', {});
  const script = extent === 'shown' ? 'reading' : 'whole-article';
  const { result } = await inject(target, { files: [`/content-scripts/${script}.js`] });
  return result;
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

/** The rules that a page turns out to need while it is read. */
export async function bringRules(
  { name }: PageRequests['bring-rules']['ask'],
  { tabId, documentId }: PageSender,
): Promise<undefined> {
  const target = documentId === null ? { tabId } : { tabId, documentIds: [documentId] };
  await inject(target, { files: [`/content-scripts/${name}-rules.js`] });
}

/** A large reading arrives in pieces; they wait in the database, because the worker may stop between two of them. */
export async function keepPiece(
  { transfer, index, text }: PageRequests['reading-piece']['ask'],
  page: PageSender,
): Promise<undefined> {
  await putPiece(await openCurrentStore(), { transfer: transferOf(page.tabId, transfer), index, text });
}

/** What the scripts of `reading.content.ts` and `whole-article.content.ts` give back instead of a reading. */
const insteadSchema = z.union([
  z.object({ reason: z.literal('too-large') }),
  z.object({ transfer: z.string(), count: z.int() }),
]);

async function receive(tabId: number, result: unknown): Promise<Reading> {
  const instead = insteadSchema.safeParse(result);
  if (!instead.success) return complete(result);
  if ('reason' in instead.data) throw new RequestError('too-large', 'the page is too large to read');
  return assemble(transferOf(tabId, instead.data.transfer), instead.data.count);
}

async function assemble(transfer: string, count: number): Promise<Reading> {
  const store = await openCurrentStore();
  const json = await assemblePieces(store, transfer, count);
  await clearTransfer(store, transfer);
  if (json === null) throw new RequestError('internal', `pieces of ${transfer} are missing`);
  return complete(parseJson(json, z.unknown()));
}

function complete(given: unknown): Reading {
  const reading = readGiven(given);
  if (!reading) throw new RequestError('internal', 'what the page gave is no reading');
  return completeReading(reading);
}

/** A page can name its transfers as it likes, but not another tab's. */
function transferOf(tabId: number, name: string): string {
  return `${tabId} ${name}`;
}
