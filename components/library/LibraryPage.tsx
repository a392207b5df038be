import { SlidersHorizontal } from 'lucide-preact';
import { useEffect } from 'preact/hooks';
import { libraryTexts } from '../../locales/library.ts';
import { textsOf } from '../../utils/appearance.ts';
import type { Duplicates } from '../../utils/library/duplicates.ts';
import type { Library } from '../../utils/library/library.ts';
import type { SyncState } from '../../utils/messages/contract.ts';
import { Button } from '../controls/Button.tsx';
import { EmptyState } from '../controls/EmptyState.tsx';
import { Icon } from '../controls/Icon.tsx';
import { lazily } from '../controls/lazily.tsx';
import { Notice } from '../controls/Notice.tsx';
import { StatusFoot } from '../controls/StatusFoot.tsx';
import { SurfaceHead } from '../controls/SurfaceHead.tsx';
import { Toasts } from '../controls/Toasts.tsx';
import { useDuplicates } from '../duplicates/use-duplicates.ts';
import { parseFrom } from '../gather/gather-from.ts';
import { Filters } from './Filters.tsx';
import { LibraryNotices } from './LibraryNotices.tsx';
import styles from './LibraryPage.module.css';
import { ListView } from './ListView.tsx';
import { Places } from './Places.tsx';
import type { LibraryRoute } from './route.ts';
import { SavedSearches } from './SavedSearches.tsx';
import { SideFoot } from './SideFoot.tsx';
import { untilQuiet } from './until-quiet.ts';
import { conflictsIn } from './use-conflict-count.ts';
import { type Contents, useContents } from './use-contents.ts';
import { useCurrentLibrary } from './use-current-library.ts';
import { useMedia, WITH_COLUMN } from './use-media.ts';
import { useRoute } from './use-route.ts';
import { useSyncState } from './use-sync-state.ts';
import { useTendedIndex } from './use-tended-index.ts';

// The list comes first: the other places are loaded when they are asked for, or once the list stands.
const ReaderPage = lazily(async () => (await import('../reader/ReaderPage.tsx')).ReaderPage);
const VersionsView = lazily(async () => (await import('../versions/VersionsView.tsx')).VersionsView);
const DuplicatesView = lazily(async () => (await import('../duplicates/DuplicatesView.tsx')).DuplicatesView);
const GatherView = lazily(async () => (await import('../gather/GatherView.tsx')).GatherView);
const SyncView = lazily(async () => (await import('./SyncView.tsx')).SyncView);
const TagsView = lazily(async () => (await import('./TagsView.tsx')).TagsView);
const TrashView = lazily(async () => (await import('./TrashView.tsx')).TrashView);
const PLACES = [ReaderPage, VersionsView, DuplicatesView, GatherView, SyncView, TagsView, TrashView];

/** The library page: every place of it, the reader included. */
export function LibraryPage() {
  const { library, hasFailed, reopen } = useCurrentLibrary();
  const texts = textsOf(libraryTexts);
  return (
    <>
      {library && <OpenLibrary key={library.account} library={library} />}
      {!library && !hasFailed && (
        <p class={styles.loading} role="status">
          {texts.loading}
        </p>
      )}
      {hasFailed && (
        <main class={styles.loading}>
          <EmptyState actions={<Button onClick={reopen}>{texts.loadAgain}</Button>}>
            {texts.loadFailed}
          </EmptyState>
        </main>
      )}
      <Toasts />
    </>
  );
}

