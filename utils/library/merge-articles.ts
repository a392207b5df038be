import { type Json, MAX_NOTE_LENGTH, type NoteValue, type SyncRecord } from '../../protocol/records.ts';
import { deviceOf, millisecondsOf } from '../../protocol/stamps.ts';
import { LibraryError } from './library-error.ts';
import { imagesOf, isDeleted, MERGED, snapshotHashes } from './links.ts';
import { NOTE_TAKEN, standsFor } from './merged.ts';
import { NOTE, readNote } from './note-view.ts';
import { isPullUnderWay } from './pull-progress.ts';
import { linked } from './read-records.ts';
import { articleFields, markFields, readField, readFields, taggingFields } from './record-schemas.ts';
import { readRenewed } from './renewed-stamps.ts';
import { deviceBase, type Store } from './store.ts';
import { taggingIdOf } from './tags.ts';
import { type Writer, type Written, write } from './write.ts';

/** What a merge did, whole, to be undone. */
export interface MergedArticles {
  /** The article that stays, and the one that became part of it. */
  into: string;
  from: string;
  marks: string[];
  /** Taggings that the article that stays had not: their ids. */
  tagged: string[];
  /** Taggings that were taken from the other. */
  untagged: string[];
  /** Versions that the article that stays had not: hashes. */
  versions: string[];
  /** What the article that stays took over otherwise: the star, and when it was saved first. */
  taken: Record<string, { before: Json; after: Json }>;
  /** The note as it was, and the stamp of what replaced it; null where it was left as it is. */
  note: { before: string; seen: string[]; written: string } | null;
}

/**
 * Makes one article of two: versions, marks, tags and note of the one go to the other by edits of their own, so that they join with what other devices
 * write meanwhile. The one keeps its own versions and says what it has become (`mergedInto`): from then on it is shown nowhere, and its address leads to the other.
 * @throws {LibraryError} `not-found` where one of them is not in the library; `too-large` where both together have more versions than one may have. Nothing has changed then.
 */
export async function mergeArticles(store: Store, into: string, from: string): Written<MergedArticles> {
  const ids = await nameTaggings(store, into, from);
  return write(store, async (writer) => {
    if (into === from) throw new LibraryError('not-found', `${into} is one article already`);
    const [winner, loser] = [await living(writer, into), await living(writer, from)];
    const moved = await moveBelongings(writer, into, from, ids);
    const known = new Set(snapshotHashes(winner));
    const versions = snapshotHashes(loser).filter((hash) => !known.has(hash));
    const fields: Record<string, Json> = {};
    for (const hash of versions) fields[`snapshot:${hash}`] = loser.fields[`snapshot:${hash}`]?.[1] ?? null;
    const [own, other] = [readFields(winner, articleFields), readFields(loser, articleFields)];
    const taken: MergedArticles['taken'] = {};
    if (other.favourite === true && own.favourite !== true)
      taken.favourite = { before: own.favourite, after: true };
    if (other.savedAt !== null && other.savedAt < (own.savedAt ?? Number.POSITIVE_INFINITY))
      taken.savedAt = { before: own.savedAt, after: other.savedAt };
    for (const [name, { after }] of Object.entries(taken)) fields[name] = after;
    if (Object.keys(fields).length > 0) await writer.set('article', into, fields);
    const note = await joinNotes(writer, into, readNote(loser).text);
    // A circle that devices made apart ends here: whoever stays is part of no other.
    if (own.mergedInto !== null) await writer.set('article', into, { mergedInto: null });
    await writer.set('article', from, { mergedInto: into, ...asTaken(readNote(loser).values) });
    return { into, from, ...moved, versions, taken, note };
  });
}

/** Makes two of one again: what the merge moved goes back, and what was written since stays where it is. */
export async function undoMerge(store: Store, merged: MergedArticles): Written<void> {
  return write(store, async (writer) => {
    const { into, from, note } = merged;
    const [winner, loser] = [await writer.read('article', into), await writer.read('article', from)];
    if (!winner || !loser) throw new LibraryError('not-found', `no article ${from}`);
    for (const id of merged.marks) await moveMark(writer, id, { to: from, only: into });
    for (const id of merged.tagged) await writer.set('tagging', id, { present: false });
    for (const id of merged.untagged) await writer.set('tagging', id, { present: true });
    const fields: Record<string, Json> = {};
    for (const hash of merged.versions) fields[`snapshot:${hash}`] = null;
    for (const [name, { before, after }] of Object.entries(merged.taken))
      if (winner.fields[name]?.[1] === after) fields[name] = before;
    if (Object.keys(fields).length > 0) await writer.set('article', into, fields);
    if (note) await takeNoteBack(writer, winner, note);
    await writer.set('article', from, { mergedInto: null, ...imagesSince(merged.versions, winner, loser) });
  });
}

