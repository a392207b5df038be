import { SlidersHorizontal } from 'lucide-preact';
import { libraryTexts } from '../../locales/library.ts';
import { textsOf } from '../../utils/appearance.ts';
import type { ArticleRow, Library, MarkInBin, Tag } from '../../utils/library/library.ts';
import type { SyncState } from '../../utils/messages/contract.ts';
import { Button } from '../controls/Button.tsx';
import { EmptyState } from '../controls/EmptyState.tsx';
import { Icon } from '../controls/Icon.tsx';
import { StatusFoot } from '../controls/StatusFoot.tsx';
import { SurfaceHead } from '../controls/SurfaceHead.tsx';
import { Toasts } from '../controls/Toasts.tsx';
import { ReaderPage } from '../reader/ReaderPage.tsx';
import { Filters } from './Filters.tsx';
import styles from './LibraryPage.module.css';
import { ListView } from './ListView.tsx';
import { Places } from './Places.tsx';
import type { LibraryRoute } from './route.ts';
import { SideFoot } from './SideFoot.tsx';
import { SyncView } from './SyncView.tsx';
import { channelsOf } from './select-rows.ts';
import { TrashView } from './TrashView.tsx';
import { conflictsIn } from './use-conflict-count.ts';
import { useCurrentLibrary } from './use-current-library.ts';
import { useLive } from './use-live.ts';
import { useMedia, WITH_COLUMN } from './use-media.ts';
import { useRoute } from './use-route.ts';
import { useSyncState } from './use-sync-state.ts';

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
  const { value, hasFailed, reload } = useLive(() => readAll(library), [library]);
  const isWide = useMedia(WITH_COLUMN);
  const texts = textsOf(libraryTexts);
  if (route.place === 'article') {
    const conflicts = conflictsIn(value?.rows ?? []);
    return <ReaderPage key={route.id} library={library} id={route.id} sync={sync} conflicts={conflicts} />;
  }
  const frame = { route, contents: value, sync };
  return (
    <div class={isWide ? styles.wide : styles.narrow}>
      {isWide ? <SideColumn {...frame} /> : <TopBar {...frame} />}
      <main class={styles.main}>
        {hasFailed && (
          <EmptyState actions={<Button onClick={reload}>{texts.loadAgain}</Button>}>
            {texts.loadFailed}
          </EmptyState>
        )}
        {value && <Place library={library} route={route} contents={value} sync={sync} onSync={setSync} />}
      </main>
      {!isWide && (
        <StatusFoot
          state={sync}
          conflicts={conflictsIn(value?.rows ?? [])}
          {...(value ? { articles: value.rows.length } : {})}
        />
      )}
    </div>
  );
}

interface Contents {
  rows: ArticleRow[];
  deleted: ArticleRow[];
  marksInBin: MarkInBin[];
  tags: Tag[];
}

interface FrameProps {
  route: LibraryRoute;
  contents: Contents | null;
  sync: SyncState | null;
}

function SideColumn({ route, contents, sync }: FrameProps) {
  return (
    <div class={styles.column}>
      <div class={styles.columnHead}>
        <SurfaceHead />
      </div>
      <div class={styles.columnBody}>
        <Places
          route={route}
          articles={contents?.rows.length ?? null}
          deleted={contents && contents.deleted.length + contents.marksInBin.length}
        />
        {contents && <Filters route={route} channels={channelsOf(contents.rows)} tags={contents.tags} />}
      </div>
      <SideFoot state={sync} conflicts={conflictsIn(contents?.rows ?? [])} />
    </div>
  );
}

/** Below 1000 px the side column becomes a bar, and channels and tags a list that opens below it. */
function TopBar({ route, contents }: FrameProps) {
  const texts = textsOf(libraryTexts);
  const channels = channelsOf(contents?.rows ?? []);
  const tags = contents?.tags ?? [];
  const isList = route.place !== 'trash' && route.place !== 'sync';
  return (
    <div class={styles.bar}>
      <div class={styles.barHead}>
        <SurfaceHead>
          <Places
            isBar
            route={route}
            articles={contents?.rows.length ?? null}
            deleted={contents && contents.deleted.length + contents.marksInBin.length}
          />
        </SurfaceHead>
      </div>
      {isList && channels.length + tags.length > 0 && (
        <details class={styles.filters} key={JSON.stringify(route)}>
          <summary>
            <Icon of={SlidersHorizontal} size={14} />
            {texts.filters}
          </summary>
          <div class={styles.filterBody}>
            <Filters route={route} channels={channels} tags={tags} />
          </div>
        </details>
      )}
    </div>
  );
}

interface PlaceProps {
  library: Library;
  route: LibraryRoute;
  contents: Contents;
  sync: SyncState | null;
  onSync: (state: SyncState) => void;
}

function Place({ library, route, contents, sync, onSync }: PlaceProps) {
  if (route.place === 'trash') {
    return <TrashView library={library} articles={contents.deleted} marks={contents.marksInBin} />;
  }
  if (route.place === 'sync') {
    return <SyncView library={library} rows={contents.rows} at={route.at} state={sync} onState={onSync} />;
  }
  return <ListView library={library} route={route} rows={contents.rows} tags={contents.tags} sync={sync} />;
}

async function readAll(library: Library): Promise<Contents> {
  const [rows, deleted, marksInBin, tags] = await Promise.all([
    library.articles(),
    library.articles({ deleted: true }),
    library.marksInBin(),
    library.tags(),
  ]);
  return { rows, deleted, marksInBin, tags };
}
