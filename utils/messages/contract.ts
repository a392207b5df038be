import type { Member } from '../../protocol/account.ts';
import type { TextQuoteSelector } from '../../protocol/selectors.ts';
import type { RulesName } from '../article/further-rules.ts';
import type { PageKind, Reading } from '../article/reading.ts';
import type {
  Article,
  LibraryChange,
  Mark,
  MarkChanges,
  MarkSave,
  Note,
  Owner,
  Tag,
} from '../library/library.ts';
import type { RuleWish } from '../sites/propose-rule.ts';
import type { PlaceAsk } from '../sites/show-place.ts';
import type { RuleTake } from '../sites/site-rule.ts';
import type { TrialAsk, Tried } from '../sites/try-rule.ts';

/**
 * Every message there is, types alone, grouped by who sends it. The background checks the sender of each and reads its body
 * through a schema before acting (answer.ts).
 */

/** From a script in a page about its own tab's page: never about another page, never about the account. */
export interface PageRequests {
  /** The detector's one message; it reads no answer. */
  detected: { ask: Detection; answer: undefined };
  /** What is kept of this page. Null when it isn't saved. */
  'page-article': { ask: undefined; answer: PageArticle | null };
  /** Saves the mark, and first the page itself where it isn't kept yet. */
  'save-mark': { ask: Omit<MarkSave, 'articleId'>; answer: Mark };
  /** For marks that the page leaves in doubt: their words with more of what stood around them in the kept text. Only of those that it surely holds. */
  'recall-quotes': { ask: { ids: string[] }; answer: RecalledQuote[] };
  'edit-mark': { ask: { id: string; changes: MarkChanges }; answer: Mark };
  'delete-mark': { ask: { id: string }; answer: undefined };
  'restore-mark': { ask: { id: string }; answer: undefined };
  'write-note': { ask: { owner: Owner; text: string; seen: string[] }; answer: Note };
  'add-tag': { ask: { owner: Owner; name: string }; answer: Tag };
  'remove-tag': { ask: { owner: Owner; tagId: string }; answer: undefined };
  /** Names alone, for completion. */
  'tag-names': { ask: undefined; answer: string[] };
  draft: { ask: { key: string }; answer: string | null };
  'set-draft': { ask: { key: string; text: string | null }; answer: undefined };
  /** Puts the script of marking by sentence into the tab, or ends it there. */
  'begin-sentences': { ask: undefined; answer: undefined };
  /** Puts the script into the page that does for the marks' one what few pages need; answered when it is there. */
  'begin-rare': { ask: undefined; answer: undefined };
  /** Puts the script into the page that draws notes with Markdown; answered when it is there. */
  'begin-notes': { ask: undefined; answer: undefined };
  /** Puts the script into the page that opens its frames to the marks' one; answered when it is there. */
  'begin-frames': { ask: undefined; answer: undefined };
  /** Puts the script into the page that asks what the kept text knows of marks in doubt; answered when it is there. */
  'begin-recall': { ask: undefined; answer: undefined };
  /** Puts the script into the page that asks where a mark stands now, and lets the reader show it; answered when it is there. */
  'begin-reattach': { ask: undefined; answer: undefined };
  /** Puts the script into the page that speaks with the side panel; answered when it is there. */
  'begin-panel': { ask: undefined; answer: undefined };
  /** Puts the script with these rules into the page, which is being read; answered when they are there. */
  'bring-rules': { ask: { name: RulesName }; answer: undefined };
  /** One piece of a large reading; the background puts the pieces together by `transfer`. */
  'reading-piece': { ask: ReadingPiece; answer: undefined };
  /** Which page of an article of several is being read, to be shown where the reader waits for it. */
  'reading-progress': { ask: PageProgress; answer: undefined };
}

/** From our own pages: popup, library, account, options. */
export interface ViewRequests {
  /** Reads the page in a tab, with `activeTab` or the site's permission. */
  'read-page': { ask: { tabId: number }; answer: PageReading };
  /** `documentId` is the one `read-page` gave: should the tab have moved on, nothing is saved and the answer says so. */
  'save-page': { ask: { tabId: number; documentId: string }; answer: SaveResult };
  /** Ends the reading of further pages in that tab: what was read is saved. */
  'stop-reading': { ask: { tabId: number }; answer: undefined };
  /** Scrolls to where a value was found and lights it up for a moment; changes nothing of the page. */
  'show-place': { ask: PlaceAsk & ReadDocument; answer: ShownPlace };
  /** Puts the script into that document by which the reader points at a value: the side panel speaks with it over a port (page-port.ts). */
  'start-picking': { ask: ReadDocument; answer: undefined };
  /** The rule that would give the reader's choice on this site, tried on the page; null where none would. */
  'propose-rule': { ask: RuleWish & ReadDocument; answer: RuleTake | null };
  /** Tries a rule on the pages of other articles of the same origin, which the page's own script fetches. One answer an article. */
  'try-rule': { ask: TrialAsk & ReadDocument; answer: Tried[] };
  /** Puts the marks' script into the tab: paints what is there and offers the toolbar. */
  'show-marks': { ask: { tabId: number }; answer: undefined };
  /** After `permissions.request` was granted in the view, where the reader's click was. */
  'site-switched': { ask: { pattern: string; on: boolean }; answer: undefined };
  /**
   * A page that is going away leaves its note to the background, which has the time to write it; then the draft is emptied. `account` is
   * whose library the page showed: somebody else may have signed in meanwhile.
   */
  'keep-note': {
    ask: { account: string; owner: Owner; text: string; seen: string[]; draft: string };
    answer: undefined;
  };
  /** The articles that the page in a tab lists. */
  'list-links': { ask: { tabId: number }; answer: { address: string; title: string }[] };
  /** Saves several articles, after `permissions.request` was granted for their sites; `tabId` of one that is open. */
  gather: { ask: { items: { address: string; title: string; tabId?: number }[] }; answer: undefined };
  'gather-step': { ask: undefined; answer: undefined };
  'gather-stop': { ask: undefined; answer: undefined };
  /** Fetches the images that this version lacks, after `permissions.request` was granted in the view. */
  'fetch-images': {
    ask: { articleId: string; hash: string; addresses: string[] };
    answer: { kept: number; missing: number };
  };
  /** Begins a backup where the schedule wants one now. */
  'back-up': { ask: undefined; answer: undefined };
  /** From the page without a window that makes an archive: where it is, or null where it could not be made. */
  'backup-made': { ask: { url: string; bytes: number; account: string } | null; answer: undefined };
  'sync-now': { ask: undefined; answer: SyncState };
  'sync-state': { ask: undefined; answer: SyncState };
  /** A step of bringing all texts and images here, where the reader chose that; asked for again while `isGoingOn`. */
  'offline-step': { ask: undefined; answer: OfflineStep };
  /** The account page has stored the session; the background opens that member's library and syncs. */
  'session-changed': { ask: undefined; answer: undefined };
}

