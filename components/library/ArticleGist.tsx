import type { RefObject } from 'preact';
import { summaryTexts } from '../../locales/summary.ts';
import { textsOf } from '../../utils/appearance.ts';
import type { Article, Library } from '../../utils/library/library.ts';
import { OfferedTags } from '../summary/OfferedTags.tsx';
import { Summary } from '../summary/Summary.tsx';
import { textOfSnapshot, useGist } from '../summary/use-gist.ts';
import styles from './ArticleGist.module.css';
import { attempt } from './attempt.ts';
import { useLive } from './use-live.ts';

interface ArticleGistProps {
  library: Library;
  article: Article;
  tagField: RefObject<HTMLElement | null>;
}

/** Terms offered as tags, the summary, and the headings of the chosen article; what has to be made from its text, only where that is on this device. */
export function ArticleGist({ library, article, tagField }: ArticleGistProps) {
  const texts = textsOf(summaryTexts);
  const hash = article.snapshots.at(-1)?.hash ?? null;
  const content = useLive(
    async () => (hash === null ? null : await library.snapshot(hash)),
    [library, hash],
  ).value;
  const gist = useGist(hash !== null && content ? textOfSnapshot(article, hash, content) : null);
  const top = Math.min(...article.outline.map(({ level }) => level));
  const headings = article.outline.filter(({ level }) => level === top);
  return (
    <>
      <OfferedTags
        terms={gist?.terms ?? []}
        tags={article.tags}
        field={tagField}
        onAdd={(name) => attempt(library.addTag({ kind: 'article', id: article.id }, name))}
      />
      <div class={styles.summary}>
        <Summary key={article.id} own={article.summary} made={gist?.summary ?? null} isFolded />
      </div>
      {headings.length > 0 && (
        <details class={styles.outline}>
          <summary>{texts.outline}</summary>
          <ol lang="zh-CN">
            {headings.map(({ id, text }) => (
              <li key={id}>{text}</li>
            ))}
          </ol>
        </details>
      )}
    </>
  );
}
