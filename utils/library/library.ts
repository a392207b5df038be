import type { SiteRule } from '../sites/site-rule.ts';
import type {
  Article,
  ArticleChanges,
  ArticleFilter,
  ArticleRow,
  ArticleSave,
  BulkChanges,
  Listing,
  ListRow,
  SnapshotContent,
} from './article-types.ts';
import type { Conflicts } from './conflicts.ts';
import type { Discarded } from './discard-refused.ts';
import type { MarkColour } from './mark-looks.ts';
import type { Mark, MarkChanges, MarkInBin, MarkSave } from './mark-types.ts';
import type { MergedArticles } from './merge-articles.ts';
import type { Note, Owner } from './note-types.ts';
import type { OutboxState, WaitingExport } from './outbox.ts';
import type { SavedSearch, SearchView } from './saved-searches.ts';
import type { SearchResult } from './search-library.ts';
import type { Snippet } from './search-snippets.ts';
import type { KeptSiteRule } from './site-rules.ts';
import type { Site } from './sites.ts';
import type { Tag, TagChanges, TagMove } from './tag-types.ts';
import type { PutBack, Undo } from './undo.ts';

// What the library takes and gives, for whoever has one.
export type {
  Article,
  ArticleChanges,
  ArticleFilter,
  ArticleRow,
  ArticleSave,
  BulkChanges,
  Listing,
  ListRow,
  SnapshotContent,
  SnapshotVersion,
} from './article-types.ts';
export type { Conflicts, NoteConflict } from './conflicts.ts';
export type { RecordWords } from './describe-record.ts';
export type { Discarded } from './discard-refused.ts';
export { MARK_COLOURS, MARK_STYLES, type MarkColour, type MarkStyle } from './mark-looks.ts';
export type { Mark, MarkChanges, MarkInBin, MarkSave } from './mark-types.ts';
export type { Note, Owner } from './note-types.ts';
export type { OutboxState, RefusedRecord, WaitingExport, WaitingRow } from './outbox.ts';
export type { SavedSearch, SearchView } from './saved-searches.ts';
export type { KeptSiteRule } from './site-rules.ts';
export type { Site } from './sites.ts';
export type { Tag, TagChanges, TagMove } from './tag-types.ts';
export type { PutBack, Undo } from './undo.ts';

/** The library as everyone else sees it: views directly, scripts in pages by message. One suite tests every implementation. */
export interface Library {
  /** `guest`, or the member's id: each has a database of its own. */
  readonly account: string;

  article(id: string): Promise<Article | null>;
  /** The article kept under this canonical address, or one of whose pages is there; null when there is none, or it lies in 回收站. */
  articleAt(address: string): Promise<Article | null>;
  articles(filter?: ArticleFilter): Promise<ArticleRow[]>;
  /** Everything outside 回收站 as lists show it, the newest first, and the tags in use. */
  listing(): Promise<Listing>;
  /** The newest articles alone, at once however large the library is. How many carry their tags is not counted: 0. */
  newestArticles(count: number): Promise<ListRow[]>;
  /** What a reader typed into the search box, looked for everywhere; see `utils/search/parse-query.ts`. */
  search(typed: string): Promise<SearchResult>;
  /** Per article the lines that show why it was found, the best first. */
  snippets(typed: string, ids: readonly string[]): Promise<Map<string, Snippet[]>>;
  /** Saves a reading. The same address is the same article: a second save adds a version and overwrites nothing. */
  saveArticle(save: ArticleSave): Promise<Article>;
  editArticle(id: string, changes: ArticleChanges): Promise<Article>;
  /** Puts back what was read from the page: these fields count as never corrected, and a later save reads them anew. */
  takeBackCorrections(id: string, read: ArticleChanges): Promise<Article>;
  /** Moves to 回收站 with its marks and note left whole; `restoreArticle` brings all back. */
  deleteArticle(id: string): Promise<void>;
  restoreArticle(id: string): Promise<void>;
  /** Empties 回收站 for good, on every device. */
  emptyBin(): Promise<{ articles: number; marks: number }>;

  /** Makes one article of two that are the same: `from` becomes part of `into`, with its versions, marks, tags and note. Gives what undoes it. */
  mergeArticles(into: string, from: string): Promise<MergedArticles>;
  undoMerge(merged: MergedArticles): Promise<void>;

  /** The HTML, text and outline that were kept, or null where this device has not fetched them. */
  snapshot(hash: string): Promise<SnapshotContent | null>;
  /** Whether a text or image is on this device. */
  isHere(hash: string): Promise<boolean>;
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
  /** What giving a tag another name does to it and the tags below it; where a tag has that name already, it becomes part of that one. */
  planRename(id: string, name: string): Promise<TagMove[]>;
  renameTag(id: string, name: string): Promise<Undo>;
  setTagColour(id: string, colour: MarkColour | null): Promise<Undo>;
  /** Takes it, and those below it, off everything that carries them. */
  deleteTag(id: string): Promise<Undo>;

  /** Many articles at once, in one transaction each; what is in 回收站 or is so already stays as it is. */
  editArticles(ids: readonly string[], changes: BulkChanges): Promise<Undo>;
  deleteArticles(ids: readonly string[]): Promise<Undo>;
  changeTags(ids: readonly string[], changes: TagChanges): Promise<Undo>;
  /** Puts back what stood there before one of these, but for what was changed again since. */
  undoEdits(undo: Undo): Promise<PutBack>;

  /** By name. */
  savedSearches(): Promise<SavedSearch[]>;
  /** 1 to 40 characters. */
  saveSearch(name: string, view: SearchView): Promise<SavedSearch>;
  editSavedSearch(id: string, changes: Partial<Omit<SavedSearch, 'id'>>): Promise<Undo>;
  deleteSavedSearch(id: string): Promise<Undo>;

  sites(): Promise<Site[]>;
  /** `pattern` is a match pattern for one origin: `https://example.cn/*`. */
  switchSite(pattern: string, on: boolean): Promise<Site>;

  /** Where the reader wants fields taken from on some sites. */
  siteRules(): Promise<KeptSiteRule[]>;
  /** Replaces the rule for the same field of the same site. */
  saveSiteRule(rule: SiteRule): Promise<KeptSiteRule>;
  /** Many at once, or none of them. */
  saveSiteRules(rules: readonly SiteRule[]): Promise<Undo>;
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

/** Told to every open view after a change; ids only, listeners read anew. */
export interface LibraryChange {
  account: string;
  /** `kind id` of each record. */
  records: { kind: string; id: string }[];
  /** It came from the service, so there is nothing to send. */
  isPulled?: boolean;
}
