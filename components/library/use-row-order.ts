import { useEffect, useState } from 'preact/hooks';
import type { Library } from '../../utils/library/library.ts';
import { attempt } from './attempt.ts';
import type { RowOrder } from './months.ts';

/** A setting that follows the member. */
const PREFERENCE = 'library-order';

export function useRowOrder(library: Library): [RowOrder, (order: RowOrder) => void] {
  const [order, setOrder] = useState<RowOrder>('saved');
  useEffect(() => {
    library.preference(PREFERENCE).then(
      (value) => setOrder(value === 'published' ? 'published' : 'saved'),
      () => undefined,
    );
  }, [library]);
  const choose = (next: RowOrder) => {
    setOrder(next);
    void attempt(library.setPreference(PREFERENCE, next));
  };
  return [order, choose];
}
