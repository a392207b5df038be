import type { RefObject } from 'preact';
import { useEffect, useMemo } from 'preact/hooks';
import { libraryTexts } from '../../locales/library.ts';
import { language, textsOf } from '../../utils/appearance.ts';
import type { ListRow as Row } from '../../utils/library/library.ts';
import styles from './ArticleList.module.css';
import { ArticleRow } from './ArticleRow.tsx';
import { firstScreen } from './read-ahead.ts';
import { type GroupOfRows, groupName } from './row-groups.ts';
import type { ListShape } from './row-order.ts';
import type { Picks } from './use-picks.ts';
import type { Search } from './use-search.ts';
import { useVirtualItems } from './use-virtual-items.ts';

interface ArticleListProps {
  /** In the order they are drawn. */
  rows: Row[];
  /** The same in their groups; null where they were found by a search, the best first. */
  groups: GroupOfRows[] | null;
  /** False while more are being read. */
  isWhole: boolean;
  shape: ListShape;
  search: Search | null;
  selectedId: string | null;
  picks: Picks;
  hasPreview: boolean;
  scroller: RefObject<HTMLElement | null>;
  onSelect: (id: string) => void;
  onDelete: (row: Row) => void;
  onStar: (row: Row) => void;
}

interface Head {
  key: string;
  /** Of the group. */
  name: string;
  count: number;
}
type Item = Head | { key: string; row: Row };

/** Below this many rows the browser draws all of them at once, and its own find-in-page finds them. */
const DRAWN_WHOLE = 200;
/** Heights in px before an item was measured. */
const HEAD_HEIGHT = 40;
const ROW_HEIGHT = 63;

/** Rows in their groups, or what was found by rank. A long list draws only what is near the viewport. */
export function ArticleList(props: ArticleListProps) {
  const { rows, groups, shape, scroller, isWhole } = props;
  const items = useMemo(() => (groups ? itemsOf(groups, shape) : ranked(rows)), [rows, groups, shape]);
  // What is read first is the beginning of a long list, and stays as it is drawn.
  if (rows.length <= DRAWN_WHOLE && (isWhole || rows.length < firstScreen())) {
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
        {item.name}
        {props.isWhole && <span class={styles.count}>{texts.articleCount(item.count)}</span>}
      </h2>
    );
  }
  const { row } = item;
  return (
    <ArticleRow
      row={row}
      shape={props.shape}
      search={props.search}
      hasPreview={props.hasPreview}
      isSelected={row.id === props.selectedId}
      picks={props.picks}
      selectedId={props.selectedId}
      onSelect={() => props.onSelect(row.id)}
      onDelete={() => props.onDelete(row)}
      onStar={() => props.onStar(row)}
    />
  );
}

function itemsOf(groups: GroupOfRows[], shape: ListShape): Item[] {
  const texts = textsOf(libraryTexts);
  const missing = {
    month: texts.undated,
    channel: texts.noChannel,
    source: texts.sourceMissing,
    author: texts.authorMissing,
  };
  return groups.flatMap(({ key, rows: own }): Item[] => {
    const name = groupName(key, shape, { language: language.value, missing });
    const all = own.map((row) => ({ key: row.id, row }));
    return name === null ? all : [{ key: `group ${key}`, name, count: own.length }, ...all];
  });
}

function ranked(rows: Row[]): Item[] {
  return rows.map((row) => ({ key: row.id, row }));
}

function isHead(item: Item | undefined): item is Head {
  return item !== undefined && 'count' in item;
}
