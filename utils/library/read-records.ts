import type { RecordRow } from './database.ts';

/** The records of an open transaction, as far as reading goes. */
export interface RecordsReader {
  get(key: [string, string]): Promise<RecordRow | undefined>;
  getAll(range: IDBKeyRange, count?: number): Promise<RecordRow[]>;
  getAllKeys(range: IDBKeyRange, count?: number): Promise<[string, string][]>;
  index(name: 'byLink'): {
    getAll(link: string | IDBKeyRange, count?: number): Promise<RecordRow[]>;
    getAllKeys(link: string): Promise<[string, string][]>;
  };
}

/** All keys of one kind: in IndexedDB an array sorts after every text. */
export function kindRange(kind: string): IDBKeyRange {
  return IDBKeyRange.bound([kind], [kind, []]);
}

/** The ids of a kind that lie in 回收站. */
export async function deletedIds(records: RecordsReader, kind: string): Promise<Set<string>> {
  const keys = await records.index('byLink').getAllKeys(`deleted:${kind}`);
  return new Set(keys.map(([, id]) => id));
}

/** The records of one kind found under a link. */
export async function linked(records: RecordsReader, kind: string, link: string): Promise<RecordRow[]> {
  return (await records.index('byLink').getAll(link)).filter((row) => row.kind === kind);
}
