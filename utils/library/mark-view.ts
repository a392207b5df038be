import { readElementName } from '../../protocol/element-name.ts';
import type { SyncRecord } from '../../protocol/records.ts';
import { type Selector, selectorSchema } from '../../protocol/selectors.ts';
import type { Mark } from './mark-types.ts';
import { readNote } from './note-view.ts';
import { markFields, readFields } from './record-schemas.ts';
import type { Tag } from './tag-types.ts';

/** A mark as everyone else sees it; null where it names no article, which is what an emptied one looks like. */
export function readMarkView(record: Pick<SyncRecord, 'id' | 'fields' | 'notes'>, tags: Tag[]): Mark | null {
  const fields = readFields(record, markFields);
  if (fields.article === null) return null;
  const pageSelectors = readSelectors(fields.pageSelectors);
  const snapshotSelectors = readSelectors(fields.snapshotSelectors);
  return {
    id: record.id,
    articleId: fields.article,
    quote: quoteOfFields(record),
    whole: wholeOf(pageSelectors) ?? wholeOf(snapshotSelectors),
    pageSelectors,
    snapshotSelectors,
    snapshot: fields.snapshot,
    colour: fields.colour ?? 1,
    style: fields.style ?? 'ground',
    note: readNote(record),
    tags,
    createdAt: fields.createdAt ?? 0,
    isDeleted: fields.deleted === true,
  };
}

/** The passage of a mark's record; empty where it has none. */
export function quoteOfFields(record: Pick<SyncRecord, 'fields'>): string {
  const { pageSelectors, snapshotSelectors, quote } = readFields(record, markFields);
  return quoteOf(readSelectors(pageSelectors)) ?? quoteOf(readSelectors(snapshotSelectors)) ?? quote ?? '';
}

/** The passage itself, as the quote selector has it; of a picture its caption or, where it has none, its alternative text. Null where there are no words. */
export function quoteOf(selectors: readonly Selector[]): string | null {
  const exact = selectors.find((selector) => selector.type === 'TextQuoteSelector')?.exact;
  return exact || readElementName(selectors)?.alt || null;
}

/** What is marked whole, as a reader would call it; null for a passage of text. */
function wholeOf(selectors: readonly Selector[]): Mark['whole'] {
  const name = readElementName(selectors)?.name;
  if (name === undefined) return null;
  if (name === 'table') return 'table';
  return PICTURES.includes(name) ? 'image' : 'block';
}

const PICTURES = ['img', 'svg', 'canvas', 'video'];

/** Sorts by place in the text, marks without a place last, then by age. */
export function compareMarks(left: Mark, right: Mark): number {
  return startOf(left) - startOf(right) || left.createdAt - right.createdAt || (left.id < right.id ? -1 : 1);
}

/** Selectors of kinds this version doesn't know are left out; the stored record keeps them. */
function readSelectors(stored: unknown[] | null): Selector[] {
  return (stored ?? []).flatMap((value) => {
    const read = selectorSchema.safeParse(value);
    return read.success ? [read.data] : [];
  });
}

function startOf(mark: Mark): number {
  const places = [...mark.snapshotSelectors, ...mark.pageSelectors];
  const place = places.find((selector) => selector.type === 'TextPositionSelector');
  return place?.start ?? Number.MAX_SAFE_INTEGER;
}
