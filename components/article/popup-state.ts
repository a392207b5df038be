import type { ReadonlySignal } from '@preact/signals';
import type { Evidence } from '../../utils/article/reading.ts';
import type { Article, KeptSiteRule, Library, ListRow, Mark, Tag } from '../../utils/library/library.ts';
import type { call } from '../../utils/messages/call.ts';
import type {
  CallErrorCode,
  ImagesProgress,
  PageProgress,
  PageReading,
  ShownPlace,
  SyncState,
} from '../../utils/messages/contract.ts';
import type { RuleWish } from '../../utils/sites/propose-rule.ts';
import type { RuleField, RuleTake, SiteRule } from '../../utils/sites/site-rule.ts';
import type { ShownName } from './correction-words.ts';
import type { CorrectableName, Corrections, CorrectionValue } from './corrections.ts';
import type { Restriction } from './page-restriction.ts';
import type { ListenToPick, PickDoings, Picking } from './picking.ts';
import type { PointedPlaces } from './pointed-places.ts';
import type { RuleTrial } from './rule-trial.ts';

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
  /** Opens the side panel; left out in the panel itself. Called within the reader's click. */
  openPanel?: () => void;
  /** Where the view outlives a click into the page: speaks with the script by which the reader points at a value. */
  listenToPick?: ListenToPick;
  /** Else: hands the pointing over to the side panel. Called within the reader's click. */
  pointElsewhere?: (field: RuleField) => void;
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
  /** The page has other words by now than the newest kept version. */
  hasChanged: boolean;
  marks: Mark[];
  knownTags: Tag[];
  sync: SyncState | null;
  /** Newest first; for pages that aren't articles, and for the count in the foot. */
  kept: ListRow[];
  isSaving: boolean;
  /** At which of an article's several pages the saving is. */
  progress: PageProgress | null;
  /** How many of the page's images are tried, while the saving fetches them. */
  images: ImagesProgress | null;
  /** Saved a moment ago: the seal settles. */
  isFresh: boolean;
  problem: Problem | null;
  /** The pattern of a site that may be offered to switch on. */
  offer: string | null;
  /** Made on the page before it is saved. */
  corrections: Corrections;
  place: AskedPlace | null;
  /** The reader is pointing at a value in the page, or has just done so. */
  picking: Picking | null;
  /** Where the reader pointed for what was corrected by hand. */
  pointed: PointedPlaces;
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
  showImages: (progress: ImagesProgress) => void;
  readAgain: () => Promise<void>;
  remove: () => Promise<string | null>;
  restore: (id: string) => Promise<void>;
  /** Gives whether it was added. */
  addTag: (name: string) => Promise<boolean>;
  removeTag: (tagId: string) => Promise<void>;
  /** Gives whether the site is on now. */
  acceptOffer: () => Promise<boolean>;
  declineOffer: () => void;
  showMarks: () => Promise<void>;
  /** Opens the correction of a field, or the list of fields; null goes back to the article. */
  correct: (what: Correcting | null) => void;
  /** Gives whether it was kept: in the library, or for the page until it is saved. Rejects where the library fails. */
  keepCorrection: (
    name: CorrectableName,
    value: CorrectionValue,
    place?: Evidence | null,
  ) => Promise<boolean>;
  /** Null where the view would be closed by a click into the page. */
  pick: PickDoings | null;
  /** Back to what the page says, or to what was read of it before. Gives whether it is so now; a later save reads the field anew. */
  takeBack: (name: CorrectableName, to?: CorrectionValue) => Promise<boolean>;
  /** Shows in the page where a value stands; without evidence, or a second time for one that can't be shown, closes what was said. */
  showPlace: (name: ShownName, evidence: Evidence | null, value: string) => Promise<void>;
  /** The rule that would give this on the site; null where there is none, or the page can't be asked. */
  proposeRule: (wish: RuleWish) => Promise<RuleTake | null>;
  /** Tries a rule on the latest articles that are kept of the site. */
  tryRule: (rule: SiteRule) => Promise<RuleTrial>;
  /** Keeps a rule and reads the page by it. */
  keepRule: (rule: SiteRule) => Promise<void>;
  dropRule: (rule: KeptSiteRule) => Promise<void>;
  /** Something in the library has changed elsewhere. */
  reload: () => Promise<void>;
  showSync: (state: SyncState) => void;
}
