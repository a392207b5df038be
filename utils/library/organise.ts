import type { BulkChanges } from './article-types.ts';
import { isDeleted } from './links.ts';
import { kindRange, linked, type RecordsReader } from './read-records.ts';
import { articleFields, readField, readFlag } from './record-schemas.ts';
import type { Store } from './store.ts';
import type { TagChanges } from './tag-types.ts';
import { followMerges, ownerKey, readTagging, standingFor } from './tag-view.ts';
import { candidateIds, chooseTag, keepTag, normaliseName, taggingIdOf } from './tags.ts';
import { type Undo, writeWithUndo } from './undo.ts';
import type { Written } from './write.ts';

/** Gives many articles a state, or the reader's star, at once. What is in 回收站 or has it already stays as it is. */
export function editArticles(store: Store, ids: readonly string[], changes: BulkChanges): Written<Undo> {
  return writeWithUndo(store, async (recorder) => {
    for (const id of ids) {
      const record = await recorder.read('article', id);
      if (!record || isDeleted(record)) continue;
      const state = readField(record, 'state', articleFields.state) ?? 'unread';
      const favourite = readFlag(record, 'favourite') ?? false;
      const fields = {
        ...(changes.state === undefined || changes.state === state ? {} : { state: changes.state }),
        ...(changes.favourite === undefined || changes.favourite === favourite
          ? {}
          : { favourite: changes.favourite }),
      };
      if (Object.keys(fields).length > 0) await recorder.edit('article', id, fields);
    }
  });
}

/** Moves many articles to 回收站 at once. */
export function deleteArticles(store: Store, ids: readonly string[]): Written<Undo> {
  return writeWithUndo(store, async (recorder) => {
    for (const id of ids) {
      const record = await recorder.read('article', id);
      if (record && !isDeleted(record)) await recorder.edit('article', id, { deleted: true });
    }
  });
}

/** Gives and takes tags of many articles at once, making those that are missing. @throws {LibraryError} `bad-name` */
export async function changeTags(
  store: Store,
  ids: readonly string[],
  { add, remove }: TagChanges,
): Written<Undo> {
  const names = add.map(normaliseName);
  const candidates = await Promise.all(names.map(candidateIds));
  // Hashing inside a transaction would end it: tags are chosen first, and the choice is checked where it is written.
  for (;;) {
    const choose = (records: RecordsReader) =>
      Promise.all(names.map((name, at) => chooseTag(records, name, candidates[at] ?? [])));
    const chosen = await choose(store.database.transaction('records').store);
    const taggings = await taggingsOf(ids, chosen);
    let isSame = true;
    const written = await writeWithUndo(store, async (recorder) => {
      const records = recorder.transaction.objectStore('records');
      isSame = (await choose(records)).every((tag, at) => tag === chosen[at]);
      if (!isSame) return;
      for (const [at, tag] of chosen.entries()) await keepTag(recorder, tag, names[at] ?? '');
      const into = standingFor(await records.getAll(kindRange('tag')));
      const taken = new Set(remove.map((tag) => followMerges(into, tag)));
      for (const id of ids) {
        const record = await recorder.read('article', id);
        if (!record || isDeleted(record)) continue;
        const owner = ownerKey({ kind: 'article', id });
        const carried = await carriedBy(records, owner, into);
        for (const { id: tagging, tag } of carried)
          if (taken.has(tag)) await recorder.edit('tagging', tagging, { present: false });
        for (const tag of chosen) {
          const tagging = taggings.get(`${id} ${tag}`);
          const isCarried = carried.some((one) => one.tag === followMerges(into, tag));
          if (tagging === undefined || isCarried) continue;
          await recorder.edit('tagging', tagging, { owner, tag, present: true });
        }
      }
    });
    if (isSame) return written;
  }
}

async function taggingsOf(ids: readonly string[], tags: readonly string[]): Promise<Map<string, string>> {
  const all = await Promise.all(
    ids.flatMap((id) =>
      tags.map(async (tag) => [`${id} ${tag}`, await taggingIdOf({ kind: 'article', id }, tag)] as const),
    ),
  );
  return new Map(all);
}

/** What an owner carries, each with the tag that it has become. */
async function carriedBy(
  records: RecordsReader,
  owner: string,
  into: ReadonlyMap<string, string>,
): Promise<{ id: string; tag: string }[]> {
  const rows = await linked(records, 'tagging', owner);
  return rows.flatMap((row) =>
    readTagging(row).map(({ tag }) => ({ id: row.id, tag: followMerges(into, tag) })),
  );
}
