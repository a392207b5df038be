import * as z from 'zod/mini';

/** Where a mark is: the selectors of the W3C Web Annotation Data Model (https://www.w3.org/TR/annotation-model/#selectors). */

/** The passage itself, with the text before and after it. */
export const textQuoteSelectorSchema = z.object({
  type: z.literal('TextQuoteSelector'),
  exact: z.string(),
  prefix: z.string(),
  suffix: z.string(),
});
export type TextQuoteSelector = z.infer<typeof textQuoteSelectorSchema>;

/** UTF-16 code units from the start of the root's visible text. */
export const textPositionSelectorSchema = z.object({
  type: z.literal('TextPositionSelector'),
  start: z.number().check(z.int(), z.nonnegative()),
  end: z.number().check(z.int(), z.nonnegative()),
});
export type TextPositionSelector = z.infer<typeof textPositionSelectorSchema>;

/** An element by its path from the root, refined by a place in that element's text (UTF-16 code units). */
export const xPathSelectorSchema = z.object({
  type: z.literal('XPathSelector'),
  value: z.string(),
  refinedBy: z.object({
    type: z.literal('TextPositionSelector'),
    start: z.number().check(z.int(), z.nonnegative()),
    end: z.number().check(z.int(), z.nonnegative()),
  }),
});
export const rangeSelectorSchema = z.object({
  type: z.literal('RangeSelector'),
  startSelector: xPathSelectorSchema,
  endSelector: xPathSelectorSchema,
});
export type RangeSelector = z.infer<typeof rangeSelectorSchema>;

/**
 * A mark of a whole element names it so: `table`, or of a picture `img[src="…"][alt="…"]` with its absolute address. The text quote beside it is then the element's own
 * text, of a picture its caption; exact may be empty.
 */
export const cssSelectorSchema = z.object({ type: z.literal('CssSelector'), value: z.string() });
export type CssSelector = z.infer<typeof cssSelectorSchema>;

/** Where that element was, by its path from the root. */
export const elementPathSchema = z.object({ type: z.literal('XPathSelector'), value: z.string() });

export const selectorSchema = z.union([
  textQuoteSelectorSchema,
  textPositionSelectorSchema,
  rangeSelectorSchema,
  cssSelectorSchema,
  elementPathSchema,
]);
export type Selector = z.infer<typeof selectorSchema>;
