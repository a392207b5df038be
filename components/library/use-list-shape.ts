import { useEffect, useState } from 'preact/hooks';
import type { Library } from '../../utils/library/library.ts';
import { attempt } from './attempt.ts';
import { keepListShape, readListShape, shapeReadLast } from './list-shape.ts';
import type { ListShape } from './row-order.ts';
import { useLive } from './use-live.ts';

/** How the list is ordered and grouped; null until the settings are read. */
export function useListShape(library: Library): [ListShape | null, (shape: ListShape) => void] {
  const [shape, setShape] = useState(() => shapeReadLast(library));
  const kept = useLive(() => readListShape(library), [library]).value;
  // Another device or window may choose as well; what was chosen here stands until something else is kept.
  useEffect(() => {
    if (kept) setShape((now) => (isSame(now, kept) ? now : kept));
  }, [kept?.order, kept?.group]);
  const choose = (next: ListShape) => {
    setShape(next);
    void attempt(keepListShape(library, next, shape));
  };
  return [shape, choose];
}

function isSame(left: ListShape | null, right: ListShape): boolean {
  return left?.order === right.order && left.group === right.group;
}
