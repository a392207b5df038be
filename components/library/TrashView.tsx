import { Trash2 } from 'lucide-preact';
import { useEffect, useState } from 'preact/hooks';
import { libraryTexts } from '../../locales/library.ts';
import { textsOf } from '../../utils/appearance.ts';
import type { ArticleRow, Library, MarkInBin } from '../../utils/library/library.ts';
import { Button } from '../controls/Button.tsx';
import { EmptyState } from '../controls/EmptyState.tsx';
import { EmptyBinDialog } from './EmptyBinDialog.tsx';
import { DeletedArticleRow, DeletedMarkRow } from './TrashRows.tsx';
import styles from './TrashView.module.css';

interface TrashViewProps {
  library: Library;
  /** Deleted articles. */
  articles: ArticleRow[];
  /** Deleted marks, and those whose article was deleted before they came. */
  marks: MarkInBin[];
}

/** What was deleted, what each holds, how long it stays, and the way back. */
export function TrashView({ library, articles, marks }: TrashViewProps) {
  const texts = textsOf(libraryTexts);
  useEffect(() => {
    document.title = texts.pageTitle(texts.trash);
  }, [texts]);
  const [isAsking, setAsking] = useState(false);
  const rows = [
    ...articles.map((article) => ({
      at: article.deletedAt ?? 0,
      row: <DeletedArticleRow key={`article ${article.id}`} library={library} article={article} />,
    })),
    ...marks.map((mark) => ({
      at: mark.deletedAt ?? mark.createdAt,
      row: <DeletedMarkRow key={`mark ${mark.id}`} library={library} mark={mark} />,
    })),
  ].sort((a, b) => b.at - a.at);
  return (
    <div class={styles.page}>
      <div class={styles.head}>
        <h1 class={styles.title}>{texts.trash}</h1>
        {rows.length > 0 && (
          <Button kind="danger" icon={Trash2} onClick={() => setAsking(true)}>
            {texts.emptyBin}
          </Button>
        )}
      </div>
      <p class={styles.words}>{texts.trashBody}</p>
      {rows.length === 0 ? (
        <EmptyState>{texts.trashEmpty}</EmptyState>
      ) : (
        <table class={styles.table}>
          <thead>
            <tr>
              <th scope="col">{texts.trashName}</th>
              <th scope="col">{texts.trashKind}</th>
              <th scope="col">{texts.trashDeletedAt}</th>
              <th scope="col">{texts.trashRemaining}</th>
              <td />
            </tr>
          </thead>
          <tbody>{rows.map(({ row }) => row)}</tbody>
        </table>
      )}
      {isAsking && (
        <EmptyBinDialog
          library={library}
          articles={articles.length}
          marks={marks.filter(({ isDeleted }) => isDeleted).length}
          onClose={() => setAsking(false)}
        />
      )}
    </div>
  );
}
