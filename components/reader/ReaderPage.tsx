import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { libraryTexts } from '../../locales/library.ts';
import { readerTexts } from '../../locales/reader.ts';
import { hasSingleKeys, textsOf } from '../../utils/appearance.ts';
import type { Article, Library } from '../../utils/library/library.ts';
import type { SyncState } from '../../utils/messages/contract.ts';
import { layoutProperties } from '../../utils/reader/layout.ts';
import { followLayout, layout } from '../../utils/reader/layout-choice.ts';
import { fetchSnapshot } from '../../utils/sync/fetch-snapshot.ts';
import { finishDraft } from '../article/use-note.ts';
import { Button, ButtonLink } from '../controls/Button.tsx';
import { EmptyState } from '../controls/EmptyState.tsx';
import { StatusFoot } from '../controls/StatusFoot.tsx';
import { undoByKey } from '../controls/undo-by-key.ts';
import { attempt } from '../library/attempt.ts';
import { neighboursOf } from '../library/reading-list.ts';
import { routeHash } from '../library/route.ts';
import { useLive } from '../library/use-live.ts';
import { AbsentText } from './AbsentText.tsx';
import { AloudBar } from './AloudBar.tsx';
import { ArticleFoot } from './ArticleFoot.tsx';
import { ArticleHead } from './ArticleHead.tsx';
import { ElsewhereNotice } from './ElsewhereNotice.tsx';
import { FindBar } from './FindBar.tsx';
import { MarkedText } from './MarkedText.tsx';
import { paper, setPaper } from './paper.ts';
import { ReaderBar } from './ReaderBar.tsx';
import styles from './ReaderPage.module.css';
import { READING_NOTHING } from './reading-nothing.ts';
import type { KeptImages } from './show-images.ts';
import { useColumns } from './use-columns.ts';
import { usePosition } from './use-position.ts';
import { useReaderKeys } from './use-reader-keys.ts';
import { useSnapshot } from './use-snapshot.ts';

interface ReaderPageProps {
  library: Library;
  id: string;
  sync: SyncState | null;
  /** Of the whole library, for the foot. */
  conflicts: number;
}

/** One kept article with its marks and notes, readable without a network. */
export function ReaderPage({ library, id, sync, conflicts }: ReaderPageProps) {
  const texts = textsOf(readerTexts);
  const { value, hasFailed, reload } = useLive(
    async () => ({ article: await library.article(id) }),
    [library, id],
  );
  if (!value && !hasFailed) return <p role="status">{texts.loading}</p>;
  if (!value) {
    const words = textsOf(libraryTexts);
    return (
      <main class={styles.absent}>
        <EmptyState actions={<Button onClick={reload}>{words.loadAgain}</Button>}>
          {words.loadFailed}
        </EmptyState>
      </main>
    );
  }
  const { article } = value;
  if (!article) {
    return (
      <main class={styles.absent}>
        <EmptyState title={texts.missingTitle} actions={<ButtonLink href="#/">{texts.back}</ButtonLink>}>
          {texts.missingBody}
        </EmptyState>
      </main>
    );
  }
  return <OpenArticle library={library} article={article} sync={sync} conflicts={conflicts} />;
}

interface OpenArticleProps {
  library: Library;
  article: Article;
  sync: SyncState | null;
  conflicts: number;
}

