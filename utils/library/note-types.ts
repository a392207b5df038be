import type { NoteValue } from '../../protocol/records.ts';

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
