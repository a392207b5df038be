import type { ReadonlySignal } from '@preact/signals';
import type { Evidence } from '../../utils/article/reading.ts';
import type { Article, ArticleRow, KeptSiteRule, Library, Mark, Tag } from '../../utils/library/library.ts';
import type { call } from '../../utils/messages/call.ts';
import type {
  CallErrorCode,
  PageProgress,
  PageReading,
  ShownPlace,
  SyncState,
} from '../../utils/messages/contract.ts';
import type { RuleWish } from '../../utils/sites/propose-rule.ts';
import type { RuleTake, SiteRule } from '../../utils/sites/site-rule.ts';
import type { ShownName } from './correction-words.ts';
import type { CorrectableName, Corrections, CorrectionValue } from './corrections.ts';
import type { Restriction } from './page-restriction.ts';

/** What the popup needs of the world around it. */
export interface PopupWorld {
  tab: { id: number; address: string | null; title: string };
  library: Library;
  /** The keys as the browser has them; empty where none is set. */
  keys: { save: string; reader: string };
  ask: typeof call;
  /** Opens a page of ours in a tab: `library.html#/article/…`; the popup closes. */
  openPage: (path: string) => void;
  close: () => void;
  /** Whether the reader switched the site on and the browser agreed. */
  isSiteOn: (pattern: string) => Promise<boolean>;
  /** Asks the browser; called within the reader's click, as the browser demands. */
  requestSite: (pattern: string) => Promise<boolean>;
}

export type PageState =
  | { status: 'reading' }
  | { status: 'read'; page: PageReading }
  | { status: 'restricted'; restriction: Restriction }
  | { status: 'failed'; code: CallErrorCode };

/** Why the last thing asked for was not done. */
export type Problem = CallErrorCode | 'page-changed' | 'no-permission' | 'no-text' | 'change';

/** A field, or the list of them for a saved article. */
export type Correcting = CorrectableName | 'list';

/** The field whose place the reader asked for, and what came of it. `unseen`: pages don't display such a place; `none`: there is no place. */
export interface AskedPlace {
  name: ShownName;
  status: ShownPlace | 'asking' | 'unseen' | 'none' | 'failed';
}

export interface PopupState {
  page: PageState;
  /** The kept copy; null when there is none, or when it lies in 回收站. */
  article: Article | null;
  marks: Mark[];
  knownTags: Tag[];
  sync: SyncState | null;
  /** Newest first; for pages that aren't articles, and for the count in the foot. */
  kept: ArticleRow[];
  isSaving: boolean;
  /** At which of an article's several pages the saving is. */
  progress: PageProgress | null;
  /** Saved a moment ago: the seal settles. */
  isFresh: boolean;
  problem: Problem | null;
  /** The pattern of a site that may be offered to switch on. */
  offer: string | null;
  /** Made on the page before it is saved. */
  corrections: Corrections;
  place: AskedPlace | null;
  /** The reader's rules for this page. */
  rules: KeptSiteRule[];
  /** What stands in place of the content. */
  correcting: Correcting | null;
}

export interface PopupModel {
  world: PopupWorld;
  state: ReadonlySignal<PopupState>;
  save: () => Promise<void>;
  /** Saves what was read of an article's pages so far, and reads no further. */
  stopReading: () => Promise<void>;
  showProgress: (progress: PageProgress & { tabId: number }) => void;
  readAgain: () => Promise<void>;
  remove: () => Promise<string | null>;
  restore: (id: string) => Promise<void>;
  addTag: (name: string) => Promise<void>;
  removeTag: (tagId: string) => Promise<void>;
  /** Gives whether the site is on now. */
  acceptOffer: () => Promise<boolean>;
  declineOffer: () => void;
  showMarks: () => Promise<void>;
  /** Opens the correction of a field, or the list of fields; null goes back to the article. */
  correct: (what: Correcting | null) => void;
  /** Gives whether it was kept: in the library, or for the page until it is saved. Rejects where the library fails. */
  keepCorrection: (name: CorrectableName, value: CorrectionValue) => Promise<boolean>;
  /** Back to what the page says. Gives whether it does now. */
  takeBack: (name: CorrectableName) => Promise<boolean>;
  /** Shows in the page where a value stands; without evidence, or a second time for one that can't be shown, closes what was said. */
  showPlace: (name: ShownName, evidence: Evidence | null, value: string) => Promise<void>;
  /** The rule that would give this on the site; null where there is none, or the page can't be asked. */
  proposeRule: (wish: RuleWish) => Promise<RuleTake | null>;
  /** Keeps a rule and reads the page by it. */
  keepRule: (rule: SiteRule) => Promise<void>;
  dropRule: (rule: KeptSiteRule) => Promise<void>;
  /** Something in the library has changed elsewhere. */
  reload: () => Promise<void>;
  showSync: (state: SyncState) => void;
}
