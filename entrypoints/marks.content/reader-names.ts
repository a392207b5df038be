import { browser } from 'wxt/browser';

/** As the pages of ours leave them in `browser.storage.local` (utils/appearance.ts). */
const KEY = 'mark-names';

/** The names that the reader gave to colours of marks, by their places among our texts. Read by hand, as a schema library is too much for a script in a page. */
export async function readerNames(): Promise<Record<string, string>> {
  const names = (await browser.storage.local.get(KEY))[KEY];
  return Object.fromEntries(
    Object.entries(Object(names)).flatMap(([place, name]) =>
      /^colour\d$/.test(place) && typeof name === 'string' ? [[place, name]] : [],
    ),
  );
}
