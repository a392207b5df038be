import { Ellipsis, Pencil, RefreshCcw, Search as SearchIcon, Trash2 } from 'lucide-preact';
import { useState } from 'preact/hooks';
import { organiseTexts } from '../../locales/organise.ts';
import { textsOf } from '../../utils/appearance.ts';
import type { Library, SavedSearch } from '../../utils/library/library.ts';
import { classes } from '../controls/classes.ts';
import { Icon } from '../controls/Icon.tsx';
import { MenuButton } from '../controls/MenuButton.tsx';
import { doWithUndo } from './do-with-undo.ts';
import filterStyles from './Filters.module.css';
import { filtersOf, filtersText } from './list-filters.ts';
import { NameSearch } from './NameSearch.tsx';
import { searchOf } from './route.ts';
import styles from './SavedSearches.module.css';
import { useLive } from './use-live.ts';
import { useHash } from './use-route.ts';

/** 存下的查找: each leads to what it looks for; renamed, replaced and deleted here. */
export function SavedSearches({ library }: { library: Library }) {
  const texts = textsOf(organiseTexts);
  const saved = useLive(() => library.savedSearches(), [library]).value ?? [];
  const [renamed, setRenamed] = useState<SavedSearch | null>(null);
  const hash = useHash();
  if (saved.length === 0) return null;
  return (
    <nav aria-label={texts.savedSearches}>
      <h2 class={filterStyles.head}>{texts.savedSearches}</h2>
      <ul>
        {saved.map((search) => (
          <li key={search.id} class={styles.entry}>
            <a
              class={classes(filterStyles.line, isHere(search, hash) && filterStyles.here, styles.line)}
              href={hashOf(search)}
              aria-current={isHere(search, hash) ? 'page' : undefined}
              title={search.name}
            >
              <Icon of={SearchIcon} />
              <span class={filterStyles.label}>{search.name}</span>
            </a>
            <span class={styles.menu}>
              <MenuButton
                icon={Ellipsis}
                name={texts.searchMenu(search.name)}
                items={[
                  {
                    label: texts.renameSearch(search.name),
                    icon: Pencil,
                    onChoose: () => setRenamed(search),
                  },
                  {
                    label: texts.replaceSearch,
                    icon: RefreshCcw,
                    isDisabled: isHere(search, hash),
                    onChoose: () => void replace(library, search),
                  },
                  { label: texts.deleteSearch, icon: Trash2, onChoose: () => void remove(library, search) },
                ]}
              />
            </span>
          </li>
        ))}
      </ul>
      {renamed && (
        <NameSearch
          title={texts.renameSearch(renamed.name)}
          name={renamed.name}
          onName={(name) => library.editSavedSearch(renamed.id, { name })}
          onClose={() => setRenamed(null)}
        />
      )}
    </nav>
  );
}

/** Where a saved search leads; `q` also where it is empty, so that what is in the box goes. */
export function hashOf({ query, filters }: Pick<SavedSearch, 'query' | 'filters'>): string {
  return `#/?${new URLSearchParams({ q: query })}${filters === '' ? '' : `&${filters}`}`;
}

function isHere({ query, filters }: SavedSearch, hash: string): boolean {
  const [path = ''] = hash.split('?');
  const isWhole = path === '' || path === '#' || path === '#/';
  return isWhole && (searchOf(hash) ?? '') === query && filtersText(filtersOf(hash)) === filters;
}

async function replace(library: Library, { id, name }: SavedSearch): Promise<void> {
  const { hash } = location;
  const view = { query: searchOf(hash) ?? '', filters: filtersText(filtersOf(hash)) };
  await doWithUndo(library, library.editSavedSearch(id, view), {
    text: textsOf(organiseTexts).searchReplaced(name),
  });
}

async function remove(library: Library, { id, name }: SavedSearch): Promise<void> {
  await doWithUndo(library, library.deleteSavedSearch(id), {
    text: textsOf(organiseTexts).searchDeleted(name),
  });
}
