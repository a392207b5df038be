import type { Evidence } from '../article/reading.ts';
import type { RuleField } from '../sites/site-rule.ts';

/**
 * What the side panel and the scripts of a page say to each other, over a port that lives as long as both of them: types and names alone. A page's
 * own scripts can neither open such a port nor hear what passes through it.
 */

/** To the marks' script. */
export const MARKS_PORT = 'panel-marks';

/** What the panel asks; `id` is a mark's. */
export type MarksAsk = {
  /** `go`: scroll to it and frame it; `confirm`: its likely place is the right one; `reattach`: give it what is selected, or what the reader selects next. */
  ask: 'go' | 'confirm' | 'reattach';
  id: string;
};

/** Told at once, and whenever any of it changes. */
export interface PlacedMarks {
  /** In the order of the page, those without a place last. */
  marks: PlacedMark[];
  /** The mark that the reader has before their eyes. */
  inView: string | null;
  /** The page is one of several of its article: what isn't here may be on another. */
  isSplit: boolean;
}

export interface PlacedMark {
  id: string;
  status: 'found' | 'doubtful' | 'lost';
  /** The words in a doubtful place. */
  here: string | null;
}

/** To the script that lets the reader point at a place. It ends with the port. */
export const PICK_PORT = 'panel-pick';

export type PickAsk =
  /** The field whose value is to be pointed at, and the words of the bar in the page. */
  | { ask: 'start'; field: RuleField; words: string }
  /** To the next line of the page, or the one before: for who has no pointer. */
  | { ask: 'step'; by: 1 | -1 }
  | { ask: 'take' };

export type PickTold =
  /** What would be taken here; null where the place says nothing for this field. */
  { told: 'over'; text: string | null } | { told: 'picked'; picked: PickedPlace } | { told: 'cancelled' };

export interface PickedPlace {
  /** The value as a reader would type it. */
  text: string;
  evidence: Evidence;
}
