import type { RefObject } from 'preact';
import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { ListRow } from '../../utils/library/library.ts';
import { standIn } from './stand-in.ts';
import { focusRow } from './use-list-keys.ts';

interface Listed {
  /** In the order they are drawn. */
  drawn: ListRow[];
  /** What the list is of: place, filters, search and order. With another one nothing stands where something stood. */
  of: string;
  scroller: RefObject<HTMLElement | null>;
}

/**
 * The row that keys act on: the one that was chosen, else the first. Where it leaves the list, as a read one leaves those that are unread, what stands
 * in its place is chosen, and has the focus if the list had it.
 */
export function useChosen({
  drawn,
  of,
  scroller,
}: Listed): [selected: ListRow | null, choose: (id: string | null) => void] {
  const [chosenId, choose] = useState<string | null>(null);
  const before = useRef<{ of: string; ids: string[] }>({ of, ids: [] });
  const selected = useMemo(() => {
    const rows = new Map(drawn.map((row) => [row.id, row]));
    const ids = before.current.of === of ? before.current.ids : [];
    const id =
      chosenId === null || rows.has(chosenId) ? chosenId : standIn(ids, chosenId, new Set(rows.keys()));
    return rows.get(id ?? '') ?? drawn[0] ?? null;
  }, [drawn, of, chosenId]);
  // As it is before this is drawn: the focus of what goes is nowhere afterwards.
  const hadFocus = scroller.current?.contains(document.activeElement) ?? false;
  useLayoutEffect(() => {
    const isSame = before.current.of === of;
    before.current = { of, ids: drawn.map(({ id }) => id) };
    if (!isSame || !selected) return;
    if (chosenId !== null) choose(selected.id);
    if (hadFocus && document.activeElement === document.body) focusRow({ scroller }, selected);
  }, [drawn, of]);
  return [selected, choose];
}
