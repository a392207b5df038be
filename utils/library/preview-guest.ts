import type { SyncRecord } from '../../protocol/records.ts';
import { GUEST } from '../current-account.ts';
import { readToMerge } from './guest-records.ts';
import { isDeleted } from './links.ts';
import { openAccountStore } from './open-library.ts';
import { articleFields, readField } from './record-schemas.ts';
import type { Store } from './store.ts';
import { recordOf } from './write.ts';

/** What merging a guest's library would bring to a member's. */
export interface MergePreview {
  articles: Coming;
  marks: Coming;
  tags: Coming;
  /** The articles, what was saved last first; at most `LISTED`. */
  list: ComingArticle[];
}

/** How many come, and how many of these the member has already: each becomes one with that. */
export interface Coming {
  all: number;
  there: number;
}

export interface ComingArticle {
  id: string;
  title: string;
  /** `in-bin`: the member deleted it, and it comes back. */
  state: 'new' | 'there' | 'in-bin';
}

const LISTED = 200;

/** Reads both libraries and changes nothing. The member's may not have come whole from the service yet: read again when it has. */
export async function previewGuestMerge(account: string): Promise<MergePreview> {
  return previewStores(await openAccountStore(GUEST), await openAccountStore(account));
}

export async function previewStores(guest: Store, member: Store): Promise<MergePreview> {
  const { all } = await readToMerge(guest, member);
  const preview: MergePreview = { articles: none(), marks: none(), tags: none(), list: [] };
  const counted: Record<string, Coming> = {
    article: preview.articles,
    mark: preview.marks,
    tag: preview.tags,
  };
  const articles: { savedAt: number; article: ComingArticle }[] = [];
  for (const record of all) {
    const coming = counted[record.kind];
    if (!coming) continue;
    const state = await stateIn(member, record);
    coming.all += 1;
    if (state === 'there') coming.there += 1;
    if (record.kind === 'article') articles.push(describeArticle(record, state));
  }
  articles.sort((left, right) => right.savedAt - left.savedAt);
  preview.list = articles.slice(0, LISTED).map(({ article }) => article);
  return preview;
}

function none(): Coming {
  return { all: 0, there: 0 };
}

async function stateIn(member: Store, { kind, id }: SyncRecord): Promise<ComingArticle['state']> {
  const row = await member.database.get('records', [kind, id]);
  if (!row) return 'new';
  return isDeleted(recordOf(row)) ? 'in-bin' : 'there';
}

function describeArticle(
  record: SyncRecord,
  state: ComingArticle['state'],
): { savedAt: number; article: ComingArticle } {
  const title =
    readField(record, 'title', articleFields.title) ?? readField(record, 'address', articleFields.address);
  const savedAt = readField(record, 'savedAt', articleFields.savedAt) ?? 0;
  return { savedAt, article: { id: record.id, title: title ?? record.id, state } };
}
