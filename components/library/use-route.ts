import { useEffect, useState } from 'preact/hooks';
import { type LibraryRoute, parseRoute } from './route.ts';

export function useRoute(): LibraryRoute {
  const [hash, setHash] = useState(location.hash);
  useEffect(() => {
    const follow = () => setHash(location.hash);
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, []);
  return parseRoute(hash);
}
