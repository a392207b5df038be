/** What a reading of a page gives: plain data, the same from a live page, a saved file or a snapshot. */

export type PageKind = 'article' | 'list' | 'home' | 'member' | 'search' | 'other';

/** Where on the page a value was found, for the reader to check. */
export interface Evidence {
  /** What kind of place it is; the views have a name for each. */
  source:
    | 'label' // a labelled value: 来源：…
    | 'byline' // one line of metadata below the title
    | 'breadcrumb'
    | 'heading'
    | 'document-title'
    | 'meta'
    | 'structured-data'
    | 'body'
    | 'address'
    | 'reader'; // corrected by hand
  /** The words found there, at most 120 characters. */
  text: string;
  /** A CSS selector of the element within the page, or null where there is none (title, address). */
  selector: string | null;
}

export interface Candidate<T> {
  value: T;
  /** 0–1. */
  confidence: number;
  evidence: Evidence;
}

/** A field is null below its confidence threshold: empty beats wrong. */
export interface Field<T> {
  value: T | null;
  /** 0–1; 0 when there is no value. */
  confidence: number;
  evidence: Evidence | null;
  /** Everything considered, best first, the chosen one included. */
  candidates: Candidate<T>[];
  /** The reader made a rule for this field of the site: it gave the value, or found nothing here, so that the reading's own stands. */
  rule?: 'applied' | 'not-found';
}

export interface ReadingFields {
  title: Field<string>;
  /** 频道 or 分类, a whole field value such as 服务观察. */
  category: Field<string>;
  /** From the outermost, without the article's own title: 首页, 侃柴, 观察, 服务观察. */
  breadcrumb: Field<string[]>;
  authors: Field<string[]>;
  editor: Field<string>;
  source: Field<string>;
  /** Published elsewhere first (转载), or here (原创); null where nothing on the page tells. */
  isReprint: Field<boolean>;
  /** `2023-12`, `2023-12-29`, `2023-12-29T10:30+08:00` or `2023-12-29T10:30:12+08:00`: the precision is the text's. */
  publishedAt: Field<string>;
  updatedAt: Field<string>;
  /** The page's own summary; never one that was made up. */
  summary: Field<string>;
  siteName: Field<string>;
  /** BCP 47. */
  language: Field<string>;
  /** Validated: same site, not the root, title agrees; else the address itself, without its fragment. */
  canonicalAddress: Field<string>;
  leadImage: Field<string>;
}

export interface OutlineItem {
  /** From 1. */
  level: number;
  text: string;
  /** The `id` of the heading in the reading's HTML. */
  id: string;
}

export interface ReadingImage {
  /** Absolute address of the image itself, lazy loading resolved. */
  address: string;
  alternative: string;
  caption: string | null;
}

/** Of an article that is split over several pages. */
export interface ReadingPages {
  /** Addresses in order, as far as they are known, this reading's own among them. */
  addresses: string[];
  /** Numbers, from 1, of the pages whose text is not in the reading. */
  missing: number[];
  /**
   * Why they are missing. `unread`: nobody asked for them yet; `failed`: they could not be had; `stopped`: the reader stopped it;
   * `limit`: more than an article has. Null where none is missing.
   */
  reason: 'unread' | 'failed' | 'stopped' | 'limit' | null;
}

/** More of either no reader goes through, and a page could fill a message with them. What is above stays in the HTML and is not listed. */
export const MAX_OUTLINE_ITEMS = 5_000;
export const MAX_IMAGES = 2_000;

export interface Reading {
  kind: PageKind;
  /** 0–1: how sure the kind is. */
  kindScore: number;
  /** An article in an observation channel, or any article on a site the reader switched on. */
  isObservation: boolean;
  fields: ReadingFields;
  /** Built from an allow-list of elements and attributes, images by absolute address in `src`. Empty in a reading that is only shown. */
  html: string;
  /** The body's paragraphs, one a line. */
  text: string;
  outline: OutlineItem[];
  images: ReadingImage[];
  /** Characters without white space, and minutes at 400 Chinese characters a minute, at least 1. */
  lengths: { characters: number; minutes: number };
  /** Left out where the page is the whole article. */
  pages?: ReadingPages;
}

export interface ReadingOptions {
  /** Names of observation channels, matched as whole field values. Default: `OBSERVATION_CHANNELS`. */
  channels?: readonly string[];
  /** The reader switched this site on: every article on it counts as an observation. */
  isSiteOn?: boolean;
  /** Whether a person can see the element. Given where layout exists; else inferred from markup and style sheets. */
  isVisible?: (element: Element) => boolean;
  /** For relative times (3小时前), milliseconds since 1970. Default: now. */
  now?: number;
  /** False: the markup of known site builders counts for no more than any other. Default: true. No rule looks at it so far. */
  usesFastPath?: boolean;
}
