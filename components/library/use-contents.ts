import { useEffect, useRef, useState } from 'preact/hooks';
import type { ArticleRow, Library, ListRow, MarkInBin, Tag } from '../../utils/library/library.ts';
import { beginningOf } from './read-ahead.ts';
import { type Live, useLive } from './use-live.ts';

/** What the library page shows. */
export interface Contents {
  /** The newest first. */
  rows: ListRow[];
  /** False while only the newest are here: counts, filters and every other order wait for the rest. */
  isWhole: boolean;
  /** Null until they are read. */
  bin: { articles: ArticleRow[]; marks: MarkInBin[] } | null;
  tags: Tag[];
}

/**
 * Everything in the library, read again after each change. Until it is read for the first time: the newest articles, then all that are not in 回收站. Each is shown before the
 * next is asked for.
 */
export function useContents(library: Library): Live<Contents> {
  const [early, setEarly] = useState<Contents | null>(null);
  const first = useRef<{ of: Library; shown: Promise<ListRow[]> } | null>(null);
  if (first.current?.of !== library) first.current = { of: library, shown: readFirst(library, setEarly) };
  const { shown } = first.current;
  const isFirst = useRef(true);
  const whole = useLive(async () => {
    await shown;
    const told = isFirst.current ? setEarly : undefined;
    isFirst.current = false;
    return readAll(library, told);
  }, [library]);
  useEffect(() => {
    if (whole.value) setEarly(null);
  }, [whole.value]);
  return { ...whole, value: whole.value ?? early };
}

async function readFirst(library: Library, show: (contents: Contents) => void): Promise<ListRow[]> {
  const { rows } = await beginningOf(library);
  if (rows.length > 0) show({ rows, isWhole: false, bin: null, tags: [] });
  // They are drawn before more is read.
  await new Promise((done) => setTimeout(done));
  return rows;
}

async function readAll(library: Library, show?: (contents: Contents) => void): Promise<Contents> {
  const { rows, tags } = await library.listing();
  if (show) {
    show({ rows, isWhole: true, bin: null, tags });
    await new Promise((done) => setTimeout(done));
  }
  const [articles, marks] = await Promise.all([library.articles({ deleted: true }), library.marksInBin()]);
  return { rows, isWhole: true, bin: { articles, marks }, tags };
}
