import type { MarkColour } from './mark-looks.ts';

export interface Tag {
  id: string;
  name: string;
  colour: MarkColour | null;
  /** Articles and marks that carry it. */
  count: number;
}

/** What another name of a tag does to it, or to one below it. */
export interface TagMove {
  id: string;
  from: string;
  to: string;
  /** The tag that it becomes part of; null where it is only renamed. */
  into: string | null;
}

export interface TagChanges {
  /** Names. */
  add: readonly string[];
  /** Ids. */
  remove: readonly string[];
}
