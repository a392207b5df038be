import { guestMergeTexts } from '../../locales/guest-merge.ts';
import { textsOf } from '../../utils/appearance.ts';
import type { Coming, ComingArticle, MergePreview } from '../../utils/library/preview-guest.ts';
import styles from './GuestPreview.module.css';

/** How many articles, marks and tags would come, how many are in the account already, and which. */
export function GuestPreview({ preview }: { preview: MergePreview }) {
  const texts = textsOf(guestMergeTexts);
  const unlisted = preview.articles.all - preview.list.length;
  return (
    <>
      <dl class={styles.counts} aria-label={texts.what}>
        <Count name={texts.articles} coming={preview.articles} />
        <Count name={texts.marks} coming={preview.marks} />
        <Count name={texts.tags} coming={preview.tags} />
      </dl>
      {preview.list.length > 0 && (
        <details class={styles.details}>
          <summary>{texts.list(preview.articles.all)}</summary>
          <ul class={styles.list}>
            {preview.list.map((article) => (
              <Article key={article.id} article={article} />
            ))}
          </ul>
          {unlisted > 0 && <p class={styles.state}>{texts.listMore(unlisted)}</p>}
        </details>
      )}
    </>
  );
}

function Count({ name, coming }: { name: string; coming: Coming }) {
  const texts = textsOf(guestMergeTexts);
  if (coming.all === 0) return null;
  return (
    <>
      <dt>{name}</dt>
      <dd>
        {coming.all} <span class={styles.state}>{texts.there(coming.there)}</span>
      </dd>
    </>
  );
}

function Article({ article }: { article: ComingArticle }) {
  const texts = textsOf(guestMergeTexts);
  return (
    <li>
      {article.title}
      {article.state !== 'new' && (
        <span class={styles.state}>{article.state === 'there' ? texts.stateThere : texts.stateInBin}</span>
      )}
    </li>
  );
}
