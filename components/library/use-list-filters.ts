import { useMemo } from 'preact/hooks';
import { filtersOf, type ListFilters, withFilters } from './list-filters.ts';
import { useHash } from './use-route.ts';

/** What the list is limited to. It is in the address: going back takes a filter off again. */
export function useListFilters(): [filters: ListFilters, setFilters: (filters: ListFilters) => void] {
  const hash = useHash();
  // The same filters are the same object: what is made from them is not made again while a search is typed.
  const text = withFilters('', filtersOf(hash));
  const filters = useMemo(() => filtersOf(text), [text]);
  const change = (next: ListFilters) => {
    location.hash = withFilters(location.hash, next);
  };
  return [filters, change];
}
