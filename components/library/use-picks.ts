import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { ListRow } from '../../utils/library/library.ts';

/** The rows that something is to be done with together. */
export interface Picks {
  /** In the order of the list; what leaves the list is picked no longer, also when it comes back. */
  rows: ListRow[];
  has(id: string): boolean;
  toggle(id: string): void;
  /** All from the one that was picked or chosen last to this one. */
  extendTo(id: string, from: string | null): void;
  all(): void;
  drop(): void;
}

/** `drawn` are the rows in the order they are drawn. */
export function usePicks(drawn: ListRow[]): Picks {
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const anchor = useRef<string | null>(null);
  const rows = useMemo(
    () => (picked.size === 0 ? NONE : drawn.filter(({ id }) => picked.has(id))),
    [drawn, picked],
  );
  const present = useMemo(() => new Set(rows.map(({ id }) => id)), [rows]);
  // Listed again, it would be picked again without having been seen.
  useLayoutEffect(() => {
    if (present.size < picked.size) setPicked(present);
  }, [present, picked]);
  return {
    rows,
    has: (id) => present.has(id),
    toggle(id) {
      anchor.current = id;
      setPicked(present.symmetricDifference(new Set([id])));
    },
    extendTo(id, from) {
      if (rows.length === 0 || anchor.current === null) anchor.current = from ?? id;
      const ends = [anchor.current, id].map((end) => drawn.findIndex((row) => row.id === end));
      const [first, last] = [Math.min(...ends), Math.max(...ends)];
      const between = first === -1 ? [id] : drawn.slice(first, last + 1).map((row) => row.id);
      setPicked(new Set(between));
    },
    all: () => setPicked(new Set(drawn.map(({ id }) => id))),
    drop() {
      anchor.current = null;
      setPicked(new Set());
    },
  };
}

const NONE: ListRow[] = [];
