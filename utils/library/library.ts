import type { NoteValue } from '../../protocol/records.ts';
import type { Selector } from '../../protocol/selectors.ts';
import type { OutlineItem, Reading, ReadingPages } from '../article/reading.ts';
import type { SiteRule } from '../sites/site-rule.ts';
import type { OutboxRow, RecordRow } from './database.ts';

/** The library as everyone else sees it: views directly, scripts in pages by message. One suite tests every implementation. */
export interface Library {
  /** `guest`, or the member's id: each has a database of its own. */
  readonly account: string;

  article(id: string): Promise<Article | null>;
  /** The article kept under this canonical address, or one of whose pages is there; null when there is none, or it lies in 回收站. */
  articleAt(address: string): Promise<Article | null>;
  articles(filter?: ArticleFilter): Promise<ArticleRow[]>;
  /** Saves a reading. The same address is the same article: a second save adds a version and overwrites nothing. */
  saveArticle(save: ArticleSave): Promise<Article>;
  editArticle(id: string, changes: ArticleChanges): Promise<Article>;
  /** Puts back what was read from the page: these fields count as never corrected, and a later save reads them anew. */
  takeBackCorrections(id: string, read: ArticleChanges): Promise<Article>;
  /** Moves to 回收站 with its marks and note left whole; `restoreArticle` brings all back. */
  deleteArticle(id: string): Promise<void>;
  restoreArticle(id: string): Promise<void>;

  /** The HTML, text and outline that were kept, or null where this device has not fetched them. */
  snapshot(hash: string): Promise<SnapshotContent | null>;
  /** A kept image by the hash that its snapshot names, or null where this device has not fetched it. */
  image(hash: string): Promise<Blob | null>;
  /** Adds images, by their addresses in the text, to a version of an article; those it has stay as they are. Does nothing in 回收站. */
  keepImages(articleId: string, snapshot: string, images: Map<string, Blob>): Promise<Article>;

  /** The article's marks that are not deleted, in the order of the text. */
  marks(articleId: string): Promise<Mark[]>;
  /** The article must be kept. A mark of this id that exists already, or was deleted, is left as it is. */
  saveMark(mark: MarkSave): Promise<Mark>;
  editMark(id: string, changes: MarkChanges): Promise<Mark>;
  deleteMark(id: string): Promise<void>;
  restoreMark(id: string): Promise<void>;
  /** The marks of 回收站, the latest first: deleted ones that still hold something, and ones added elsewhere to a deleted article. */
  marksInBin(): Promise<MarkInBin[]>;

  /** Replaces the values of the note that the writer has seen, named by their stamps. 20,000 characters at most. */
  writeNote(owner: Owner, text: string, seen: string[]): Promise<Note>;

  /** Tags in use, with how many articles carry each, by name. */
  tags(): Promise<Tag[]>;
  addTag(owner: Owner, name: string): Promise<Tag>;
  removeTag(owner: Owner, tagId: string): Promise<void>;

  sites(): Promise<Site[]>;
  /** `pattern` is a match pattern for one origin: `https://example.cn/*`. */
  switchSite(pattern: string, on: boolean): Promise<Site>;

  /** Where the reader wants fields taken from on some sites. */
  siteRules(): Promise<KeptSiteRule[]>;
  /** Replaces the rule for the same field of the same site. */
  saveSiteRule(rule: SiteRule): Promise<KeptSiteRule>;
  deleteSiteRule(id: string): Promise<void>;

  preference(name: string): Promise<unknown>;
  setPreference(name: string, value: string | number | boolean | null): Promise<void>;

  /** What is being typed, kept at every key stroke, on this device alone. `key` names the field and the page. */
  draft(key: string): Promise<string | null>;
  setDraft(key: string, text: string | null): Promise<void>;

