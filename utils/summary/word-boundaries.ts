/** Where words begin and end in a line, by UTF-16 index; null where the browser can't tell. */
export type WordBoundaries = (line: string) => ReadonlySet<number> | null;

/**
 * The browser's own dictionary as a witness of Chinese word boundaries [1]. It knows common words well and breaks new ones apart (数字|化, 客|服),
 * so terms are found by statistics alone, and the witness only speaks against those that begin or end in the midst of a word it knows.
 * Its dictionary differs between browsers and their versions, which is one more reason why terms are offered and never kept by themselves.
 *
 * [1] `Intl.Segmenter`, ICU's dictionary: https://unicode-org.github.io/icu/userguide/boundaryanalysis/
 */
export function wordBoundaries(language: string): WordBoundaries {
  if (typeof Intl.Segmenter !== 'function') return () => null;
  const segmenter = new Intl.Segmenter(language, { granularity: 'word' });
  return (line) => {
    const boundaries = new Set([0, line.length]);
    for (const { index } of segmenter.segment(line)) boundaries.add(index);
    return boundaries;
  };
}
