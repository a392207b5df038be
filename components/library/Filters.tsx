import { Tag as TagIcon } from 'lucide-preact';
import { libraryTexts } from '../../locales/library.ts';
import { textsOf } from '../../utils/appearance.ts';
import type { Tag } from '../../utils/library/library.ts';
import { classes } from '../controls/classes.ts';
import { Icon } from '../controls/Icon.tsx';
import styles from './Filters.module.css';
import { type LibraryRoute, routeHash } from './route.ts';
import type { ChannelCount } from './select-rows.ts';
import { type TagNode, tagTree } from './tag-tree.ts';

interface FiltersProps {
  route: LibraryRoute;
  channels: ChannelCount[];
  tags: Tag[];
}

/** 频道 and 标签 with their counts; each is a place of its own, so that Back works. */
export function Filters({ route, channels, tags }: FiltersProps) {
  const texts = textsOf(libraryTexts);
  return (
    <nav class={styles.filters} aria-label={texts.filters}>
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
          <h2 class={styles.head}>{texts.tags}</h2>
          <TagLines nodes={tagTree(tags)} route={route} isTop />
        </>
      )}
    </nav>
  );
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
              hasIcon={isTop === true}
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
  hasIcon?: boolean;
}

function Line({ href, label, count, isHere, hasIcon }: LineProps) {
  return (
    <a
      class={classes(styles.line, isHere && styles.here)}
      href={href}
      aria-current={isHere ? 'page' : undefined}
      title={label}
    >
      {hasIcon ? <Icon of={TagIcon} /> : <span class={styles.blank} />}
      <span class={styles.label}>{label}</span>
      <span class={styles.count}>{count}</span>
    </a>
  );
}
