import type { Field } from './fields.ts';

/** What a reader looks for, taken apart. Everything in it must hold. */
export interface Query {
  words: Word[];
  facts: Fact[];
  /** What was not understood. The rest is looked for all the same. */
  problems: Problem[];
}

export interface Word {
  /** Folded (`foldForSearch`), never empty. */
  text: string;
  /** Null: anywhere. */
  field: Field | null;
  /** The articles without it are wanted. */
  isExcluded: boolean;
}

/** What an article is, rather than what is written in it. */
export type Fact = DayFact | StateFact;

/** Of the day an article was published, else saved, as `20240301`: from that day on, or before it. */
interface DayFact {
  kind: 'after' | 'before';
  day: number;
  isExcluded: boolean;
}

export interface StateFact {
  kind: 'has' | 'is';
  what: 'note' | 'mark' | 'tag' | 'unread' | 'reading' | 'archived' | 'favourite';
  isExcluded: boolean;
}

export interface Problem {
  kind: 'no-value' | 'bad-date' | 'unknown-value' | 'open-quote' | 'too-long';
  /** As it was typed. */
  text: string;
}

export const OPERATORS = ['tag', 'author', 'source', 'channel', 'after', 'before', 'has', 'is'] as const;
export type Operator = (typeof OPERATORS)[number];