  /** Notes of these articles and their marks of which several values stand side by side; of what is deleted, none. */
  conflicts(articleIds: string[]): Promise<Conflicts>;
  /** How many there are in all; cheap, however large the library. */
  conflictCount(): Promise<number>;
  /** Takes a settling back: the texts stand side by side again. `settled` is the value that had replaced them; what was written since stays. */
  reopenNote(owner: Owner, texts: string[], settled: string): Promise<Note>;

  /** What waits to be sent, and what the service refused. */
  outbox(): Promise<OutboxState>;
  /** Everything that waits, whole, for the reader to keep elsewhere. */
  waitingRecords(): Promise<WaitingExport>;
  /**
   * Gives up what the service would not take of a record and, with an article or mark, what is on it and was not sent either: all of it becomes
   * what the service holds. Null, and nothing is given up, where the record has changed since: it waits to be sent again.
   */
  discardRefused(refused: { kind: string; id: string }): Promise<Discarded | null>;
  /** Puts back what `discardRefused` took away; it waits to be sent. */
  undoDiscard(discarded: Discarded): Promise<void>;
}

/** What carries a note or tags. */
export interface Owner {
  kind: 'article' | 'mark';
  id: string;
}

/** One value, or several that were written without having seen each other: a conflict, kept until settled. */
export interface Note {
  /** All values joined with a blank line; what a view shows where it can't show a conflict. */
  text: string;
  values: NoteValue[];
}

export interface Article {
  id: string;
  address: string;
  title: string;
  category: string | null;
  breadcrumb: string[];
  authors: string[];
  editor: string | null;
  source: string | null;
  publishedAt: string | null;
  updatedAt: string | null;
  summary: string | null;
  /** Published elsewhere first; null where nobody knows. */
  isReprint: boolean | null;
  siteName: string | null;
  /** BCP 47. */
  language: string | null;
  /** Its address on the web. */
  leadImage: string | null;
  /** Names of the fields that the reader corrected by hand. */
  corrected: string[];
  outline: OutlineItem[];
  characters: number;
  minutes: number;
  /** Where it is split over several pages: which they are, and which of them the newest version lacks. */
  pages: ReadingPages | null;
  state: 'unread' | 'reading' | 'archived';
  favourite: boolean;
  /** 0–1, how far the reader has come. */
  position: number;
  /** Milliseconds since 1970. */
  savedAt: number;
  /** Newest last. */
  snapshots: SnapshotVersion[];
  note: Note;
  tags: Tag[];
  isDeleted: boolean;
  deletedAt: number | null;
}

export interface SnapshotVersion {
  hash: string;
  savedAt: number;
  characters: number;
}

export interface SnapshotContent {
  html: string;
  text: string;
  outline: OutlineItem[];
  /** Image address → hash of the kept image's snapshot. */
  images: Record<string, string>;
}

export interface ArticleRow extends Article {
  marks: { colour: MarkColour; count: number }[];
  /** Whether the full text is on this device. */
  isOffline: boolean;
  /** Notes of the article and its marks of which several values stand side by side. */
  conflicts: number;
}

export interface ArticleFilter {
  tagId?: string;
  category?: string;
  /** Only what is in 回收站, instead of only what is not. */
  deleted?: boolean;
  /** A substring of title, source or authors. */
  text?: string;
}

export interface ArticleSave {
  address: string;
  reading: Reading;
  savedAt: number;
}

export type ArticleChanges = Partial<
  Pick<
    Article,
    | 'title'
    | 'category'
    | 'breadcrumb'
    | 'authors'
    | 'editor'
    | 'source'
    | 'publishedAt'
    | 'updatedAt'
    | 'summary'
    | 'siteName'
    | 'isReprint'
    | 'language'
    | 'leadImage'
    | 'state'
    | 'favourite'
    | 'position'
  >
>;

export const MARK_COLOURS = [1, 2, 3, 4, 5] as const;
export type MarkColour = (typeof MARK_COLOURS)[number];
export const MARK_STYLES = ['ground', 'underline', 'wavy'] as const;
export type MarkStyle = (typeof MARK_STYLES)[number];

