import type { Steps } from './steps.ts';
import type { Line } from './visible-text.ts';

/**
 * Rules that some pages need and most do without. A script in a page is brought them when the reading comes to where it needs them, so that the
 * other pages don't load them.
 */
export interface FurtherRules {
  spaced: ReadSpacedText;
}

/** What a page may turn out to need. */
export type RulesName = keyof FurtherRules;

/** The rules that are at hand, and where there is a way to others, how to bring one here. */
export interface RulesShelf {
  rules: Partial<FurtherRules>;
  bring?: (name: RulesName) => Promise<void>;
}

/** Looks at the lines in which a text is gathered, where its words have spaces between them; see spaced-text.ts. */
export type ReadSpacedText = (within: readonly Line[], element: Element) => Steps<SpacedText>;

/** What the markup and the words around a text say of its lines. Pages in scripts without spaces are pasted from editors, and theirs says less. */
export interface SpacedText {
  /** The greatest share of running text behind a line that is an end; null where the markup says nothing. */
  maxTailShare: number | null;
  isText: (line: Line) => boolean;
  /** Whether the markup sets the line apart from the text. */
  isSetApart: (line: Line) => boolean;
  /** Whether a line before `first` belongs to it; null where the markup says nothing. */
  isBefore: (line: Line, first: Line | undefined) => boolean | null;
  /** Whether the text is over with these words. */
  isEnd: (text: string) => boolean;
  /** Whether these words never belong to a text. */
  isJunk: (text: string) => boolean;
  /** Of the body's lines those that are captions of pictures. */
  captionsIn: (body: readonly Line[]) => Steps<Line[]>;
}
