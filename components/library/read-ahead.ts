import type { Library, ListRow } from '../../utils/library/library.ts';
import { openCurrentLibrary } from '../../utils/library/open-library.ts';
import { readListShape } from './list-shape.ts';
import type { ListShape } from './row-order.ts';

/** What the library page shows first. */
export interface Beginning {
  /** The newest, as many as the window shows; none where they can't be read: the reading of everything tells what is wrong. */
  rows: ListRow[];
  shape: ListShape;
}

/** Pixels; rows with lines below are higher. */
const LEAST_ROW_HEIGHT = 56;
const MOST_ROWS = 40;

/** Rows that a window of this height shows at once. */
export function firstScreen(): number {
  return Math.min(MOST_ROWS, Math.ceil(innerHeight / LEAST_ROW_HEIGHT));
}

let ahead: Promise<{ account: string; beginning: Beginning }> | null = null;

/** Begins to read while the script of the page is still loading. */
export function readAhead(): void {
  ahead = openCurrentLibrary().then(async (library) => ({
    account: library.account,
    beginning: await readBeginning(library),
  }));
  // Whoever needs it reads it again.
  ahead.catch(() => undefined);
}

/** What was read ahead, once: later it would be old. */
export async function beginningOf(library: Library): Promise<Beginning> {
  const read = await ahead?.catch(() => null);
  ahead = null;
  return read?.account === library.account ? read.beginning : readBeginning(library);
}

async function readBeginning(library: Library): Promise<Beginning> {
  const [rows, shape] = await Promise.all([
    library.newestArticles(firstScreen()).catch(() => []),
    readListShape(library),
  ]);
  return { rows, shape };
}
