import { LibraryError } from './library-error.ts';
import { isDeleted } from './links.ts';
import type { MarkColour } from './mark-looks.ts';
import { kindRange, linked, type RecordsReader } from './read-records.ts';
import { readText } from './record-schemas.ts';
import type { Store } from './store.ts';
import type { TagMove } from './tag-types.ts';
import { readTagging } from './tag-view.ts';
import { normaliseName, taggingIdOf } from './tags.ts';
import { type Recorder, type Undo, writeWithUndo } from './undo.ts';
import type { Written } from './write.ts';

/**
 * What giving a tag another name does: it and the tags below it are renamed, or, where a tag has that name already, become part of it.
 * @throws {LibraryError} `bad-name`; `not-found` where the tag has been deleted since.
 */
export async function planRename(store: Store, id: string, name: string): Promise<TagMove[]> {
  return planIn(store.database.transaction('records').store, id, normaliseName(name));
}

/** Does what `planRename` says, in one transaction. What another device still gives to a tag that became part of another counts as given to that one. */
export async function renameTag(store: Store, id: string, name: string): Written<Undo> {
  const wanted = normaliseName(name);
  for (;;) {
    const records = store.database.transaction('records').store;
    const taggings = await taggingsAfter(records, await planIn(records, id, wanted));
    const ids = new Map(
      await Promise.all(
        taggings.map(async ({ owner, tag }) => [`${owner} ${tag}`, await idOfTagging(owner, tag)] as const),
      ),
    );
    let isKnown = true;
    const written = await writeWithUndo(store, async (recorder) => {
      const inside = recorder.transaction.objectStore('records');
      const moves = await planIn(inside, id, wanted);
      isKnown = (await taggingsAfter(inside, moves)).every(({ owner, tag }) => ids.has(`${owner} ${tag}`));
      if (!isKnown) return;
      for (const move of moves) {
        if (move.into === null) await recorder.edit('tag', move.id, { name: move.to });
        else await mergeInto(recorder, move.id, { into: move.into, ids });
      }
    });
    if (isKnown) return written;
  }
}

export function setTagColour(store: Store, id: string, colour: MarkColour | null): Written<Undo> {
  return writeWithUndo(store, async (recorder) => {
    await livingTag(recorder.transaction.objectStore('records'), id);
    await recorder.edit('tag', id, { colour });
  });
}

/** Takes a tag, and those below it, off everything that carries them. */
export function deleteTag(store: Store, id: string): Written<Undo> {
  return writeWithUndo(store, async (recorder) => {
    const records = recorder.transaction.objectStore('records');
    const name = await livingTag(records, id);
    for (const tag of (await livingTags(records)).filter((one) => isIn(one.name, name))) {
      for (const { id: tagging } of await taggingsOfTag(records, tag.id))
        await recorder.edit('tagging', tagging, { present: false });
      await recorder.edit('tag', tag.id, { deleted: true });
    }
  });
}

async function planIn(records: RecordsReader, id: string, wanted: string): Promise<TagMove[]> {
  const from = await livingTag(records, id);
  const tags = await livingTags(records);
  const moving = tags.filter((tag) => (tag.id === id || isIn(tag.name, from)) && tag.name !== wanted);
  // A tag may move below itself (年报 becomes 资料/年报) and is none of those that stand there already.
  const standing = tags.filter((tag) => !moving.includes(tag));
  const moves = moving.flatMap((tag): TagMove[] => {
    const to = normaliseName(wanted + tag.name.slice(from.length));
    if (to === tag.name) return [];
    const into = standing.find((one) => one.name === to)?.id ?? null;
    return [{ id: tag.id, from: tag.name, to, into }];
  });
  return moves.sort((left, right) => (left.from < right.from ? -1 : 1));
}

async function mergeInto(
  recorder: Recorder,
  from: string,
  { into, ids }: { into: string; ids: ReadonlyMap<string, string> },
): Promise<void> {
  const records = recorder.transaction.objectStore('records');
  for (const { id, owner } of await taggingsOfTag(records, from)) {
    await recorder.edit('tagging', id, { present: false });
    const next = ids.get(`${owner} ${into}`);
    const present = next === undefined ? null : await recorder.read('tagging', next);
    if (next !== undefined && present?.fields.present?.[1] !== true)
      await recorder.edit('tagging', next, { owner, tag: into, present: true });
  }
  await recorder.edit('tag', from, { deleted: true, mergedInto: into });
}

/** The taggings that the merges among these moves need. */
async function taggingsAfter(
  records: RecordsReader,
  moves: readonly TagMove[],
): Promise<{ owner: string; tag: string }[]> {
  const all = await Promise.all(
    moves.map(async ({ id, into }) =>
      into === null ? [] : (await taggingsOfTag(records, id)).map(({ owner }) => ({ owner, tag: into })),
    ),
  );
  return all.flat();
}

async function taggingsOfTag(records: RecordsReader, tag: string): Promise<{ id: string; owner: string }[]> {
  const rows = await linked(records, 'tagging', `tag:${tag}`);
  return rows.flatMap((row) => readTagging(row).map(({ owner }) => ({ id: row.id, owner })));
}

async function livingTags(records: RecordsReader): Promise<{ id: string; name: string }[]> {
  const rows = await records.getAll(kindRange('tag'));
  return rows.flatMap((row) => {
    const name = readText(row, 'name');
    return name === null || isDeleted(row) ? [] : [{ id: row.id, name }];
  });
}

/** Its name. */
async function livingTag(records: RecordsReader, id: string): Promise<string> {
  const row = await records.get(['tag', id]);
  const name = row && !isDeleted(row) ? readText(row, 'name') : null;
  if (name === null) throw new LibraryError('not-found', `no tag ${id}`);
  return name;
}

function isIn(name: string, tag: string): boolean {
  return name === tag || name.startsWith(`${tag}/`);
}

function idOfTagging(owner: string, tag: string): Promise<string> {
  const colon = owner.indexOf(':');
  const kind = owner.slice(0, colon) === 'mark' ? 'mark' : 'article';
  return taggingIdOf({ kind, id: owner.slice(colon + 1) }, tag);
}
