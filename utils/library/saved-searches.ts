import { LibraryError } from './library-error.ts';
import { isDeleted } from './links.ts';
import { kindRange } from './read-records.ts';
import { readText } from './record-schemas.ts';
import { randomText, type Store } from './store.ts';
import { type Undo, writeWithUndo } from './undo.ts';
import { type Written, write } from './write.ts';

/** What a list is limited to. */
export interface SearchView {
  /** As it was typed. */
  query: string;
  /** As the library page's address has them. */
  filters: string;
}

export interface SavedSearch extends SearchView {
  id: string;
  name: string;
}

/** UTF-16 code units. */
const MAX_NAME = 40;

/** By name. */
export async function readSavedSearches(store: Store): Promise<SavedSearch[]> {
  const rows = await store.database.getAll('records', kindRange('saved-search'));
  return rows
    .flatMap((row): SavedSearch[] => {
      const name = readText(row, 'name');
      if (name === null || isDeleted(row)) return [];
      const [query, filters] = [readText(row, 'query') ?? '', readText(row, 'filters') ?? ''];
      return [{ id: row.id, name, query, filters }];
    })
    .sort((left, right) => left.name.localeCompare(right.name, 'zh-CN') || (left.id < right.id ? -1 : 1));
}

/** @throws {LibraryError} `bad-name` */
export async function saveSearch(store: Store, name: string, view: SearchView): Written<SavedSearch> {
  const wanted = checkedName(name);
  const id = randomText(20);
  return write(store, async (writer) => {
    await writer.set('saved-search', id, { name: wanted, query: view.query, filters: view.filters });
    return { id, name: wanted, ...view };
  });
}

/** Another name, or what it looks for, or both. @throws {LibraryError} `bad-name`, `not-found` */
export async function editSavedSearch(
  store: Store,
  id: string,
  changes: Partial<Omit<SavedSearch, 'id'>>,
): Written<Undo> {
  const name = changes.name === undefined ? {} : { name: checkedName(changes.name) };
  return writeWithUndo(store, async (recorder) => {
    const record = await recorder.read('saved-search', id);
    if (!record || isDeleted(record)) throw new LibraryError('not-found', `no saved search ${id}`);
    await recorder.edit('saved-search', id, { ...changes, ...name });
  });
}

export function deleteSavedSearch(store: Store, id: string): Written<Undo> {
  return writeWithUndo(store, async (recorder) => {
    const record = await recorder.read('saved-search', id);
    if (record && !isDeleted(record)) await recorder.edit('saved-search', id, { deleted: true });
  });
}

function checkedName(name: string): string {
  const wanted = name.normalize('NFKC').trim().replace(/\s+/g, ' ');
  if (wanted === '' || wanted.length > MAX_NAME) {
    throw new LibraryError(
      'bad-name',
      `a saved search needs 1 to ${MAX_NAME} characters, not ${wanted.length}`,
    );
  }
  return wanted;
}
