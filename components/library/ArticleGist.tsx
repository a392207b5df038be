import { summaryTexts } from '../../locales/summary.ts';
import { textsOf } from '../../utils/appearance.ts';
import type { ArticleRow, Library } from '../../utils/library/library.ts';
import { OfferedTags } from '../summary/OfferedTags.tsx';
import { Summary } from '../summary/Summary.tsx';
import { textOfSnapshot, useGist } from '../summary/use-gist.ts';
import styles from './ArticleGist.module.css';
import { attempt } from './attempt.ts';
import { useLive } from './use-live.ts';

/** Terms offered as tags, the summary, and the headings of the chosen article; what has to be made from its text, only where that is on this device. */
export function ArticleGist({ library, row }: { library: Library; row: ArticleRow }) {
  const texts = textsOf(summaryTexts);
  const hash = row.snapshots.at(-1)?.hash ?? null;
  const content = useLive(
    async () => (hash !== null && row.isOffline ? await library.snapshot(hash) : null),
    [library, hash, row.isOffline],
  ).value;
  const gist = useGist(hash !== null && content ? textOfSnapshot(row, hash, content) : null);
  const top = Math.min(...row.outline.map(({ level }) => level));
  const headings = row.outline.filter(({ level }) => level === top);
  return (
    <>
      <OfferedTags
        terms={gist?.terms ?? []}
        tags={row.tags}
        onAdd={(name) => void attempt(library.addTag({ kind: 'article', id: row.id }, name))}
      />
      <div class={styles.summary}>
        <Summary key={row.id} own={row.summary} made={gist?.summary ?? null} isFolded />
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
