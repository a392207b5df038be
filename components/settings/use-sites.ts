import { useEffect, useRef } from 'preact/hooks';
import { browser } from '../../utils/browser.ts';
import type { Library } from '../../utils/library/library.ts';
import { call } from '../../utils/messages/call.ts';
import { managedSites } from '../../utils/sites/managed-settings.ts';
import { buildSites } from '../../utils/sites/site-lists.ts';
import { onNotice } from '../../utils/view-notices.ts';
import { useLive } from '../library/use-live.ts';
import { type SiteRow, siteRows } from './site-rows.ts';

export interface Sites {
  /** Null until they were read. */
  rows: SiteRow[] | null;
  /** The last reading brought nothing: `rows` is what was read before it, if anything was. */
  hasFailed: boolean;
  /** Asks the browser where it must; called within the reader's click. Gives whether the site is on now. */
  switchOn: (pattern: string) => Promise<boolean>;
  /** The permission stays, so that switching on again asks nothing. */
  switchOff: (pattern: string) => Promise<void>;
  /** Gives the permission back as well. */
  remove: (pattern: string) => Promise<void>;
}

/** The sites of build, administrator and reader, as they are now and as they change. */
export function useSites(library: Library): Sites {
  const managed = useRef<string[]>([]);
  const { value: rows, hasFailed, reload } = useLive(() => readRows(library, managed.current), [library]);
  useEffect(() => {
    const life = new AbortController();
    // Chromium reads its policies for seconds after its start; the other lists don't wait for that. Later what was read before stands until then.
    const readManaged = async () => {
      const sites = await managedSites();
      if (life.signal.aborted || sites.join(' ') === managed.current.join(' ')) return;
      managed.current = sites;
      reload();
    };
    const again = () => void readManaged();
    again();
    onNotice('library-changed', again, life.signal);
    for (const event of [browser.permissions.onAdded, browser.permissions.onRemoved]) {
      event.addListener(reload);
      life.signal.addEventListener('abort', () => event.removeListener(reload));
    }
    return () => life.abort();
  }, [library, reload]);
  const withReload = <T>(work: Promise<T>): Promise<T> => work.finally(reload);
  return {
    rows,
    hasFailed,
    switchOn: (pattern) => withReload(switchOn(pattern)),
    switchOff: (pattern) => withReload(call('site-switched', { pattern, on: false })),
    remove: (pattern) => withReload(remove(pattern)),
  };
}

async function switchOn(pattern: string): Promise<boolean> {
  const origins = [pattern];
  // Not waited for: the browser asks within the click alone.
  const had = browser.permissions.contains({ origins }).catch(() => true);
  if (!(await browser.permissions.request({ origins }))) return false;
  try {
    await call('site-switched', { pattern, on: true });
  } catch (error) {
    // Leave for a site that is not on would be used by nothing.
    if (!(await had)) await browser.permissions.remove({ origins }).catch(() => false);
    throw error;
  }
  return true;
}

/** Off first: where that fails, the site is on as it was, with leave to be. */
async function remove(pattern: string): Promise<void> {
  await call('site-switched', { pattern, on: false });
  await browser.permissions.remove({ origins: [pattern] });
}

async function readRows(library: Library, managed: string[]): Promise<SiteRow[]> {
  const lists = { build: buildSites(), managed, own: await library.sites() };
  const patterns = [...lists.build, ...lists.managed, ...lists.own.map((site) => site.pattern)];
  const answers = await Promise.all(
    patterns.map((pattern) => browser.permissions.contains({ origins: [pattern] })),
  );
  return siteRows(lists, new Set(patterns.filter((_, index) => answers[index])));
}
