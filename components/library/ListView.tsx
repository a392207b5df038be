import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { libraryTexts } from '../../locales/library.ts';
import { searchTexts } from '../../locales/search.ts';
import { textsOf } from '../../utils/appearance.ts';
import type { Library, ListRow, Tag } from '../../utils/library/library.ts';
import type { SyncState } from '../../utils/messages/contract.ts';
import { classes } from '../controls/classes.ts';
import { ArticleList } from './ArticleList.tsx';
import { BulkBar, giveStar, giveState, remove as removeAll } from './BulkBar.tsx';
import { deleteWithUndo } from './delete-with-undo.ts';
import { ListHead } from './ListHead.tsx';
import styles from './ListView.module.css';
import { filterRows, isLimiting } from './list-filters.ts';
import { EmptyLibrary, NoRows } from './NoRows.tsx';
import { Preview } from './Preview.tsx';
import { useReadingList } from './reading-list.ts';
import type { LibraryRoute } from './route.ts';
import { groupRows } from './row-groups.ts';
import { rowsOfPlace } from './select-rows.ts';
import { TakingIn } from './TakingIn.tsx';
import { useChosen } from './use-chosen.ts';
import type { Contents } from './use-contents.ts';
import { useListFilters } from './use-list-filters.ts';
import { useListKeys } from './use-list-keys.ts';
import { useListShape } from './use-list-shape.ts';
import { useMedia, WITH_PREVIEW } from './use-media.ts';
import { usePicks } from './use-picks.ts';
import { type Search, useSearch } from './use-search.ts';
import { useSearchText } from './use-search-text.ts';

interface ListViewProps {
  library: Library;
  route: LibraryRoute;
  contents: Contents;
  sync: SyncState | null;
}

