import { idOf } from './hash.ts';
import { LibraryError } from './library-error.ts';
import { isDeleted } from './links.ts';
import type { Owner } from './note-types.ts';
import { kindRange, linked, type RecordsReader } from './read-records.ts';
import { readField, tagFields, taggingFields } from './record-schemas.ts';
import type { Store } from './store.ts';
import type { Tag } from './tag-types.ts';
import { followMerges, ownerKey, readCountedTag, readTagBook, readTagging, standingFor } from './tag-view.ts';
import { type Writer, type Written, write } from './write.ts';

/** UTF-16 code units. */
const MAX_NAME = 60;
/** Ids a name may take; the next one only when all before it belong to tags that were renamed. */
const CANDIDATES = 8;

export async function readTags(store: Store): Promise<Tag[]> {
  return (await readTagBook(store.database.transaction('records').store)).all;
}

/** Tags an article or mark, making the tag where there is none of that name. Twice is once. */
export async function addTag(store: Store, owner: Owner, name: string): Written<Tag> {
  const wanted = normaliseName(name);
  const candidates = await candidateIds(wanted);
  // Hashing inside a transaction would end it. So the tag is chosen first, and its choice checked again where it is written.
  for (;;) {
    const tagId = await chooseTag(store.database.transaction('records').store, wanted, candidates);
    const taggingId = await taggingIdOf(owner, tagId);
    const written = await write(store, async (writer) => {
      const records = writer.transaction.objectStore('records');
      if ((await chooseTag(records, wanted, candidates)) !== tagId) return null;
      await checkOwner(writer, owner);
      await keepTag(writer, tagId, wanted);
      await keepTagging(writer, taggingId, { owner: ownerKey(owner), tag: tagId });
      const [tag] = await readCountedTag(records, tagId);
      return tag ?? null;
    });
    if (written.result) return { ...written, result: written.result };
  }
}

export async function removeTag(store: Store, owner: Owner, tagId: string): Written<void> {
  return write(store, async (writer) => {
    const records = writer.transaction.objectStore('records');
    const into = standingFor(await records.getAll(kindRange('tag')));
    for (const row of await linked(records, 'tagging', ownerKey(owner))) {
      const [tagging] = readTagging(row);
      // Another device may have given a tag that has become part of this one, or has its name.
      if (tagging && followMerges(into, tagging.tag) === followMerges(into, tagId))
        await writer.set('tagging', row.id, { present: false });
    }
  });
}

/** Two devices that tag the same thing alike make one record. */
export function taggingIdOf(owner: Owner, tagId: string): Promise<string> {
  return idOf(`${ownerKey(owner)} ${tagId}`);
}

/** One name for what looks the same: full-width letters, stray spaces. Levels are parted by `/`. */
export function normaliseName(name: string): string {
  const levels = name.normalize('NFKC').split('/');
  const normal = levels.map((level) => level.trim().replace(/\s+/g, ' ')).filter((level) => level !== '');
  const joined = normal.join('/');
  if (joined === '' || joined.length > MAX_NAME) {
    throw new LibraryError('bad-name', `a tag needs 1 to ${MAX_NAME} characters, not ${joined.length}`);
  }
  return joined;
}

export function candidateIds(name: string): Promise<string[]> {
  const texts = Array.from({ length: CANDIDATES }, (_, index) =>
    index === 0 ? name : `${name}#${index + 1}`,
  );
  return Promise.all(texts.map(idOf));
}

/** The tag that bears the name; else the first id that no tag with another name has. */
export async function chooseTag(records: RecordsReader, name: string, candidates: string[]): Promise<string> {
  const rows = await records.getAll(kindRange('tag'));
  const names = new Map(rows.map((row) => [row.id, readField(row, 'name', tagFields.name)]));
  const own = candidates.find((id) => names.get(id) === name);
  if (own !== undefined) return own;
  const renamed = rows.find((row) => names.get(row.id) === name && !isDeleted(row));
  if (renamed) return renamed.id;
  const free = candidates.find((id) => (names.get(id) ?? null) === null);
  if (free === undefined) throw new LibraryError('bad-name', `all ids of tag ${name} are taken`);
  return free;
}

async function checkOwner(writer: Writer, owner: Owner): Promise<void> {
  if (await writer.read(owner.kind, owner.id)) return;
  throw new LibraryError('not-found', `no ${owner.kind} ${owner.id} to tag`);
}

export async function keepTag(writer: Writer, id: string, name: string): Promise<void> {
  const record = await writer.read('tag', id);
  if (record && isDeleted(record)) await writer.renew('tag', id, { name, deleted: false, mergedInto: null });
  else if (!record || readField(record, 'name', tagFields.name) === null)
    await writer.set('tag', id, { name });
}

async function keepTagging(writer: Writer, id: string, link: { owner: string; tag: string }): Promise<void> {
  const record = await writer.read('tagging', id);
  if (record && readField(record, 'present', taggingFields.present) === true) return;
  await writer.set('tagging', id, { ...link, present: true });
}