/** Where the other's words stood beside what was there, that alone stays, and nothing empty in their place. */
async function takeNoteBack(
  writer: Writer,
  { id, notes }: SyncRecord,
  note: NonNullable<MergedArticles['note']>,
): Promise<void> {
  const { before } = note;
  const written = (await readRenewed(writer.transaction.objectStore('meta')))(note.written);
  const { values } = readNote({ notes });
  if (!values.some(({ stamp }) => stamp === written)) return;
  const other = before === '' ? values.find(({ stamp }) => stamp !== written) : undefined;
  const seen = other ? [other.stamp, written] : [written];
  await writer.writeNote('article', id, NOTE, other?.text ?? before, seen);
}

/** The versions that the article that stayed had from the other, as far as it has more of their images by now. */
function imagesSince(
  versions: readonly string[],
  winner: SyncRecord,
  loser: SyncRecord,
): Record<string, Json> {
  const count = (record: SyncRecord, hash: string) =>
    imagesOf(record, hash).filter((image) => image !== null).length;
  const grown = versions.filter((hash) => count(winner, hash) > count(loser, hash));
  return Object.fromEntries(
    grown.map((hash) => [`snapshot:${hash}`, winner.fields[`snapshot:${hash}`]?.[1] ?? null]),
  );
}

/**
 * What another device, or a view that was open, put on an article before it heard that it had become part of another follows it: marks, tags, versions, and what
 * this device wrote into its note. Run after records came; does nothing where there is nothing, and nothing while a pull is half here: of a merge that was taken back a
 * mark may have come, and that the articles are two again not yet.
 */
export async function followMerges(store: Store): Written<void> {
  if (await isPullUnderWay(store.database.transaction('meta').store))
    return { result: undefined, changed: [] };
  const records = store.database.transaction('records').store;
  const merged = await linked(records, 'article', MERGED);
  const wanted: { into: string; from: string; ids: TaggingIds }[] = [];
  for (const { id } of merged) {
    const into = await standsFor(id, (other) => store.database.get('records', ['article', other]));
    if (into !== id) wanted.push({ into, from: id, ids: await nameTaggings(store, into, id) });
  }
  if (wanted.length === 0) return { result: undefined, changed: [] };
  return write(store, async (writer) => {
    if (await isPullUnderWay(writer.transaction.objectStore('meta'))) return;
    for (const { into, from, ids } of wanted) {
      // Another context may have made them two again since.
      if ((await standsFor(from, (id) => writer.read('article', id))) !== into) continue;
      await moveBelongings(writer, into, from, ids);
      const [winner, loser] = [await writer.read('article', into), await writer.read('article', from)];
      // What lies in 回收站 takes it up when it comes back.
      if (!winner || !loser || isDeleted(winner)) continue;
      await takeVersions(writer, winner, loser);
      await takeLeftNotes(writer, winner, loser, store.now());
    }
  });
}

async function takeVersions(writer: Writer, winner: SyncRecord, loser: SyncRecord): Promise<void> {
  const known = new Set(snapshotHashes(winner));
  const lacking = snapshotHashes(loser).map((hash) => [hash, loser.fields[`snapshot:${hash}`]?.[1]] as const);
  const fields = lacking.filter(([hash]) => !known.has(hash));
  if (fields.length === 0) return;
  const named = fields.map(([hash, version]): [string, Json] => [`snapshot:${hash}`, version ?? null]);
  await unlessTooLarge(writer.set('article', winner.id, Object.fromEntries(named)));
}

const DAY_MS = 24 * 60 * 60_000;

/**
 * Every device has the words by sync; were each to write them into the other note, they would stand there several times. So whose they are does. Where that one
 * doesn't, since it is used no more or goes by another name, another does after some days: not all on the same one.
 */
async function takeLeftNotes(
  writer: Writer,
  winner: SyncRecord,
  loser: SyncRecord,
  now: number,
): Promise<void> {
  const own = await deviceBase(writer.transaction.objectStore('meta'));
  const patience = (1 + (Number.parseInt(own, 36) % 7)) * DAY_MS;
  const isOurs = (stamp: string) => deviceOf(stamp).startsWith(own) || now - millisecondsOf(stamp) > patience;
  const left = readNote(loser).values.filter(
    ({ stamp, text }) => text !== '' && isOurs(stamp) && loser.fields[takenName(stamp)]?.[1] !== true,
  );
  for (const value of left) {
    const there = readNote((await writer.read('article', winner.id)) ?? winner).text;
    if (holdsWords(there, value.text) || (await unlessTooLarge(joinNotes(writer, winner.id, value.text))))
      await writer.set('article', loser.id, asTaken([value]));
  }
}

