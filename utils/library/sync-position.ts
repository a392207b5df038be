import type { Store } from './store.ts';

/** Where this device stands in the service's feed of changes. */
export interface SyncPosition {
  /** Null before the first sync. */
  epoch: string | null;
  cursor: number;
}

export const EPOCH = 'epoch';
export const CURSOR = 'cursor';

export async function readPosition(store: Store): Promise<SyncPosition> {
  return positionIn(store.database.transaction('meta').store);
}

/** The same, within a transaction. */
export async function positionIn(meta: {
  get(key: string): Promise<string | number | undefined>;
}): Promise<SyncPosition> {
  const [epoch, cursor] = await Promise.all([meta.get(EPOCH), meta.get(CURSOR)]);
  return {
    epoch: typeof epoch === 'string' ? epoch : null,
    cursor: typeof cursor === 'number' ? cursor : 0,
  };
}
