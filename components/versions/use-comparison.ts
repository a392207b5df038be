import { useEffect, useState } from 'preact/hooks';
import { type ComparedParagraph, compareTexts } from '../../utils/keeping/compare-texts.ts';
import { runInSlices } from '../../utils/run-in-slices.ts';

/** Both texts compared, in slices; null until that is done. */
export function useComparison(before: string | null, after: string | null): ComparedParagraph[] | null {
  const [compared, setCompared] = useState<ComparedParagraph[] | null>(null);
  useEffect(() => {
    setCompared(null);
    if (before === null || after === null) return;
    const comparing = new AbortController();
    runInSlices(compareTexts(before, after), comparing.signal).then(
      (paragraphs) => {
        if (!comparing.signal.aborted) setCompared(paragraphs);
      },
      (error: unknown) => {
        if (!comparing.signal.aborted) throw error;
      },
    );
    return () => comparing.abort();
  }, [before, after]);
  return compared;
}
