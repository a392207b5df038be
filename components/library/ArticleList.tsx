import type { RefObject } from 'preact';
import { useEffect, useMemo } from 'preact/hooks';
import { libraryTexts } from '../../locales/library.ts';
import { language, textsOf } from '../../utils/appearance.ts';
import type { ArticleRow as Row } from '../../utils/library/library.ts';
import styles from './ArticleList.module.css';
import { ArticleRow } from './ArticleRow.tsx';
import { groupByMonth, monthName, type RowOrder } from './months.ts';
import { useVirtualItems } from './use-virtual-items.ts';

interface ArticleListProps {
  rows: Row[];
  order: RowOrder;
  search: string;
  selectedId: string | null;
  hasPreview: boolean;
  scroller: RefObject<HTMLElement | null>;
  onSelect: (id: string) => void;
  onDelete: (row: Row) => void;
}

type Item = { key: string; month: string; count: number } | { key: string; row: Row };

/** Below this many rows the browser draws all of them at once, and its own find-in-page finds them. */
const DRAWN_WHOLE = 200;
/** Heights in px before an item was measured. */
const HEAD_HEIGHT = 40;
const ROW_HEIGHT = 63;

/** Rows by month. A long list draws only what is near the viewport. */
export function ArticleList(props: ArticleListProps) {
  const { rows, order, scroller } = props;
  const items = useMemo(() => itemsOf(rows, order), [rows, order]);
  if (rows.length <= DRAWN_WHOLE) {
    return (
      <div class={styles.list}>
        {items.map((item) => (
          <ListItem key={item.key} item={item} {...props} />
        ))}
      </div>
    );
  }
  return <LongList items={items} {...props} scroller={scroller} />;
}

/** The rows in the order they are drawn: what the arrow keys walk along. */
export function drawnOrder(rows: Row[], order: RowOrder): Row[] {
  return groupByMonth(rows, order).flatMap((group) => group.rows);
}

function LongList({ items, ...props }: ArticleListProps & { items: Item[] }) {
  const virtualizer = useVirtualItems({
    count: items.length,
    scroller: props.scroller,
    estimate: (index) => (isHead(items[index]) ? HEAD_HEIGHT : ROW_HEIGHT),
    keyOf: (index) => items[index]?.key ?? String(index),
  });
  const selected = items.findIndex((item) => !isHead(item) && item.row.id === props.selectedId);
  useEffect(() => {
    if (selected !== -1) virtualizer.scrollToIndex(selected, { align: 'auto' });
  }, [selected, virtualizer]);
  return (
    <div class={styles.list} style={{ position: 'relative', height: `${virtualizer.getTotalSize()}px` }}>
      {virtualizer.getVirtualItems().map(({ key, index, start }) => {
        const item = items[index];
        return item ? (
          <div
            key={key}
            data-index={index}
            ref={(element) => virtualizer.measureElement(element)}
            class={styles.placed}
            style={{ transform: `translateY(${start}px)` }}
          >
            <ListItem item={item} {...props} />
          </div>
        ) : null;
      })}
    </div>
  );
}

function ListItem({ item, ...props }: ArticleListProps & { item: Item }) {
  const texts = textsOf(libraryTexts);
  if (isHead(item)) {
    return (
      <h2 class={styles.month}>
        {item.month === '' ? texts.undated : monthName(item.month, language.value)}
        <span class={styles.count}>{texts.articleCount(item.count)}</span>
      </h2>
    );
  }
  const { row } = item;
  return (
    <ArticleRow
      row={row}
      order={props.order}
      search={props.search}
      hasPreview={props.hasPreview}
      isSelected={row.id === props.selectedId}
      onSelect={() => props.onSelect(row.id)}
      onDelete={() => props.onDelete(row)}
    />
  );
}

function itemsOf(rows: Row[], order: RowOrder): Item[] {
  return groupByMonth(rows, order).flatMap(({ month, rows: inMonth }) => [
    { key: `month ${month}`, month, count: inMonth.length },
    ...inMonth.map((row) => ({ key: row.id, row })),
  ]);
}

function isHead(item: Item | undefined): item is { key: string; month: string; count: number } {
  return item !== undefined && 'month' in item;
}
