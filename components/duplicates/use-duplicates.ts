import { useEffect, useMemo, useState } from 'preact/hooks';
import { type Duplicates, duplicatesInSteps } from '../../utils/library/duplicates.ts';
import type { Library, ListRow } from '../../utils/library/library.ts';
import { runInSlices } from '../../utils/run-in-slices.ts';
import { untilQuiet } from '../library/until-quiet.ts';
import { useLive } from '../library/use-live.ts';

/** Groups of articles that may be one, without those that the reader said are not. Null until they were looked for. */
export function useDuplicates(library: Library, rows: readonly ListRow[] | null): Duplicates[] | null {
  const [groups, setGroups] = useState<Duplicates[] | null>(null);
  useEffect(() => {
    if (!rows) return;
    const looking = new AbortController();
    const look = async () => {
      await untilQuiet(looking.signal);
      const found = await runInSlices(duplicatesInSteps(rows), looking.signal);
      if (!looking.signal.aborted) setGroups(found);
    };
    // Left off, or begun anew with other rows.
    look().catch(() => undefined);
    return () => looking.abort();
  }, [rows]);
  const asked = useLive(async () => {
    if (!groups) return null;
    const dismissed = await Promise.all(groups.map((group) => library.preference(notSameName(group))));
    return groups.filter((_, at) => dismissed[at] !== true);
  }, [library, groups]).value;
  // What was merged a moment ago is gone from the rows, and not yet from what was found in earlier ones.
  const here = useMemo(() => new Set(rows?.map(({ id }) => id)), [rows]);
  return asked?.filter((group) => group.every(({ id }) => here.has(id))) ?? null;
}

/** A preference, so that no device asks again. Another article in the group makes it another question. */
export function notSameName(group: Duplicates): string {
  const ids = group.map(({ id }) => id).sort();
  return `not-same:${ids[0]}:${ids.at(-1)}:${ids.length}`;
}
