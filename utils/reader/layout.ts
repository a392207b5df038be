import * as z from 'zod/mini';
import { parseJson } from '../parse-json.ts';
import { FACES, type Face, STACKS } from './faces.ts';

export const PAPERS = ['auto', 'light', 'sepia', 'dark'] as const;
export type Paper = (typeof PAPERS)[number];
export type { Face };

/** How the reader wants a kept text set. */
export interface Layout {
  face: Face;
  /** px */
  size: number;
  /** Of the size. */
  leading: number;
  /** Characters to the line. */
  measure: number;
  /** Between two characters, in hundredths of the size. */
  spacing: number;
  /** Two characters at the beginning of a paragraph; else a blank line between two of them. */
  hasIndent: boolean;
  isJustified: boolean;
  /** Two columns, wherever they find room. */
  hasColumns: boolean;
  paper: Paper;
}

export const DEFAULT_LAYOUT: Layout = {
  face: 'song',
  size: 18,
  leading: 1.9,
  measure: 37,
  spacing: 0,
  hasIndent: true,
  isJustified: true,
  hasColumns: false,
  paper: 'auto',
};

export interface Bounds {
  least: number;
  most: number;
  step: number;
}

/** Below 14 px Chinese is no text to be read long; above 46 characters the eye loses the line. */
export const BOUNDS = {
  size: { least: 14, most: 32, step: 1 },
  leading: { least: 1.4, most: 2.4, step: 0.1 },
  measure: { least: 20, most: 46, step: 1 },
  spacing: { least: 0, most: 12, step: 2 },
} satisfies Partial<Record<keyof Layout, Bounds>>;

/** What was kept, each value by itself: one that fits no more is read as the usual one, and the others stay. */
export function readLayout(kept: string | null): Layout {
  return parseJson(kept, layoutSchema) ?? DEFAULT_LAYOUT;
}

const bounded = ({ least, most }: Bounds, usual: number) =>
  z.catch(z.number().check(z.gte(least), z.lte(most)), usual);

const layoutSchema = z.object({
  face: z.catch(z.enum(FACES), DEFAULT_LAYOUT.face),
  size: bounded(BOUNDS.size, DEFAULT_LAYOUT.size),
  leading: bounded(BOUNDS.leading, DEFAULT_LAYOUT.leading),
  measure: bounded(BOUNDS.measure, DEFAULT_LAYOUT.measure),
  spacing: bounded(BOUNDS.spacing, DEFAULT_LAYOUT.spacing),
  hasIndent: z.catch(z.boolean(), DEFAULT_LAYOUT.hasIndent),
  isJustified: z.catch(z.boolean(), DEFAULT_LAYOUT.isJustified),
  hasColumns: z.catch(z.boolean(), DEFAULT_LAYOUT.hasColumns),
  paper: z.catch(z.enum(PAPERS), DEFAULT_LAYOUT.paper),
});

/** Between two columns, in characters. */
const COLUMN_GAP = 3;
/** A narrower column breaks Chinese too often. */
const LEAST_COLUMN = 18;

/**
 * The custom properties that reader.css and the frame's sheet are set with. `columns`: how high two columns are, px, each
 * at most as wide as the reader wants a line; null where there is one.
 */
export function layoutProperties(layout: Layout, columns: number | null): Record<string, string> {
  const { face, size, leading, measure, spacing, hasIndent, isJustified } = layout;
  const characters = columns !== null ? 2 * measure + COLUMN_GAP : measure;
  return {
    '--read-font': STACKS[face].join(', '),
    '--read-size': `${size}px`,
    '--read-leading': String(leading),
    '--read-spacing': `${spacing / 100}em`,
    '--read-width': `${Math.round(characters * size * (1 + spacing / 100))}px`,
    '--read-page': `${columns ?? 0}px`,
    '--read-column-gap': `${COLUMN_GAP * size}px`,
    '--read-indent': hasIndent ? `${2 * (1 + spacing / 100)}em` : '0em',
    '--read-gap': hasIndent ? '0.7em' : '1.2em',
    '--read-align': isJustified ? 'justify' : 'start',
  };
}

/** Whether two columns find room in so many px. */
export function isWideEnough({ size, spacing }: Layout, width: number): boolean {
  return width >= (2 * LEAST_COLUMN + COLUMN_GAP) * size * (1 + spacing / 100);
}
