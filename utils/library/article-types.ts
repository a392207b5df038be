import type { OutlineItem, Reading, ReadingPages } from '../article/reading.ts';
import type { MarkColour } from './mark-looks.ts';
import type { Note } from './note-types.ts';
import type { ReadingPlace } from './record-schemas.ts';
import type { Tag } from './tag-types.ts';

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
  /** The line that was read last, by its words: wherever the text is set otherwise, it is the same line. */
  place: ReadingPlace | null;
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
  /** Addresses of those that were not kept. */
  missingImages: string[];
}

export interface ArticleRow extends Article {
  marks: { colour: MarkColour; count: number }[];
  /** Whether the full text is on this device. */
  isOffline: boolean;
  /** Notes of the article and its marks of which several values stand side by side. */
  conflicts: number;
}

/** What a list shows of an article; the rest of it is read where one is chosen. */
export interface ListRow
  extends Pick<
      Article,
      | 'id'
      | 'address'
      | 'title'
      | 'category'
      | 'authors'
      | 'source'
      | 'publishedAt'
      | 'characters'
      | 'minutes'
    >,
    Pick<
      Article,
      | 'pages'
      | 'state'
      | 'favourite'
      | 'position'
      | 'savedAt'
      | 'snapshots'
      | 'tags'
      | 'isDeleted'
      | 'deletedAt'
    >,
    Pick<ArticleRow, 'marks' | 'conflicts'> {
  /** There is a note on the article itself. */
  isNoted: boolean;
}

export interface Listing {
  rows: ListRow[];
  /** By name. */
  tags: Tag[];
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
    | 'place'
  >
>;

export interface BulkChanges {
  state?: Article['state'];
  favourite?: boolean;
}
