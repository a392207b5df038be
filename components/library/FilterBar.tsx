import { organiseTexts } from '../../locales/organise.ts';
import { textsOf } from '../../utils/appearance.ts';
import type { ListRow, Tag } from '../../utils/library/library.ts';
import { Button } from '../controls/Button.tsx';
import { FilterMenu, filterName } from './FilterMenu.tsx';
import {
  FILTER_KINDS,
  type FilterKind,
  filterRows,
  isLimiting,
  type ListFilters,
  toggleFilter,
  valuesOf,
} from './list-filters.ts';

interface FilterBarProps {
  filters: ListFilters;
  onChange: (filters: ListFilters) => void;
  /** What the values are taken from. */
  rows: ListRow[];
  tags: Tag[];
  /** Shown by the place already: a channel's list is not limited to channels. */
  without: readonly FilterKind[];
}

/** What the list is limited to: by channel, source, author, year, tag and state. */
export function FilterBar({ filters, onChange, rows, tags, without }: FilterBarProps) {
  const texts = textsOf(organiseTexts);
  const tagName = (id: string) => tags.find((tag) => tag.id === id)?.name ?? '';
  const kinds = FILTER_KINDS.filter((kind) => !without.includes(kind));
  const isSeveral = kinds.filter((kind) => filters[kind].length > 0).length > 1;
  return (
    <>
      {kinds.map((kind) => (
        <FilterMenu
          key={kind}
          kind={kind}
          chosen={filters[kind]}
          // How many there would be beside what the other kinds limit to.
          values={() => valuesOf(kind, filterRows(rows, { ...filters, [kind]: [] }, tags), tags)}
          nameOf={(value) => filterName(kind, value, tagName)}
          onToggle={(value) => onChange(toggleFilter(filters, kind, value))}
          onClear={() => onChange({ ...filters, [kind]: [] })}
        />
      ))}
      {isSeveral && isLimiting(filters) && (
        <Button
          kind="quiet"
          size="s"
          onClick={() => onChange({ ...filters, ...Object.fromEntries(kinds.map((kind) => [kind, []])) })}
        >
          {texts.filtersOff}
        </Button>
      )}
    </>
  );
}
