import { useEffect, useState } from 'preact/hooks';

/** The side column stands beside the list. */
export const WITH_COLUMN = '(min-width: 1000px)';
/** The preview stands beside the list. */
export const WITH_PREVIEW = '(min-width: 1200px)';

export function useMedia(query: string): boolean {
  const [matches, setMatches] = useState(() => matchMedia(query).matches);
  useEffect(() => {
    const list = matchMedia(query);
    const follow = () => setMatches(list.matches);
    follow();
    list.addEventListener('change', follow);
    return () => list.removeEventListener('change', follow);
  }, [query]);
  return matches;
}
