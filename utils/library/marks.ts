import type { Json, SyncRecord } from '../../protocol/records.ts';
import type { Selector } from '../../protocol/selectors.ts';
import { LibraryError } from './library-error.ts';
import { isDeleted } from './links.ts';
import type { Mark, MarkChanges, MarkSave } from './mark-types.ts';
import { compareMarks, quoteOf, readMarkView } from './mark-view.ts';
import { standsFor } from './merged.ts';
import { linked } from './read-records.ts';
import type { Store } from './store.ts';
import { readTagsOf } from './tag-view.ts';
import { type Writer, type Written, write } from './write.ts';

/** UTF-16 code units of the quote kept beside the selectors, for views that show it short. */
const MAX_QUOTE = 500;

export async function readMarks(store: Store, articleId: string): Promise<Mark[]> {
  const records = store.database.transaction('records').store;
  const rows = await linked(records, 'mark', `article:${articleId}`);
  const marks = await Promise.all(
    rows.map(async (row) => readMarkView(row, await readTagsOf(records, { kind: 'mark', id: row.id }))),
  );
  return marks.flatMap((mark) => (mark && !mark.isDeleted ? [mark] : [])).sort(compareMarks);
}

export async function saveMark(store: Store, save: MarkSave): Written<Mark> {
  const createdAt = store.now();
  return write(store, async (writer) => {
    if (await writer.read('mark', save.id)) return readBack(writer, save.id);
    const article = await standsIn(writer, save.articleId);
    if (!(await writer.read('article', article))) {
      throw new LibraryError('not-found', `no article ${article} for mark ${save.id}`);
    }
    const snapshotSelectors = save.snapshotSelectors ?? [];
    const quote = quoteOf(save.pageSelectors) ?? quoteOf(snapshotSelectors) ?? '';
    await writer.set('mark', save.id, {
      article,
      quote: quote.slice(0, MAX_QUOTE),
      pageSelectors: toJson(save.pageSelectors),
      snapshotSelectors: toJson(snapshotSelectors),
      snapshot: save.snapshot ?? null,
      colour: save.colour,
      style: save.style,
      createdAt,
    });
    return readBack(writer, save.id);
  });
}

export async function editMark(store: Store, id: string, changes: MarkChanges): Written<Mark> {
  return write(store, async (writer) => {
    await readBack(writer, id);
    const { pageSelectors, snapshotSelectors, ...plain } = changes;
    const fields: Record<string, Json> = {
      ...plain,
      ...(pageSelectors && { pageSelectors: toJson(pageSelectors) }),
      ...(snapshotSelectors && { snapshotSelectors: toJson(snapshotSelectors) }),
    };
    if (Object.keys(fields).length > 0) await writer.set('mark', id, fields);
    return readBack(writer, id);
  });
}

export async function deleteMark(store: Store, id: string): Written<void> {
  return write(store, async (writer) => {
    const record = await readRecord(writer, id);
    if (!isDeleted(record)) await writer.set('mark', id, { deleted: true });
  });
}

export async function restoreMark(store: Store, id: string): Written<void> {
  return write(store, async (writer) => {
    const mark = await readBack(writer, id);
    if (!mark.isDeleted) return;
    // Its article may have become part of another while it lay in 回收站.
    const article = await standsIn(writer, mark.articleId);
    await writer.renew('mark', id, { deleted: false, ...(article === mark.articleId ? {} : { article }) });
  });
}

/** The article in which a mark of this one is seen. */
function standsIn(writer: Writer, articleId: string): Promise<string> {
  return standsFor(articleId, (each) => writer.read('article', each));
}

async function readRecord(writer: Writer, id: string): Promise<SyncRecord> {
  const record = await writer.read('mark', id);
  if (!record) throw notFound(id);
  return record;
}

async function readBack(writer: Writer, id: string): Promise<Mark> {
  const record = await readRecord(writer, id);
  const tags = await readTagsOf(writer.transaction.objectStore('records'), { kind: 'mark', id });
  const mark = readMarkView(record, tags);
  if (!mark) throw notFound(id);
  return mark;
}

function notFound(id: string): LibraryError {
  return new LibraryError('not-found', `no mark ${id}`);
}

function toJson(selectors: Selector[]): Json {
  return selectors.map((selector): Json => {
    if (selector.type !== 'RangeSelector') return { ...selector };
    const point = ({ type, value, refinedBy }: typeof selector.startSelector) => ({
      type,
      value,
      refinedBy: { ...refinedBy },
    });
    const { type, startSelector, endSelector } = selector;
    return { type, startSelector: point(startSelector), endSelector: point(endSelector) };
  });
}
