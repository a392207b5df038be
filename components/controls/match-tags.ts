/** Characters in one tag's name. */
export const MAX_TAG_LENGTH = 60;

export interface KnownTag {
  id: string;
  name: string;
  /** How many articles and marks carry it. */
  count: number;
}

/** More don't fit beside a field without hiding the page. */
const MOST_SUGGESTIONS = 6;

/** Known tags that hold what was typed and aren't there yet: beginnings first, then the most used. */
export function matchTags(known: readonly KnownTag[], present: readonly string[], typed: string): KnownTag[] {
  const wanted = foldName(typed);
  const taken = new Set(present.map(foldName));
  const rank = (tag: KnownTag) => (foldName(tag.name).startsWith(wanted) ? 0 : 1);
  return known
    .filter((tag) => foldName(tag.name).includes(wanted) && !taken.has(foldName(tag.name)))
    .sort((a, b) => rank(a) - rank(b) || b.count - a.count || (a.name < b.name ? -1 : 1))
    .slice(0, MOST_SUGGESTIONS);
}

/** The same tag, however its letters and digits were typed. */
export function foldName(name: string): string {
  return name.normalize('NFKC').trim().toLowerCase();
}