/** The library as a list: find, limit, group, choose, open, and do something with one article or many. */
export function ListView({ library, route, contents, sync }: ListViewProps) {
  const { rows, tags, isWhole } = contents;
  const texts = textsOf(libraryTexts);
  const words = textsOf(searchTexts);
  const [typed, setTyped] = useSearchText();
  const [isComposing, setComposing] = useState(false);
  const meant = useRef(typed);
  if (!isComposing) meant.current = typed;
  // What a beginning of the library has of what is looked for says nothing.
  const { search, hasFailed } = useSearch(library, isWhole ? meant.current : '', rows);
  const [shape, setShape] = useListShape(library);
  const [filters, setFilters] = useListFilters();
  const hasPreview = useMedia(WITH_PREVIEW);
  const scroller = useRef<HTMLDivElement>(null);
  const field = useRef<HTMLInputElement>(null);

  const place = placeName(route, tags);
  const inPlace = useMemo(() => rowsOfPlace(rows, route, tags), [rows, route, tags]);
  const fitting = useMemo(() => filterRows(inPlace, filters, tags), [inPlace, filters, tags]);
  const found = useMemo(() => (search ? rowsOfHits(fitting, search) : fitting), [fitting, search]);
  const groups = useMemo(() => (search || !shape ? null : groupRows(found, shape)), [found, shape, search]);
  const drawn = useMemo(() => groups?.flatMap((group) => group.rows) ?? found, [groups, found]);
  const of = JSON.stringify([route, filters, search?.typed, shape]);
  const [selected, setChosenId] = useChosen({ drawn, of, scroller });
  const picks = usePicks(drawn);
  const isPicking = picks.rows.length > 0;

  const remove = async (row: ListRow) => {
    const at = drawn.indexOf(row);
    setChosenId((drawn[at + 1] ?? drawn[at - 1])?.id ?? null);
    await deleteWithUndo(library, row.id);
  };
  const concerned = () => (isPicking ? picks.rows : selected ? [selected] : []);
  useListKeys({
    rows: drawn,
    selected,
    picks,
    search: field,
    scroller,
    onSelect: setChosenId,
    onDelete: (row) => void (isPicking ? removeAll(library, idsOf(picks.rows)) : remove(row)),
    onStar: () => void giveStar(library, idsOf(concerned()), !concerned().every((row) => row.favourite)),
    onArchive: () => {
      const state = concerned().every((row) => row.state === 'archived') ? 'unread' : 'archived';
      void giveState(library, idsOf(concerned()), state);
    },
  });
  // A beginning can be shown only as it is read: the newest first, and all of them.
  const canShow = shape !== null && (isWhole || (isUsual(route, typed) && !isLimiting(filters)));
  const isSettled = isWhole && shape !== null && (typed.trim() === '' || search !== null || hasFailed);
  // What stands there after a first search has failed is all there is, not what was looked for.
  const isCounted = search !== null || !hasFailed;
  useReadingList({ rows: drawn, isSettled, scroller, onSelect: setChosenId });
  useEffect(() => {
    document.title = texts.pageTitle(place ?? texts.library);
  }, [place, texts]);
  useLayoutEffect(() => {
    if (route.place === 'search') field.current?.focus();
  }, [route.place]);

  if (rows.length === 0 && isWhole) {
    return (
      <div class={styles.scroller}>
        <h1 class="visually-hidden">{texts.library}</h1>
        {sync?.progress ? <TakingIn state={sync} /> : <EmptyLibrary />}
      </div>
    );
  }
  return (
    <div class={classes(styles.split, hasPreview && styles.withPreview)}>
      <div class={styles.scroller} ref={scroller}>
        <h1 class="visually-hidden">{place ?? texts.library}</h1>
        {isPicking && <BulkBar library={library} picks={picks} tags={tags} />}
        {/* Hidden rather than gone: what is typed and where it stands stay. */}
        <div hidden={isPicking}>
          <ListHead
            library={library}
            route={route}
            place={place}
            field={field}
            typed={typed}
            onType={setTyped}
            onCompose={setComposing}
            rows={inPlace}
            tags={tags}
            filters={filters}
            onFilters={setFilters}
            shape={shape}
            onShape={setShape}
            search={search}
            hasFailed={hasFailed}
            count={isSettled && isCounted ? found.length : null}
          />
        </div>
        {(search || shape?.group === 'none') && (
          <h2 class="visually-hidden">{search ? words.results : texts.library}</h2>
        )}
        {canShow && found.length > 0 && (
          <ArticleList
            rows={drawn}
            groups={groups}
            isWhole={isWhole}
            shape={shape}
            search={search}
            selectedId={selected?.id ?? null}
            picks={picks}
            hasPreview={hasPreview}
            scroller={scroller}
            onSelect={setChosenId}
            onDelete={remove}
            onStar={(row) => void giveStar(library, [row.id], !row.favourite)}
          />
        )}
        {isSettled && found.length === 0 && (
          <NoRows
            search={search?.typed ?? ''}
            place={place}
            isFiltered={isLimiting(filters)}
            elsewhere={search ? rowsOfHits(rows, search).length : 0}
            onClear={() => setTyped('')}
            onUnfilter={() => setFilters(NO_FILTERS)}
          />
        )}
      </div>
      {hasPreview && (
        <aside class={styles.preview} aria-label={texts.preview}>
          <Preview
            library={library}
            row={canShow ? selected : null}
            isReady={isWhole}
            tags={tags}
            onDelete={remove}
          />
        </aside>
      )}
    </div>
  );
}

const NO_FILTERS = { channel: [], source: [], author: [], year: [], tag: [], state: [] };

function idsOf(rows: readonly ListRow[]): string[] {
  return rows.map(({ id }) => id);
}

function isUsual(route: LibraryRoute, typed: string): boolean {
  return (route.place === 'all' || route.place === 'search') && typed.trim() === '';
}

/** The rows that were found, the best first. */
function rowsOfHits(rows: ListRow[], { hits }: Search): ListRow[] {
  const byId = new Map(rows.map((row) => [row.id, row]));
  return hits.flatMap(({ id }) => byId.get(id) ?? []);
}

/** The channel's or tag's name; null for the whole library. */
function placeName(route: LibraryRoute, tags: Tag[]): string | null {
  const texts = textsOf(libraryTexts);
  if (route.place === 'channel') return route.name || texts.noChannel;
  if (route.place === 'tag') return tags.find((tag) => tag.id === route.id)?.name ?? texts.tags;
  return null;
}
