import { useEffect, useState } from 'preact/hooks';
import { guestCounts } from '../../utils/library/merge-guest.ts';

/** What was saved on this computer without an account; null until it is known. */
export function useGuestCounts(): { articles: number; marks: number } | null {
  const [counts, setCounts] = useState<{ articles: number; marks: number } | null>(null);
  useEffect(() => {
    guestCounts().then(setCounts, () => undefined);
  }, []);
  return counts;
}