function OpenArticle({ library, article, sync, conflicts }: OpenArticleProps) {
  const texts = textsOf(readerTexts);
  const newest = article.snapshots.at(-1)?.hash ?? null;
  const [chosen, setChosen] = useState<string | null>(null);
  const hash = chosen ?? newest;
  const text = useSnapshot(library, hash);
  const marks = useSame(
    useLive(() => library.marks(article.id), [library, article.id]).value ?? READING_NOTHING,
  );
  const reader = useRef<HTMLDivElement>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const [root, setRoot] = useState<HTMLElement | null>(null);
  const [textHeight, setTextHeight] = useState(0);
  const columns = useColumns(scroller);
  const properties = useMemo(() => layoutProperties(layout.value, columns), [layout.value, columns]);
  const position = usePosition({ library, article, scroller, root, textHeight });
  const neighbours = useMemo(() => neighboursOf(article.id), [article.id]);
  /** How often the reader asked for it; 0 while it is closed. */
  const [finds, setFinds] = useState(0);
  const [isAloud, setAloud] = useState(false);
  const keptImages = useMemo(() => imagesOf(library, text.content?.images ?? {}), [library, text.content]);

  useEffect(() => {
    // No editor is open yet, so nothing is being typed: what waits is from a page that went away.
    const finish = async () => {
      for (const mark of await library.marks(article.id))
        await finishDraft(library, { kind: 'mark', id: mark.id });
    };
    finish().catch(() => undefined);
  }, [library, article.id]);
  useEffect(() => {
    document.title = article.title;
  }, [article.title]);

  useLayoutEffect(() => {
    if (reader.current) setPaper(reader.current, paper.value);
  }, [paper.value]);
  useEffect(() => {
    const following = new AbortController();
    followLayout(following.signal);
    return () => following.abort();
  }, []);
  useEffect(() => {
    // The frame keeps its keys to itself.
    const listening = new AbortController();
    root?.ownerDocument.addEventListener('keydown', undoByKey, { signal: listening.signal });
    return () => listening.abort();
  }, [root]);
  const find = useCallback(() => setFinds((calls) => calls + 1), []);
  useReaderKeys(root, 'page', (event) => {
    const isSingle = hasSingleKeys.value && event.key.length === 1;
    const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey;
    const isFind = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'f' && !event.shiftKey;
    if (root && ((isFind && !isInFindBar(event.target)) || (isPlain && isSingle && event.key === '/')))
      find();
    else if (!isPlain) return false;
    else if (event.key === 'Escape') location.hash = neighbours.from;
    else if (!isSingle) return false;
    else if (event.key === '[' && neighbours.previous !== null) openInstead(neighbours.previous);
    else if (event.key === ']' && neighbours.next !== null) openInstead(neighbours.next);
    else return false;
    return true;
  });

  return (
    <div class={styles.reader} ref={reader} style={properties}>
      <ReaderBar
        library={library}
        article={article}
        position={position.position}
        version={hash}
        neighbours={neighbours}
        hasText={root !== null}
        onVersion={setChosen}
        onFind={find}
        onAloud={() => setAloud(!isAloud)}
      />
      <main class={styles.scroller} ref={scroller}>
        {article.isDeleted && (
          <p class={styles.inTrash}>
            {texts.inTrash}
            <Button size="s" onClick={() => void attempt(library.restoreArticle(article.id))}>
              {texts.restore}
            </Button>
          </p>
        )}
        {text.content && hash ? (
          <MarkedText
            key={hash}
            library={library}
            article={article}
            marks={marks}
            hash={hash}
            content={text.content}
            keptImages={keptImages}
            properties={properties}
            hasColumns={columns !== null}
            scroller={scroller}
            root={root}
            onRoot={setRoot}
            textHeight={textHeight}
            onHeight={setTextHeight}
          />
        ) : (
          <div class={styles.single}>
            <ArticleHead article={article} />
            {text.status !== 'reading' && <AbsentText text={text} marks={marks} library={library} />}
            <ArticleFoot library={library} article={article} />
          </div>
        )}
        {root && isAloud && <AloudBar root={root} scroller={scroller} onClose={() => setAloud(false)} />}
        <ElsewhereNotice {...position} />
      </main>
      {root && finds > 0 && (
        <FindBar root={root} scroller={scroller} calls={finds} onClose={() => setFinds(0)} />
      )}
      <StatusFoot state={sync} conflicts={conflicts} />
    </div>
  );
}

/** The value of before where the new one says the same: each page that is scrolled writes how far, and all marks are read anew then. */
function useSame<T>(value: T): T {
  const known = useRef(value);
  // Compared once for each value, not at each drawing: a page that is scrolled is drawn often.
  return useMemo(() => {
    if (JSON.stringify(known.current) !== JSON.stringify(value)) known.current = value;
    return known.current;
  }, [value]);
}

function openInstead(id: string): void {
  location.hash = routeHash({ place: 'article', id });
}

/** There the key is the browser's own. */
function isInFindBar(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('search') !== null;
}

/** A kept image is on this device, or comes from the service when it is wanted. */
function imagesOf(library: Library, images: Record<string, string>): KeptImages {
  const hashOf = (address: string) => (Object.hasOwn(images, address) ? images[address] : undefined);
  return {
    has: (address) => hashOf(address) !== undefined,
    async here(address) {
      const hash = hashOf(address);
      return hash === undefined ? null : library.image(hash);
    },
    async fetched(address) {
      const hash = hashOf(address);
      if (hash === undefined || !navigator.onLine) return null;
      return (await fetchSnapshot(hash)) === 'fetched' ? library.image(hash) : null;
    },
  };
}
