import { useEffect, useState } from 'preact/hooks';
import { searchOf, withSearch } from './route.ts';

/** What stands in the search box. It is in the address, so that going back and opening the address again find the same; another place is searched for the same words. */
export function useSearchText(): [text: string, setText: (text: string) => void] {
  const [text, setText] = useState(() => searchOf(location.hash) ?? '');
  useEffect(() => {
    const keep = () => {
      const given = searchOf(location.hash);
      if (given !== null) setText(given);
      else if (text !== '') history.replaceState(history.state, '', withSearch(location.hash, text));
    };
    addEventListener('hashchange', keep);
    return () => removeEventListener('hashchange', keep);
  }, [text]);
  const change = (next: string) => {
    setText(next);
    history.replaceState(history.state, '', withSearch(location.hash, next));
  };
  return [text, change];
}
