/** Where the reader is in the library page, as its hash says. */
export type LibraryRoute =
  | { place: 'all' }
  /** The whole library with the search box in focus: where the popup's 搜索 leads. */
  | { place: 'search' }
  | { place: 'tag'; id: string }
  /** The empty name holds articles whose page named no channel. */
  | { place: 'channel'; name: string }
  /** Tags are renamed, merged, coloured and deleted there. */
  | { place: 'tags' }
  | { place: 'trash' }
  /** Several articles to be saved: `page:TAB`, `tabs`, `link:ADDRESS`. */
  | { place: 'gather'; from: string }
  /** Articles that may be one. */
  | { place: 'duplicates' }
  /** `at` names a note to be settled there: `article:ID`, `mark:ID`. */
  | { place: 'sync'; at?: string }
  | { place: 'article'; id: string }
  /** Two versions of the article side by side. */
  | { place: 'versions'; id: string };

/** Reads `#/…`; whatever it can't make sense of is the whole library. */
export function parseRoute(hash: string): LibraryRoute {
  const [path = ''] = hash.split('?');
  const [place, ...rest] = path.replace(/^#?\/?/, '').split('/');
  const value = decode(rest.join('/'));
  if (place === 'tag' && value) return { place, id: value };
  if (place === 'gather') return { place, from: value };
  if (place === 'channel') return { place, name: value };
  if ((place === 'article' || place === 'versions') && value) return { place, id: value };
  if (place === 'sync') return value ? { place, at: value } : { place };
  if (place === 'search' || place === 'trash' || place === 'tags' || place === 'duplicates') return { place };
  return { place: 'all' };
}

export function routeHash(route: LibraryRoute): string {
  switch (route.place) {
    case 'all':
      return '#/';
    case 'channel':
      return `#/channel/${encodeURIComponent(route.name)}`;
    case 'tag':
    case 'article':
    case 'versions':
      return `#/${route.place}/${encodeURIComponent(route.id)}`;
    case 'gather':
      return `#/gather/${encodeURIComponent(route.from)}`;
    case 'sync':
      return route.at === undefined ? '#/sync' : `#/sync/${encodeURIComponent(route.at)}`;
    default:
      return `#/${route.place}`;
  }
}

/** What is looked for there: `#/tag/ID?q=夜班`; null where the address does not say. */
export function searchOf(hash: string): string | null {
  return parametersOf(hash).get('q');
}

/** The same place, as limited as it is, with another search. */
export function withSearch(hash: string, search: string): string {
  const [path = ''] = hash.split('?');
  const given = [...parametersOf(hash)].filter(([name]) => name !== 'q');
  const all = search.trim() === '' ? given : [['q', search] as [string, string], ...given];
  const place = path === '' ? '#/' : path;
  return all.length === 0 ? place : `${place}?${new URLSearchParams(all)}`;
}

function parametersOf(hash: string): URLSearchParams {
  const at = hash.indexOf('?');
  return new URLSearchParams(at === -1 ? '' : hash.slice(at + 1));
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
