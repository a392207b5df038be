import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { readerTexts } from '../../locales/reader.ts';
import { textsOf } from '../../utils/appearance.ts';
import type { Article, Library } from '../../utils/library/library.ts';
import type { SyncState } from '../../utils/messages/contract.ts';
import { fetchSnapshot } from '../../utils/sync/fetch-snapshot.ts';
import { finishDraft } from '../article/use-note.ts';
import { Button, ButtonLink } from '../controls/Button.tsx';
import { EmptyState } from '../controls/EmptyState.tsx';
import { StatusFoot } from '../controls/StatusFoot.tsx';
import { attempt } from '../library/attempt.ts';
import { useLive } from '../library/use-live.ts';
import { AbsentText } from './AbsentText.tsx';
import { ArticleFoot } from './ArticleFoot.tsx';
import { ArticleHead } from './ArticleHead.tsx';
import { MarkedText } from './MarkedText.tsx';
import { ReaderBar } from './ReaderBar.tsx';
import styles from './ReaderPage.module.css';
import { READING_NOTHING } from './reading-nothing.ts';
import { usePosition } from './use-position.ts';
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
  const { value, hasFailed } = useLive(async () => ({ article: await library.article(id) }), [library, id]);
  if (!value && !hasFailed) return <p role="status">{texts.loading}</p>;
  const article = value?.article ?? null;
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
  const marks = useLive(() => library.marks(article.id), [library, article.id]).value ?? READING_NOTHING;
  const scroller = useRef<HTMLDivElement>(null);
  const [textHeight, setTextHeight] = useState(0);
  const position = usePosition(library, article, scroller, textHeight);
  const keptImage = useMemo(() => imagesOf(library, text.content?.images ?? {}), [library, text.content]);

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

  return (
    <div class={styles.reader}>
      <ReaderBar
        library={library}
        article={article}
        position={position}
        version={hash}
        onVersion={setChosen}
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
            keptImage={keptImage}
            scroller={scroller}
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
      </main>
      <StatusFoot state={sync} conflicts={conflicts} />
    </div>
  );
}

/** A kept image is on this device, or comes from the service when it is wanted. */
function imagesOf(library: Library, images: Record<string, string>) {
  return async (address: string): Promise<Blob | null> => {
    const hash = images[address];
    if (hash === undefined) return null;
    const here = await library.image(hash);
    if (here || !navigator.onLine) return here;
    return (await fetchSnapshot(hash)) === 'fetched' ? library.image(hash) : null;
  };
}