/** Whether the words stand in a note already, by themselves: as `joinNotes` puts them. */
function holdsWords(note: string, words: string): boolean {
  return `\n\n${note}\n\n`.includes(`\n\n${words}\n\n`);
}

/** The names of values of a note that stand in the other one, or did. */
function asTaken(values: readonly NoteValue[]): Record<string, Json> {
  return Object.fromEntries(values.map(({ stamp }) => [takenName(stamp), true]));
}

function takenName(stamp: string): string {
  return `${NOTE_TAKEN}${stamp}`;
}

/** What does not fit stays where it is, and holds up no other. */
async function unlessTooLarge(edit: Promise<unknown>): Promise<boolean> {
  try {
    await edit;
    return true;
  } catch (error) {
    if (error instanceof LibraryError && error.code === 'too-large') return false;
    throw error;
  }
}

type TaggingIds = ReadonlyMap<string, string>;

/** Hashing would end a transaction: what the tags of the one will be called on the other, by tag. */
async function nameTaggings(store: Store, into: string, from: string): Promise<TaggingIds> {
  const records = store.database.transaction('records').store;
  const taggings = await linked(records, 'tagging', `article:${from}`);
  const tags = taggings.flatMap((row) => readField(row, 'tag', taggingFields.tag) ?? []);
  const named = tags.map(
    async (tag) => [tag, await taggingIdOf({ kind: 'article', id: into }, tag)] as const,
  );
  return new Map(await Promise.all(named));
}

async function living(writer: Writer, id: string): Promise<SyncRecord> {
  const record = await writer.read('article', id);
  if (!record || isDeleted(record) || readField(record, 'address', articleFields.address) === null)
    throw new LibraryError('not-found', `no article ${id}`);
  return record;
}

/** What is in 回收站 stays where it was, and follows when it comes back. */
async function moveBelongings(
  writer: Writer,
  into: string,
  from: string,
  ids: TaggingIds,
): Promise<Pick<MergedArticles, 'marks' | 'tagged' | 'untagged'>> {
  const records = writer.transaction.objectStore('records');
  const moved: Pick<MergedArticles, 'marks' | 'tagged' | 'untagged'> = {
    marks: [],
    tagged: [],
    untagged: [],
  };
  for (const mark of await linked(records, 'mark', `article:${from}`)) {
    if (isDeleted(mark)) continue;
    await writer.set('mark', mark.id, { article: into });
    moved.marks.push(mark.id);
  }
  for (const tagging of await linked(records, 'tagging', `article:${from}`)) {
    const { tag, present } = readFields(tagging, taggingFields);
    const id = ids.get(tag ?? '');
    if (present !== true || tag === null || id === undefined) continue;
    const there = await writer.read('tagging', id);
    if (!there || readField(there, 'present', taggingFields.present) !== true) {
      await writer.set('tagging', id, { owner: `article:${into}`, tag, present: true });
      moved.tagged.push(id);
    }
    await writer.set('tagging', tagging.id, { present: false });
    moved.untagged.push(tagging.id);
  }
  return moved;
}

/** Both notes in one, below each other. Where that is too long, or devices wrote apart, they stand side by side for the reader to settle. */
async function joinNotes(writer: Writer, id: string, other: string): Promise<MergedArticles['note']> {
  const record = await writer.read('article', id);
  const { text, values } = record ? readNote(record) : { text: '', values: [] };
  if (other === '' || values.some((value) => value.text === other)) return null;
  const joined = text === '' ? other : `${text}\n\n${other}`;
  const isOne = values.length <= 1 && joined.length <= MAX_NOTE_LENGTH;
  const seen = isOne ? values.map(({ stamp }) => stamp) : [];
  if (!isOne && other.length > MAX_NOTE_LENGTH)
    throw new LibraryError('note-too-long', `the notes of ${id} and another`);
  const written = readNote(await writer.writeNote('article', id, NOTE, isOne ? joined : other, seen));
  const stamp = written.values.find((value) => value.text === (isOne ? joined : other))?.stamp ?? '';
  return { before: isOne ? text : '', seen, written: stamp };
}

/** Only where it still is where the merge brought it. */
async function moveMark(
  writer: Writer,
  id: string,
  { to, only }: { to: string; only: string },
): Promise<void> {
  const mark = await writer.read('mark', id);
  if (!mark || isDeleted(mark) || readField(mark, 'article', markFields.article) !== only) return;
  await writer.set('mark', id, { article: to });
}
