import { useCallback, useEffect, useState } from 'preact/hooks';
import { browser } from '../../utils/browser.ts';
import type { Library } from '../../utils/library/library.ts';
import { call } from '../../utils/messages/call.ts';
import { managedSites } from '../../utils/sites/managed-settings.ts';
import { buildSites } from '../../utils/sites/site-lists.ts';
import { onNotice } from '../../utils/view-notices.ts';
import { type SiteRow, siteRows } from './site-rows.ts';

export interface Sites {
  /** Null until they were read. */
  rows: SiteRow[] | null;
  /** Asks the browser where it must; called within the reader's click. Gives whether the site is on now. */
  switchOn: (pattern: string) => Promise<boolean>;
  /** The permission stays, so that switching on again asks nothing. */
  switchOff: (pattern: string) => Promise<void>;
  /** Gives the permission back as well. */
  remove: (pattern: string) => Promise<void>;
}

/** The sites of build, administrator and reader, as they are now and as they change. */
export function useSites(library: Library): Sites {
  const [rows, setRows] = useState<SiteRow[] | null>(null);
  const read = useCallback(async () => {
    const managed = managedSites();
    // Chromium reads its policies for seconds after its start; the other lists don't wait for that.
    setRows(await readRows(library, []));
    setRows(await readRows(library, await managed));
  }, [library]);
  useEffect(() => {
    const life = new AbortController();
    const again = () => void read();
    again();
    onNotice('library-changed', again, life.signal);
    browser.permissions.onAdded.addListener(again);
    browser.permissions.onRemoved.addListener(again);
    return () => {
      life.abort();
      browser.permissions.onAdded.removeListener(again);
      browser.permissions.onRemoved.removeListener(again);
    };
  }, [read]);
  const switchOff = async (pattern: string) => {
    await call('site-switched', { pattern, on: false });
    void read();
  };
  return {
    rows,
    switchOn: async (pattern) => {
      const isGranted = await browser.permissions.request({ origins: [pattern] });
      if (isGranted) await call('site-switched', { pattern, on: true });
      void read();
      return isGranted;
    },
    switchOff,
    remove: async (pattern) => {
      await browser.permissions.remove({ origins: [pattern] });
      await switchOff(pattern);
    },
  };
}

async function readRows(library: Library, managed: string[]): Promise<SiteRow[]> {
  const lists = { build: buildSites(), managed, own: await library.sites() };
  const patterns = [...lists.build, ...lists.managed, ...lists.own.map((site) => site.pattern)];
  const answers = await Promise.all(
    patterns.map((pattern) => browser.permissions.contains({ origins: [pattern] })),
  );
  return siteRows(lists, new Set(patterns.filter((_, index) => answers[index])));
}
