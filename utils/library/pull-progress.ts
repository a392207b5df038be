/** How much of a library has arrived, while a device takes all of it in. `total` is null where the service doesn't tell. */
export interface PullProgress {
  done: number;
  total: number | null;
}

interface Meta {
  get(key: string): Promise<string | number | undefined>;
}
interface WritableMeta extends Meta {
  put(value: number, key: string): Promise<unknown>;
  delete(key: string): Promise<unknown>;
}

const DONE = 'pull-done';
const TOTAL = 'pull-total';
const EPOCH = 'epoch';

/**
 * Counts a page of the feed, in the transaction that joins it: so a device that dies half way goes on counting where it was. Only a pull
 * from the beginning counts, and only one of several pages; whatever came later costs one look.
 */
export async function countPulled(
  meta: WritableMeta,
  asked: { cursor: number },
  page: { records: unknown[]; more?: boolean; total?: number | undefined },
): Promise<void> {
  const before = asked.cursor === 0 ? 0 : await meta.get(DONE);
  if (typeof before !== 'number') return;
  if (!page.more) {
    await meta.delete(DONE);
    await meta.delete(TOTAL);
    return;
  }
  await meta.put(before + page.records.length, DONE);
  await (page.total === undefined ? meta.delete(TOTAL) : meta.put(page.total, TOTAL));
}

const UNDER_WAY = 'pull-under-way';

/** Notes, in the transaction that joins a page, whether others belong to it: what one device wrote at once may come on several. */
export async function notePage(meta: WritableMeta, { more }: { more?: boolean }): Promise<void> {
  await (more ? meta.put(1, UNDER_WAY) : meta.delete(UNDER_WAY));
}

/** Whether pages of a pull are here and others are not, though whoever asked for them may have died. */
export async function isPullUnderWay(meta: Meta): Promise<boolean> {
  return (await meta.get(UNDER_WAY)) !== undefined;
}

/** Null where nothing is being taken in. A library that never asked its service yet has nothing of an unknown total. */
export async function pullProgress(meta: Meta): Promise<PullProgress | null> {
  const [done, total, epoch] = await Promise.all([meta.get(DONE), meta.get(TOTAL), meta.get(EPOCH)]);
  if (typeof done !== 'number') return epoch === undefined ? { done: 0, total: null } : null;
  if (typeof total !== 'number') return { done, total: null };
  // A record that changed meanwhile is sent once more.
  return { done: Math.min(done, total), total };
}
