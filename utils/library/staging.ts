import type { Store } from './store.ts';

/** One piece of a text too large for one message. */
export interface Piece {
  transfer: string;
  index: number;
  text: string;
}

/** A transfer that has not been completed by then never will be. */
export const PIECE_LIFETIME_MS = 60 * 60 * 1000;

/** Keeps a piece until all are there; the same piece twice is once. */
export async function putPiece(store: Store, { transfer, index, text }: Piece): Promise<void> {
  await store.database.put('staging', { transfer, index, text, at: store.now() });
}

/** The whole text once all `count` pieces are there, else null. It stays until `clearTransfer`, so that it may be asked for again. */
export async function assemblePieces(store: Store, transfer: string, count: number): Promise<string | null> {
  const pieces = await store.database.getAll('staging', transferRange(transfer));
  const isComplete = pieces.length === count && pieces.every((piece, index) => piece.index === index);
  return isComplete ? pieces.map((piece) => piece.text).join('') : null;
}

export async function clearTransfer(store: Store, transfer: string): Promise<void> {
  await store.database.delete('staging', transferRange(transfer));
}

/** Drops what transfers that broke off have left. */
export async function clearOldPieces(store: Store): Promise<void> {
  const transaction = store.database.transaction('staging', 'readwrite', { durability: 'relaxed' });
  for await (const cursor of transaction.store) {
    if (cursor.value.at < store.now() - PIECE_LIFETIME_MS) await cursor.delete();
  }
  await transaction.done;
}

function transferRange(transfer: string): IDBKeyRange {
  return IDBKeyRange.bound([transfer], [transfer, []]);
}