export interface Mark {
  id: string;
  articleId: string;
  /** The passage as it was marked. */
  quote: string;
  /** On the live page. */
  pageSelectors: Selector[];
  /** On the kept snapshot `snapshot`, where it is known. */
  snapshotSelectors: Selector[];
  snapshot: string | null;
  colour: MarkColour;
  style: MarkStyle;
  note: Note;
  tags: Tag[];
  /** Milliseconds since 1970. */
  createdAt: number;
  isDeleted: boolean;
}

export interface MarkInBin extends Mark {
  /** In 回收站 or not; null where it has been emptied since, or never came to this device. */
  article: Article | null;
  /** Milliseconds since 1970; null where the article alone was deleted. */
  deletedAt: number | null;
}

export interface MarkSave {
  articleId: string;
  /** Chosen by the caller, so that a repeated message makes one mark. 16–32 characters of `[0-9a-z]`. */
  id: string;
  pageSelectors: Selector[];
  snapshotSelectors?: Selector[];
  snapshot?: string | null;
  colour: MarkColour;
  style: MarkStyle;
}
export type MarkChanges = Partial<
  Pick<Mark, 'colour' | 'style' | 'pageSelectors' | 'snapshotSelectors' | 'snapshot'>
>;

export interface Tag {
  id: string;
  name: string;
  colour: MarkColour | null;
  /** Articles and marks that carry it. */
  count: number;
}

export interface Site {
  id: string;
  pattern: string;
  on: boolean;
}

export interface KeptSiteRule extends SiteRule {
  id: string;
}

export interface Conflicts {
  /** The first four characters of this device's part of stamps; null before it has written anything. */
  device: string | null;
  conflicts: NoteConflict[];
}

export interface NoteConflict {
  owner: Owner;
  note: Note;
  articleId: string;
  title: string;
  /** Of a mark: its passage and colour. */
  quote: string | null;
  colour: MarkColour | null;
}

/** What a reader knows a record by. */
export interface RecordWords {
  /** `note` where nothing but a note was changed, `text` and `image` for what a snapshot keeps; else the kind of the record. */
  what: string;
  /** Title, quotation, the note's own words, name of a tag; empty where nothing is left of it. */
  words: string;
  /** The article, or whatever carries it; for an article its source. */
  of: string | null;
  colour: MarkColour | null;
  isDeleted: boolean;
}

export interface OutboxState {
  /** How many records wait to be sent. The texts and images of an article that waits count with it. */
  waiting: number;
  /** The first hundred of them, the oldest first. */
  rows: WaitingRow[];
  refused: RefusedRecord[];
}

export interface WaitingRow extends RecordWords {
  kind: string;
  id: string;
  /** Milliseconds since 1970. */
  since: number;
  /** It went out, and the answer has not come yet. */
  isOffered: boolean;
  /** Texts and images of the article that wait with it. */
  texts: number;
  images: number;
}

export interface RefusedRecord extends RecordWords {
  kind: string;
  id: string;
  reason: string;
  /** Milliseconds since 1970. */
  at: number;
  /** The record as it was refused, for the reader to export. */
  record: unknown;
  /** Of a text or image: bytes before compression. */
  size: number | null;
  /** What is on it, was not sent either, and goes with it when it is discarded. */
  along: { marks: number; tags: number };
}

export interface WaitingExport {
  records: unknown[];
  files: { hash: string; type: string; size: number }[];
}

/** What was given up, whole, to be put back. */
export interface Discarded {
  rows: RecordRow[];
  waiting: OutboxRow[];
}

/** Told to every open view after a change; ids only, listeners read anew. */
export interface LibraryChange {
  account: string;
  /** `kind id` of each record. */
  records: { kind: string; id: string }[];
  /** It came from the service, so there is nothing to send. */
  isPulled?: boolean;
}
