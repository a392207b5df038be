import { libraryTexts } from '../../locales/library.ts';
import { millisecondsOf } from '../../protocol/stamps.ts';
import { language, textsOf } from '../../utils/appearance.ts';
import type { ArticleRow, Library } from '../../utils/library/library.ts';
import { Button } from '../controls/Button.tsx';
import { attempt } from './attempt.ts';
import { routeHash } from './route.ts';
import styles from './SyncView.module.css';
import { momentName } from './times.ts';

/** Both values of a note side by side; one of them, or both in one, becomes the note. */
export function NoteConflict({ library, row }: { library: Library; row: ArticleRow }) {
  const texts = textsOf(libraryTexts);
  const { values, text: both } = row.note;
  const settle = (text: string) =>
    attempt(
      library.writeNote(
        { kind: 'article', id: row.id },
        text,
        values.map((value) => value.stamp),
      ),
    );
  return (
    <article class={styles.conflict}>
      <h3>
        <a href={routeHash({ place: 'article', id: row.id })}>{row.title}</a>
      </h3>
      <div class={styles.values}>
        {values.map((value) => (
          <div key={value.stamp}>
            <p class={styles.last}>{momentName(millisecondsOf(value.stamp), language.value)}</p>
            <p class={styles.hand}>{value.text}</p>
            <Button size="s" onClick={() => settle(value.text)}>
              {texts.conflictUse}
            </Button>
          </div>
        ))}
      </div>
      <p class={styles.merge}>
        <Button size="s" onClick={() => settle(both)}>
          {texts.conflictMerge}
        </Button>
        <span class={styles.last}>{texts.conflictMergeHint}</span>
      </p>
    </article>
  );
}
