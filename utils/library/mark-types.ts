import type { Selector } from '../../protocol/selectors.ts';
import type { Article } from './article-types.ts';
import type { MarkColour, MarkStyle } from './mark-looks.ts';
import type { Note } from './note-types.ts';
import type { Tag } from './tag-types.ts';

export interface Mark {
  id: string;
  articleId: string;
  /** The passage as it was marked; of a picture its caption or alternative text, perhaps empty. */
  quote: string;
  /** What is marked whole; null for a passage. */
  whole: 'image' | 'table' | 'block' | null;
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
