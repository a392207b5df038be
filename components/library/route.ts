/** Where the reader is in the library page, as its hash says. */
export type LibraryRoute =
  | { place: 'all' }
  /** The whole library with the search box in focus: where the popup's 搜索 leads. */
  | { place: 'search' }
  | { place: 'tag'; id: string }
  /** The empty name holds articles whose page named no channel. */
  | { place: 'channel'; name: string }
  | { place: 'trash' }
  /** `at` names a note to be settled there: `article:ID`, `mark:ID`. */
  | { place: 'sync'; at?: string }
  | { place: 'article'; id: string };

/** Reads `#/…`; whatever it can't make sense of is the whole library. */
export function parseRoute(hash: string): LibraryRoute {
  const [place, ...rest] = hash.replace(/^#?\/?/, '').split('/');
  const value = decode(rest.join('/'));
  if (place === 'tag' && value) return { place, id: value };
  if (place === 'channel') return { place, name: value };
  if (place === 'article' && value) return { place, id: value };
  if (place === 'sync') return value ? { place, at: value } : { place };
  if (place === 'search' || place === 'trash') return { place };
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
      return `#/${route.place}/${encodeURIComponent(route.id)}`;
    case 'sync':
      return route.at === undefined ? '#/sync' : `#/sync/${encodeURIComponent(route.at)}`;
    default:
      return `#/${route.place}`;
  }
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
