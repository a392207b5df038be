import { useEffect, useState } from 'preact/hooks';
import { type LibraryRoute, parseRoute } from './route.ts';

export function useRoute(): LibraryRoute {
  return parseRoute(useHash());
}

/** The address's hash. What is typed into the search box changes it without an event, and shows with the next one. */
export function useHash(): string {
  const [hash, setHash] = useState(location.hash);
  useEffect(() => {
    const follow = () => setHash(location.hash);
    addEventListener('hashchange', follow);
    follow(); // It may have changed between the first drawing and now.
    return () => removeEventListener('hashchange', follow);
  }, []);
  return hash;
}
