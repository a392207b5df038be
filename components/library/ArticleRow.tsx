import { Trash2 } from 'lucide-preact';
import { libraryTexts } from '../../locales/library.ts';
import { pagesTexts } from '../../locales/pages.ts';
import { language, textsOf } from '../../utils/appearance.ts';
import type { ArticleRow as Row } from '../../utils/library/library.ts';
import { Button } from '../controls/Button.tsx';
import { classes } from '../controls/classes.ts';
import { MarkShape, markName } from '../controls/MarkShape.tsx';
import { pageNumbers } from '../controls/missing-pages.ts';
import styles from './ArticleRow.module.css';
import { type RowOrder, rowDate } from './months.ts';
import { routeHash } from './route.ts';
import { TwoNotes } from './TwoNotes.tsx';

interface ArticleRowProps {
  row: Row;
  order: RowOrder;
  isSelected: boolean;
  /** What was looked for, shown on a ground. */
  search: string;
  /** A plain click chooses the row instead of opening it, because the preview stands beside the list. */
  hasPreview: boolean;
  onSelect: () => void;
  onDelete: () => void;
}

/** Day | title and meta line | shapes with counts. */
export function ArticleRow(props: ArticleRowProps) {
  const { row, order, isSelected, search, hasPreview, onSelect, onDelete } = props;
  const texts = textsOf(libraryTexts);
  const choose = (event: MouseEvent) => {
    const isPlain = event.detail > 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey;
    onSelect();
    if (hasPreview && isPlain) event.preventDefault();
  };
  return (
    <article
      class={classes(styles.row, isSelected && styles.selected)}
      aria-labelledby={`title-${row.id}`}
      onDblClick={() => {
        location.hash = routeHash({ place: 'article', id: row.id });
      }}
    >
      <div class={styles.day}>{rowDate(row, order).slice(8, 10)}</div>
      <div class={styles.words}>
        <h3 class={styles.title} id={`title-${row.id}`} lang="zh-CN">
          <a
            href={routeHash({ place: 'article', id: row.id })}
            data-row={row.id}
            tabIndex={isSelected ? 0 : -1}
            aria-current={isSelected || undefined}
            onClick={choose}
            onFocus={onSelect}
          >
            <Found text={row.title} wanted={search} />
          </a>
        </h3>
        <p class={styles.meta}>
          <span>
            <Found text={row.source ?? texts.sourceMissing} wanted={search} />
          </span>
          <span>
            <Found text={row.authors.join('、') || texts.authorMissing} wanted={search} />
          </span>
          <span>{row.category ?? texts.channelMissing}</span>
          <span>{texts.characters(row.characters.toLocaleString(language.value))}</span>
          {row.pages !== null && row.pages.missing.length > 0 && (
            <span class={styles.lacking}>{textsOf(pagesTexts).missing(pageNumbers(row.pages.missing))}</span>
          )}
          {row.conflicts > 0 && (
            <span>
              <TwoNotes
                owner={{ kind: 'article', id: row.id }}
                count={row.conflicts}
                tabIndex={isSelected ? 0 : -1}
              />
            </span>
          )}
        </p>
      </div>
      <div class={styles.end}>
        <MarkCounts row={row} />
        <Button
          kind="quiet"
          size="s"
          icon={Trash2}
          name={texts.removeArticle(row.title)}
          title={texts.remove}
          class={styles.remove ?? ''}
          tabIndex={isSelected ? 0 : -1}
          onClick={onDelete}
        />
      </div>
    </article>
  );
}

function MarkCounts({ row }: { row: Row }) {
  const texts = textsOf(libraryTexts);
  return (
    <span class={styles.marks}>
      {row.marks
        .filter((entry) => entry.count > 0)
        .map(({ colour, count }) => (
          <span key={colour} title={texts.markCount(markName(colour), count)}>
            <MarkShape colour={colour} />
            {count}
          </span>
        ))}
    </span>
  );
}

/** The text with every occurrence of what was looked for bold and on a ground. */
function Found({ text, wanted }: { text: string; wanted: string }) {
  const needle = wanted.trim().toLowerCase();
  if (needle === '') return <>{text}</>;
  const pieces: (string | preact.JSX.Element)[] = [];
  let from = 0;
  for (let at = text.toLowerCase().indexOf(needle); at !== -1; ) {
    pieces.push(text.slice(from, at), <em class={styles.hit}>{text.slice(at, at + needle.length)}</em>);
    from = at + needle.length;
    at = text.toLowerCase().indexOf(needle, from);
  }
  return (
    <>
      {pieces}
      {text.slice(from)}
    </>
  );
}
