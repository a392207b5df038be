/** Where several articles come from: the links of the page in a tab, the open tabs, or one link. */
export interface GatherFrom {
  what: 'page' | 'tabs' | 'link';
  /** The tab's number, or the link's address. */
  value: string;
}

/** Reads `page:12`, `tabs`, `link:https://…`; null for anything else. */
export function parseFrom(text: string): GatherFrom | null {
  const at = text.indexOf(':');
  const what = at === -1 ? text : text.slice(0, at);
  const value = at === -1 ? '' : text.slice(at + 1);
  if (what === 'tabs') return { what, value: '' };
  if (what === 'page' && /^\d+$/.test(value)) return { what, value };
  if (what === 'link' && /^https?:/.test(value)) return { what, value };
  return null;
}
