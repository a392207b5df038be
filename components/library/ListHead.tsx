import { BookmarkPlus, X } from 'lucide-preact';
import type { RefObject } from 'preact';
import { useState } from 'preact/hooks';
import { libraryTexts } from '../../locales/library.ts';
import { organiseTexts } from '../../locales/organise.ts';
import { searchTexts } from '../../locales/search.ts';
import { textsOf } from '../../utils/appearance.ts';
import type { Library, ListRow, Tag } from '../../utils/library/library.ts';
import type { Problem } from '../../utils/search/query.ts';
import { Button } from '../controls/Button.tsx';
import { Icon } from '../controls/Icon.tsx';
import { showToast } from '../controls/toasts.ts';
import { FilterBar } from './FilterBar.tsx';
import styles from './ListView.module.css';
import { filtersText, isLimiting, type ListFilters } from './list-filters.ts';
import { NameSearch } from './NameSearch.tsx';
import type { LibraryRoute } from './route.ts';
import type { ListShape } from './row-order.ts';
import { SearchField } from './SearchField.tsx';
import { ShapeChoice } from './ShapeChoice.tsx';
import type { Search } from './use-search.ts';

interface ListHeadProps {
  library: Library;
  route: LibraryRoute;
  place: string | null;
  field: RefObject<HTMLInputElement | null>;
  typed: string;
  onType: (text: string) => void;
  onCompose: (isComposing: boolean) => void;
  /** Of the place. */
  rows: ListRow[];
  tags: Tag[];
  filters: ListFilters;
  onFilters: (filters: ListFilters) => void;
  shape: ListShape | null;
  onShape: (shape: ListShape) => void;
  search: Search | null;
  hasFailed: boolean;
  /** How many are listed; null while it isn't known. */
  count: number | null;
}

/** What stands above the list: the search box, what it is limited to, how many there are, their order. */
export function ListHead(props: ListHeadProps) {
  const { library, route, place, typed, onType, rows, tags, filters, shape, search, hasFailed, count } =
    props;
  const texts = textsOf(libraryTexts);
  const organise = textsOf(organiseTexts);
  const words = textsOf(searchTexts);
  const [isNaming, setNaming] = useState(false);
  const wanted = typed.trim();
  const canSave = place === null && (wanted !== '' || isLimiting(filters));
  const save = async (name: string) => {
    const saved = await library.saveSearch(name, { query: wanted, filters: filtersText(filters) });
    showToast({ text: organise.searchSaved(saved.name) });
  };
  return (
    <div class={styles.head}>
      <SearchField
        field={props.field}
        search={typed}
        onSearch={onType}
        onCompose={props.onCompose}
        rows={rows}
        tags={tags}
      />
      <div class={styles.filters}>
        {place !== null && (
          <a class={styles.filter} href="#/" aria-label={texts.removeFilter(place)}>
            {route.place === 'tag' ? texts.tagFilter(place) : texts.channelFilter(place)}
            <Icon of={X} size={14} />
          </a>
        )}
        <FilterBar
          filters={filters}
          onChange={props.onFilters}
          rows={rows}
          tags={tags}
          without={route.place === 'channel' ? ['channel'] : []}
        />
        {canSave && (
          <Button kind="quiet" size="s" icon={BookmarkPlus} onClick={() => setNaming(true)}>
            {organise.saveSearch}
          </Button>
        )}
        <span class={styles.found} role="status">
          {count !== null ? texts.found(count) : wanted !== '' && !hasFailed ? words.searching : ''}
        </span>
        {!search && shape && <ShapeChoice shape={shape} onChange={props.onShape} />}
      </div>
      {wanted !== '' && <SearchNotes search={search} hasFailed={hasFailed} />}
      {isNaming && (
        <NameSearch
          title={organise.saveSearch}
          name={wanted.slice(0, 40)}
          onName={save}
          onClose={() => setNaming(false)}
        />
      )}
    </div>
  );
}

/** What was not understood, and what can't be found yet. */
function SearchNotes({ search, hasFailed }: { search: Search | null; hasFailed: boolean }) {
  const texts = textsOf(searchTexts);
  const notes = [
    ...(hasFailed ? [texts.failed] : []),
    ...(search?.problems ?? []).filter((one) => !isUnfinished(one, search)).map(texts.problem),
    ...(search && search.unindexed > 0 ? [texts.unindexed(search.unindexed)] : []),
  ];
  return (
    <div class={styles.notes} role="status">
      {notes.map((note) => (
        <p key={note}>{note}</p>
      ))}
    </div>
  );
}

/** An operator at the end whose value is still to be typed. */
function isUnfinished({ kind, text }: Problem, search: Search | null): boolean {
  return kind === 'no-value' && search?.typed.endsWith(text) === true;
}
