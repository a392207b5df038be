import { Pencil, Star, Tag as TagIcon } from 'lucide-preact';
import type { ComponentChildren } from 'preact';
import { useMemo } from 'preact/hooks';
import { libraryTexts } from '../../locales/library.ts';
import { organiseTexts } from '../../locales/organise.ts';
import { textsOf } from '../../utils/appearance.ts';
import type { ListRow, Tag } from '../../utils/library/library.ts';
import { ButtonLink } from '../controls/Button.tsx';
import { classes } from '../controls/classes.ts';
import { Icon } from '../controls/Icon.tsx';
import { MarkShape } from '../controls/MarkShape.tsx';
import { filterName } from './FilterMenu.tsx';
import styles from './Filters.module.css';
import { filtersOf, filtersText, valuesOf, withFilters } from './list-filters.ts';
import { type LibraryRoute, routeHash } from './route.ts';
import { channelsOf } from './select-rows.ts';
import { type TagNode, tagTree } from './tag-tree.ts';
import { useHash } from './use-route.ts';

interface FiltersProps {
  route: LibraryRoute;
  rows: ListRow[];
  tags: Tag[];
}

/** 状态, 频道 and 标签 with their counts; each is a place of its own, so that Back works. */
export function Filters({ route, rows, tags }: FiltersProps) {
  const texts = textsOf(libraryTexts);
  const channels = useMemo(() => channelsOf(rows), [rows]);
  return (
    <nav class={styles.filters} aria-label={texts.filters}>
      <States route={route} rows={rows} />
      {channels.length > 0 && (
        <>
          <h2 class={styles.head}>{texts.channels}</h2>
          <ul>
            {channels.map(({ name, count }) => (
              <li key={name}>
                <Line
                  href={routeHash({ place: 'channel', name })}
                  label={name || texts.noChannel}
                  count={count}
                  isHere={route.place === 'channel' && route.name === name}
                />
              </li>
            ))}
          </ul>
        </>
      )}
      {tags.length > 0 && (
        <>
          <div class={styles.headLine}>
            <h2 class={styles.head}>{texts.tags}</h2>
            <ButtonLink
              kind="quiet"
              size="s"
              icon={Pencil}
              name={textsOf(organiseTexts).manageTags}
              href={routeHash({ place: 'tags' })}
            />
          </div>
          <TagLines nodes={tagTree(tags)} route={route} isTop />
        </>
      )}
    </nav>
  );
}

/** Where articles are in the reader's hands: they limit the whole library. */
function States({ route, rows }: { route: LibraryRoute; rows: ListRow[] }) {
  const texts = textsOf(organiseTexts);
  const hash = useHash();
  const values = useMemo(() => valuesOf('state', rows, []), [rows]);
  const present = filtersText(filtersOf(hash));
  return (
    <>
      <h2 class={styles.head}>{texts.states}</h2>
      <ul>
        {values.map(({ value, count }) => {
          const limits = { ...filtersOf(''), state: [value] };
          return (
            <li key={value}>
              <Line
                href={withFilters('#/', limits)}
                label={filterName('state', value, () => '')}
                count={count}
                isHere={route.place === 'all' && present === filtersText(limits)}
                {...(value === 'favourite' ? { icon: <Icon of={Star} /> } : {})}
              />
            </li>
          );
        })}
      </ul>
    </>
  );
}

/** The tag's colour by its shape, else the sign of tags. */
function TagSign({ tag, isTop }: { tag: Tag; isTop: boolean }) {
  if (tag.colour !== null)
    return (
      <span class={styles.shape}>
        <MarkShape colour={tag.colour} size={11} name={null} />
      </span>
    );
  return isTop ? <Icon of={TagIcon} /> : <span class={styles.blank} />;
}

function TagLines({ nodes, route, isTop }: { nodes: TagNode[]; route: LibraryRoute; isTop?: boolean }) {
  return (
    <ul class={classes(!isTop && styles.nested)}>
      {nodes.map(({ label, name, tag, children }) => (
        <li key={name}>
          {tag ? (
            <Line
              href={routeHash({ place: 'tag', id: tag.id })}
              label={label}
              count={tag.count}
              isHere={route.place === 'tag' && route.id === tag.id}
              icon={<TagSign tag={tag} isTop={isTop === true} />}
            />
          ) : (
            <span class={styles.line}>
              {isTop && <Icon of={TagIcon} />}
              <span class={styles.label}>{label}</span>
            </span>
          )}
          {children.length > 0 && <TagLines nodes={children} route={route} />}
        </li>
      ))}
    </ul>
  );
}

interface LineProps {
  href: string;
  label: string;
  count: number;
  isHere: boolean;
  icon?: ComponentChildren;
}

function Line({ href, label, count, isHere, icon }: LineProps) {
  return (
    <a
      class={classes(styles.line, isHere && styles.here)}
      href={href}
      aria-current={isHere ? 'page' : undefined}
      title={label}
    >
      {icon ?? <span class={styles.blank} />}
      <span class={styles.label}>{label}</span>
      <span class={styles.count}>{count}</span>
    </a>
  );
}