function OpenLibrary({ library }: { library: Library }) {
  const route = useRoute();
  const [sync, setSync] = useSyncState();
  const { value, hasFailed, reload } = useContents(library);
  const isWide = useMedia(WITH_COLUMN);
  useTendedIndex(library.account, value?.bin ? value : null);
  const isRead = Boolean(value?.bin);
  useEffect(() => {
    if (!isRead) return;
    const waiting = new AbortController();
    untilQuiet(waiting.signal)
      .then(
        () => Promise.all(PLACES.map((place) => place.load())),
        () => undefined,
      )
      .catch(() => undefined); // loaded when it is asked for, which says why not
    return () => waiting.abort();
  }, [isRead]);
  // Looked for once everything is on the screen.
  const duplicates = useDuplicates(library, value?.bin ? value.rows : null);
  const texts = textsOf(libraryTexts);
  if (route.place === 'article') {
    const conflicts = conflictsIn(value?.rows ?? []);
    return <ReaderPage key={route.id} library={library} id={route.id} sync={sync} conflicts={conflicts} />;
  }
  const frame = { library, route, contents: value, sync, duplicates };
  return (
    <div class={isWide ? styles.wide : styles.narrow}>
      {isWide ? <SideColumn {...frame} /> : <TopBar {...frame} />}
      <main class={styles.main}>
        {hasFailed && !value && (
          <EmptyState actions={<Button onClick={reload}>{texts.loadAgain}</Button>}>
            {texts.loadFailed}
          </EmptyState>
        )}
        {hasFailed && value && (
          <Notice
            kind="danger"
            actions={
              <Button size="s" onClick={reload}>
                {texts.loadAgain}
              </Button>
            }
          >
            {texts.loadFailed}
          </Notice>
        )}
        <LibraryNotices account={library.account} contents={value?.bin ? value : null} />
        <div class={styles.place}>{value && <Place {...frame} contents={value} onSync={setSync} />}</div>
      </main>
      {!isWide && (
        <StatusFoot
          state={sync}
          conflicts={conflictsIn(value?.rows ?? [])}
          {...(value?.isWhole ? { articles: value.rows.length } : {})}
        />
      )}
    </div>
  );
}

interface FrameProps {
  library: Library;
  route: LibraryRoute;
  contents: Contents | null;
  sync: SyncState | null;
  duplicates: Duplicates[] | null;
}

function SideColumn({ library, route, contents, sync, duplicates }: FrameProps) {
  return (
    <div class={styles.column}>
      <div class={styles.columnHead}>
        <SurfaceHead />
      </div>
      <div class={styles.columnBody}>
        <Places route={route} {...countsOf(contents)} duplicates={duplicates?.length ?? null} />
        {contents?.isWhole && <Filters route={route} rows={contents.rows} tags={contents.tags} />}
        <SavedSearches library={library} />
      </div>
      <SideFoot state={sync} conflicts={conflictsIn(contents?.rows ?? [])} />
    </div>
  );
}

const NO_LISTS: ReadonlySet<LibraryRoute['place']> = new Set<LibraryRoute['place']>([
  'trash',
  'tags',
  'sync',
  'versions',
  'duplicates',
  'gather',
]);

/** Below 1000 px the side column becomes a bar, and channels and tags a list that opens below it. */
function TopBar({ library, route, contents, duplicates }: FrameProps) {
  const texts = textsOf(libraryTexts);
  const isList = !NO_LISTS.has(route.place);
  return (
    <div class={styles.bar}>
      <div class={styles.barHead}>
        <SurfaceHead>
          <Places isBar route={route} {...countsOf(contents)} duplicates={duplicates?.length ?? null} />
        </SurfaceHead>
      </div>
      {isList && contents?.isWhole && contents.rows.length > 0 && (
        <details class={styles.filters} key={JSON.stringify(route)}>
          <summary>
            <Icon of={SlidersHorizontal} size={14} />
            {texts.filters}
          </summary>
          <div class={styles.filterBody}>
            <Filters route={route} rows={contents.rows} tags={contents.tags} />
            <SavedSearches library={library} />
          </div>
        </details>
      )}
    </div>
  );
}

interface PlaceProps extends FrameProps {
  contents: Contents;
  onSync: (state: SyncState) => void;
}

function Place({ library, route, contents, sync, duplicates, onSync }: PlaceProps) {
  if (route.place === 'versions') return <VersionsView key={route.id} library={library} id={route.id} />;
  const gathered = route.place === 'gather' ? parseFrom(route.from) : null;
  if (gathered) return <GatherView library={library} from={gathered} />;
  // Of these places a beginning says nothing.
  if (!contents.isWhole && NO_LISTS.has(route.place)) return null;
  if (route.place === 'duplicates') {
    return <DuplicatesView library={library} groups={duplicates} rows={contents.rows} />;
  }
  if (route.place === 'tags') return <TagsView library={library} tags={contents.tags} />;
  if (route.place === 'trash') {
    return contents.bin && <TrashView library={library} {...contents.bin} />;
  }
  if (route.place === 'sync') {
    return <SyncView library={library} rows={contents.rows} at={route.at} state={sync} onState={onSync} />;
  }
  return <ListView library={library} route={route} contents={contents} sync={sync} />;
}

/** Nothing is counted before everything is here. */
function countsOf(contents: Contents | null): { articles: number | null; deleted: number | null } {
  if (!contents?.isWhole) return { articles: null, deleted: null };
  const { rows, bin } = contents;
  return { articles: rows.length, deleted: bin && bin.articles.length + bin.marks.length };
}
