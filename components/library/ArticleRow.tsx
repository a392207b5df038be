import { Star, Trash2 } from 'lucide-preact';
import { libraryTexts } from '../../locales/library.ts';
import { organiseTexts } from '../../locales/organise.ts';
import { pagesTexts } from '../../locales/pages.ts';
import { language, textsOf } from '../../utils/appearance.ts';
import type { ListRow as Row } from '../../utils/library/library.ts';
import type { Field } from '../../utils/search/fields.ts';
import { parseQuery } from '../../utils/search/parse-query.ts';
import { markWords } from '../../utils/search/snippet.ts';
import { Button } from '../controls/Button.tsx';
import { classes } from '../controls/classes.ts';
import { MarkShape, markName } from '../controls/MarkShape.tsx';
import { pageNumbers } from '../controls/missing-pages.ts';
import styles from './ArticleRow.module.css';
import { HitLines } from './HitLines.tsx';
import { Marked } from './Marked.tsx';
import { rowDate } from './months.ts';
import { PickBox } from './PickBox.tsx';
import { routeHash } from './route.ts';
import type { ListShape } from './row-order.ts';
import { TwoNotes } from './TwoNotes.tsx';
import type { Picks } from './use-picks.ts';
import type { Search } from './use-search.ts';

interface ArticleRowProps {
  row: Row;
  shape: ListShape;
  isSelected: boolean;
  /** What was looked for: shown on a ground, with the lines that say it. */
  search: Search | null;
  /** A plain click chooses the row instead of opening it, because the preview stands beside the list. */
  hasPreview: boolean;
  picks: Picks;
  /** The chosen row: a range begins there. */
  selectedId: string | null;
  onSelect: () => void;
  onDelete: () => void;
  onStar: () => void;
}

/** Day | title and meta line | shapes with counts. */
export function ArticleRow(props: ArticleRowProps) {
  const { row, shape, isSelected, search, hasPreview, picks, selectedId, onSelect, onDelete, onStar } = props;
  const texts = textsOf(libraryTexts);
  const organise = textsOf(organiseTexts);
  const day = rowDate(row, shape.order);
  const isPicking = picks.rows.length > 0;
  const isPicked = picks.has(row.id);
  const choose = (event: MouseEvent) => {
    onSelect();
    if (hasPreview && event.detail > 0) event.preventDefault();
  };
  // Before the row is chosen: a range begins at the one that was.
  const pick = (event: MouseEvent) => {
    const isRange = event.shiftKey;
    const isOne = event.ctrlKey || event.metaKey || (isPicking && event.detail > 0 && !isOnControl(event));
    if (!isRange && !isOne) return;
    event.preventDefault();
    event.stopPropagation();
    if (isRange) picks.extendTo(row.id, selectedId);
    else picks.toggle(row.id);
    onSelect();
  };
  return (
    <article
      class={classes(
        styles.row,
        isSelected && styles.selected,
        isPicked && styles.picked,
        isPicking && styles.picking,
      )}
      aria-labelledby={`title-${row.id}`}
      onClickCapture={pick}
      onMouseDown={(event) => {
        // A range of rows, not of words.
        if (event.shiftKey) event.preventDefault();
      }}
      onDblClick={() => {
        if (!isPicking) location.hash = routeHash({ place: 'article', id: row.id });
      }}
    >
      <PickBox
        name={organise.pick(row.title)}
        isPicked={isPicked}
        isPicking={isPicking}
        tabIndex={isSelected ? 0 : -1}
        onToggle={() => picks.toggle(row.id)}
      />
      <div class={styles.day}>
        {search || shape.group !== 'month' ? <ShortDate day={day} /> : day.slice(8, 10)}
      </div>
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
            <Found text={row.title} wanted={wordsIn(search, 'title')} />
          </a>
        </h3>
        <p class={styles.meta}>
          <span>
            <Found text={row.source ?? texts.sourceMissing} wanted={wordsIn(search, 'source')} />
          </span>
          <span>
            <Found text={row.authors.join('、') || texts.authorMissing} wanted={wordsIn(search, 'author')} />
          </span>
          <span>
            <Found text={row.category ?? texts.channelMissing} wanted={wordsIn(search, 'channel')} />
          </span>
          <span>{texts.characters(row.characters.toLocaleString(language.value))}</span>
          {row.state !== 'unread' && <span>{organise.state(row.state)}</span>}
          {isPicking && (
            <span>
              {organise.rowTags(organise.joined(row.tags.map(({ name }) => name)) || organise.noTags)}
            </span>
          )}
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
        {search && <HitLines id={row.id} shelf={search.shelf} />}
      </div>
      <div class={styles.end}>
        <MarkCounts row={row} />
        <span class={styles.acts}>
          <Button
            kind="quiet"
            size="s"
            icon={Star}
            name={row.favourite ? organise.favouriteOff : organise.favouriteOn}
            aria-pressed={row.favourite}
            class={classes(styles.remove, row.favourite && styles.starred)}
            tabIndex={isSelected ? 0 : -1}
            onClick={onStar}
          />
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
        </span>
      </div>
    </article>
  );
}

function isOnControl({ target }: Event): boolean {
  return target instanceof Element && target.closest('button, input') !== null;
}

/** Where no month stands above the year is written with the day. */
function ShortDate({ day }: { day: string }) {
  if (day === '') return null;
  return (
    <time class={styles.date} dateTime={day}>
      <span>{day.slice(5).replace('-', '.')}</span>
      <span>{day.slice(0, 4)}</span>
    </time>
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

/** The text with every place of what was looked for bold and on a ground. */
function Found({ text, wanted }: { text: string; wanted: readonly string[] }) {
  return <Marked pieces={wanted.length === 0 ? [{ text, isHit: false }] : markWords(text, wanted)} />;
}

function wordsIn(search: Search | null, ...fields: Field[]): string[] {
  if (!search) return [];
  const words = parseQuery(search.typed).words.filter((word) => !word.isExcluded);
  return words.filter(({ field }) => field === null || fields.includes(field)).map(({ text }) => text);
}
