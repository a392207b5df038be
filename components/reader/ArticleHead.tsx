import { readerTexts } from '../../locales/reader.ts';
import { language, textsOf } from '../../utils/appearance.ts';
import type { Article } from '../../utils/library/library.ts';
import { publishedName } from '../library/times.ts';
import styles from './ArticleHead.module.css';

/** Meta line, title, a short 文武线. A long title breaks after `：`. */
export function ArticleHead({ article }: { article: Article }) {
  const texts = textsOf(readerTexts);
  const { category, source, authors, publishedAt, title } = article;
  const meta = [
    category,
    source,
    authors.join('、') || texts.authorMissing,
    publishedAt && publishedName(publishedAt, language.value),
  ].filter(Boolean);
  return (
    <header class={styles.head}>
      <p class={styles.meta}>{meta.join(' · ')}</p>
      <h1 class={styles.title} lang="zh-CN">
        {title.split(/(?<=：)/).map((part) => (
          <span key={part}>{part}</span>
        ))}
      </h1>
      <div class={styles.rules} />
    </header>
  );
}