export type Requests = PageRequests & ViewRequests;

/** What comes back for a `{ name, body }`. */
export type Reply<Answer> =
  | { answer: Answer }
  | { error: { name: string; code: CallErrorCode; message: string } };

/** Why a request failed. `extension-updated`: the page must be reloaded before the background can be reached again. */
export type CallErrorCode =
  | 'extension-updated'
  | 'storage-full'
  | 'too-large'
  | 'refused'
  | 'not-found'
  | 'internal';

/** From the background to scripts in pages. */
export interface PageNotices {
  /** Something about this page's article has changed: ask again. */
  'page-changed': undefined;
  /** The mark shortcut or menu item was used. */
  'mark-selection': undefined;
  /** The same, and the note is opened. */
  'note-selection': undefined;
  /** The menu item of a picture was used, which is known by its address. */
  'mark-image': { address: string };
}

/** From whoever wrote to the library, to every open view (a `BroadcastChannel`, which pages of other origins can't join). */
export interface ViewNotices {
  'library-changed': LibraryChange;
  /** A page in that tab is being saved, and it is at this one of its pages. */
  'reading-progress': PageProgress & { tabId: number };
  /** Images are being fetched, of the page in that tab or of that article. */
  'images-progress': ImagesProgress;
  /** A view could read the page in that tab: one that could not may try again. */
  'page-read': { tabId: number };
  'sync-changed': SyncState;
  'offline-changed': OfflineStep;
  /** The reader chose anew what is kept on this device. */
  'offline-chosen': undefined;
  'session-changed': undefined;
}

export interface ImagesProgress {
  tabId?: number;
  articleId?: string;
  done: number;
  total: number;
  bytes: number;
}

export interface Detection {
  kind: PageKind;
  isObservation: boolean;
  /** Canonical address as far as the quick look can tell. */
  address: string;
}

export interface PageArticle {
  article: Article;
  marks: Mark[];
  /** Whether marks show by themselves here: switched on, and permitted by the browser. */
  isSiteOn: boolean;
}

export interface RecalledQuote {
  id: string;
  quote: TextQuoteSelector;
}

export interface ReadingPiece {
  transfer: string;
  index: number;
  text: string;
}

export interface PageProgress {
  /** From 1. */
  page: number;
  /** As far as is known by now: a page may lead to more. */
  total: number;
}

/** The document that a view was shown. */
export interface ReadDocument {
  tabId: number;
  documentId: string;
}

/** `hidden`: it is there, and the page doesn't show it. `gone`: the page has changed since. */
export type ShownPlace = 'shown' | 'hidden' | 'gone';

export interface PageReading {
  documentId: string;
  address: string;
  reading: Reading;
  /** Set when the page is kept already. */
  articleId: string | null;
}

export type SaveResult =
  | { status: 'saved'; article: Article; isNewVersion: boolean }
  | { status: 'page-changed' }
  | { status: 'not-readable'; reason: 'no-permission' | 'no-text' | 'too-large' }
  | { status: 'storage-full' };

export interface OfflineStep {
  /** `full`: this device has no room for more; `unreachable`: it goes on with the network. */
  status: 'idle' | 'fetching' | 'full' | 'unreachable';
  /** Texts and images still to come. */
  left: number;
  isGoingOn: boolean;
}

/**
 * `portal`: something answers that is not the service, as a network does that wants a sign-in first; `busy`: the service asked to come later.
 */
export type UnreachableReason = 'service-unreachable' | 'portal' | 'busy';

export interface SyncState {
  /** `guest`: not signed in, nothing leaves this device. */
  status: 'guest' | 'synced' | 'syncing' | 'waiting' | 'offline' | 'attention';
  waiting: number;
  /** Milliseconds since 1970. */
  lastSyncedAt: number | null;
  /** With `attention` or `offline`: why. */
  reason: 'refused' | 'signed-out' | 'quota' | 'storage-full' | UnreachableReason | null;
  /** Milliseconds since 1970: the service asked for no request before. */
  retryAt: number | null;
  /** While the library is being taken in, for the first time or anew. */
  progress: { done: number; total: number | null } | null;
  member: Member | null;
}
