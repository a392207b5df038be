import { BookOpen, Copy, RefreshCw, Settings, Trash2, UserRound } from 'lucide-preact';
import { duplicateTexts } from '../../locales/duplicates.ts';
import { libraryTexts } from '../../locales/library.ts';
import { textsOf } from '../../utils/appearance.ts';
import { classes } from '../controls/classes.ts';
import { Icon } from '../controls/Icon.tsx';
import styles from './Places.module.css';
import { type LibraryRoute, routeHash } from './route.ts';

interface PlacesProps {
  route: LibraryRoute;
  articles: number | null;
  deleted: number | null;
  /** Groups of articles that may be one; null until they were looked for. */
  duplicates: number | null;
  /** In the bar of a narrow page the entries stand side by side. */
  isBar?: boolean;
}

/** 书库, 同步, 回收站, 设置. */
export function Places({ route, articles, deleted, duplicates, isBar }: PlacesProps) {
  const texts = textsOf(libraryTexts);
  const entries = [
    { place: 'all', label: texts.library, icon: BookOpen, count: articles },
    { place: 'sync', label: texts.sync, icon: RefreshCw, count: null },
    { place: 'trash', label: texts.trash, icon: Trash2, count: deleted },
    { place: 'duplicates', label: textsOf(duplicateTexts).place, icon: Copy, count: duplicates },
  ] as const;
  const here = route.place === 'search' ? 'all' : route.place;
  return (
    <nav class={isBar ? styles.bar : styles.column} aria-label={texts.places}>
      {entries
        .filter(({ place, count }) => place !== 'duplicates' || (count ?? 0) > 0 || here === place)
        .map(({ place, label, icon, count }) => (
          <a
            key={place}
            class={classes(styles.entry, here === place && styles.here)}
            href={routeHash({ place })}
            aria-current={here === place ? 'page' : undefined}
          >
            {!isBar && <Icon of={icon} />}
            <span>{label}</span>
            {count !== null && <span class={styles.count}>{count}</span>}
          </a>
        ))}
      {isBar && (
        <a class={styles.entry} href="/account.html">
          <Icon of={UserRound} />
          <span class="visually-hidden">{texts.account}</span>
        </a>
      )}
      <a class={styles.entry} href="/options.html">
        <Icon of={Settings} />
        <span class={isBar ? 'visually-hidden' : undefined}>{texts.settings}</span>
      </a>
    </nav>
  );
}
