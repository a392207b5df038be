import type { ListRow } from '../../utils/library/library.ts';
import { useCurrentLibrary } from './use-current-library.ts';
import { useLive } from './use-live.ts';

/** Notes that two devices wrote apart in whoever's library is open, for the foot of a page that shows no list; follows every change. */
export function useConflictCount(): number {
  const { library } = useCurrentLibrary();
  return useLive(async () => library?.conflictCount() ?? 0, [library]).value ?? 0;
}

export function conflictsIn(rows: readonly Pick<ListRow, 'conflicts'>[]): number {
  return rows.reduce((sum, row) => sum + row.conflicts, 0);
}
