import { Search, X } from 'lucide-preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { libraryTexts } from '../../locales/library.ts';
import { textsOf } from '../../utils/appearance.ts';
import type { ArticleRow, Library, Tag } from '../../utils/library/library.ts';
import type { SyncState } from '../../utils/messages/contract.ts';
import { Button } from '../controls/Button.tsx';
import { classes } from '../controls/classes.ts';
import { Icon } from '../controls/Icon.tsx';
import { TextField } from '../controls/TextField.tsx';
import { ArticleList, drawnOrder } from './ArticleList.tsx';
import { deleteWithUndo } from './delete-with-undo.ts';
import styles from './ListView.module.css';
import type { RowOrder } from './months.ts';
import { EmptyLibrary, NoRows } from './NoRows.tsx';
import { Preview } from './Preview.tsx';
import type { LibraryRoute } from './route.ts';
import { rowsOfPlace, rowsWithText } from './select-rows.ts';
import { TakingIn } from './TakingIn.tsx';
import { useListKeys } from './use-list-keys.ts';
import { useMedia, WITH_PREVIEW } from './use-media.ts';
import { useRowOrder } from './use-row-order.ts';

interface ListViewProps {
  library: Library;
  route: LibraryRoute;
  rows: ArticleRow[];
  tags: Tag[];
  sync: SyncState | null;
}

/** The library as a list: find, filter, choose, open, delete. */
export function ListView({ library, route, rows, tags, sync }: ListViewProps) {
  const texts = textsOf(libraryTexts);
  const [search, setSearch] = useState('');
  const [chosenId, setChosenId] = useState<string | null>(null);
  const [order, setOrder] = useRowOrder(library);
  const hasPreview = useMedia(WITH_PREVIEW);
  const scroller = useRef<HTMLDivElement>(null);
  const field = useRef<HTMLInputElement>(null);

  const place = placeName(route, tags);
  const inPlace = useMemo(() => rowsOfPlace(rows, route, tags), [rows, route, tags]);
  const found = useMemo(() => rowsWithText(inPlace, search), [inPlace, search]);
  const drawn = useMemo(() => drawnOrder(found, order), [found, order]);
  const selected = drawn.find((row) => row.id === chosenId) ?? drawn[0] ?? null;

  const remove = async (row: ArticleRow) => {
    const at = drawn.indexOf(row);
    setChosenId((drawn[at + 1] ?? drawn[at - 1])?.id ?? null);
    await deleteWithUndo(library, row.id);
  };
  useListKeys({ rows: drawn, selected, search: field, scroller, onSelect: setChosenId, onDelete: remove });
  useEffect(() => {
    document.title = texts.pageTitle(place ?? texts.library);
  }, [place, texts]);
  useEffect(() => {
    if (route.place === 'search') field.current?.focus();
  }, [route.place]);

  if (rows.length === 0) {
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
        <div class={styles.head}>
          <h1 class="visually-hidden">{place ?? texts.library}</h1>
          <search class={styles.search}>
            <TextField
              ref={field}
              size="l"
              label={texts.searchPlaceholder}
              isLabelHidden
              placeholder={texts.searchPlaceholder}
              title={texts.searchKey}
              value={search}
              onInput={setSearch}
              autocomplete="off"
              spellcheck={false}
              prefix={<Icon of={Search} />}
              suffix={
                search === '' ? (
                  <kbd class={styles.key}>/</kbd>
                ) : (
                  <Button
                    kind="quiet"
                    size="s"
                    icon={X}
                    name={texts.clearSearch}
                    onClick={() => setSearch('')}
                  />
                )
              }
            />
          </search>
          <div class={styles.filters}>
            {place !== null && (
              <a class={styles.filter} href="#/" aria-label={texts.removeFilter(place)}>
                {route.place === 'tag' ? texts.tagFilter(place) : texts.channelFilter(place)}
                <Icon of={X} size={14} />
              </a>
            )}
            <span class={styles.found} role="status">
              {texts.found(found.length)}
            </span>
            <OrderChoice order={order} onChange={setOrder} />
          </div>
        </div>
        {found.length > 0 ? (
          <ArticleList
            rows={found}
            order={order}
            search={search}
            selectedId={selected?.id ?? null}
            hasPreview={hasPreview}
            scroller={scroller}
            onSelect={setChosenId}
            onDelete={remove}
          />
        ) : (
          <NoRows
            search={search.trim()}
            place={place}
            elsewhere={rowsWithText(rows, search).length}
            onClear={() => setSearch('')}
          />
        )}
      </div>
      {hasPreview && (
        <aside class={styles.preview} aria-label={texts.preview}>
          <Preview library={library} row={selected} tags={tags} onDelete={remove} />
        </aside>
      )}
    </div>
  );
}

function OrderChoice({ order, onChange }: { order: RowOrder; onChange: (order: RowOrder) => void }) {
  const texts = textsOf(libraryTexts);
  return (
    <select
      class={styles.order}
      aria-label={texts.order}
      value={order}
      onChange={(event) => onChange(event.currentTarget.value === 'published' ? 'published' : 'saved')}
    >
      <option value="saved">{texts.orderSaved}</option>
      <option value="published">{texts.orderPublished}</option>
    </select>
  );
}

/** The channel's or tag's name; null for the whole library. */
function placeName(route: LibraryRoute, tags: Tag[]): string | null {
  const texts = textsOf(libraryTexts);
  if (route.place === 'channel') return route.name || texts.noChannel;
  if (route.place === 'tag') return tags.find((tag) => tag.id === route.id)?.name ?? texts.tags;
  return null;
}
