import { browser } from '../../utils/browser.ts';
import { removeLeftLibraries } from '../../utils/leaving-account.ts';
import { checkLibrary } from '../../utils/library/check-library.ts';
import { emptyDeletedRecords } from '../../utils/library/empty-deleted.ts';
import { keptAccounts } from '../../utils/library/kept-accounts.ts';
import type { LibraryChange } from '../../utils/library/library.ts';
import { followMerges } from '../../utils/library/merge-articles.ts';
import {
  announceChange,
  openAccountStore,
  openCurrentLibrary,
  openCurrentStore,
} from '../../utils/library/open-library.ts';
import { sweepBlobs } from '../../utils/library/sweep-blobs.ts';
import type { SyncState } from '../../utils/messages/contract.ts';
import { stepOffline } from '../../utils/sync/keep-offline.ts';
import { scheduleSync } from '../../utils/sync/schedule.ts';
import { nextTry } from '../../utils/sync/sync.ts';
import { createMenus } from '../../utils/toolbar/menus.ts';
import { applySites } from './apply-sites.ts';
import { backUpIfDue } from './back-up.ts';
import { GATHER_ALARM, stepGathering } from './gather.ts';
import { paintUnknown } from './paint-tabs.ts';
import { refreshTabsSoon } from './refresh-tabs.ts';
import { forgetTabPage, inTabOrder, tabPageAt } from './tab-pages.ts';
import { tendSearchSoon } from './tend-search.ts';

const SYNC_ALARM = 'sync';
const SYNC_EVERY_MINUTES = 15;
/** Rings once, when the pause after a failed sync is over. */
const RETRY_ALARM = 'sync-retry';

/** After an install, an update or a start of the browser. Tabs that were open get fresh scripts, since an update orphans theirs. */
export async function start(): Promise<void> {
  scheduleSync();
  tendSearchSoon();
  await Promise.all([
    createMenus(),
    browser.alarms.create(SYNC_ALARM, { periodInMinutes: SYNC_EVERY_MINUTES }),
    applyCurrentSites(),
    checkCurrentLibrary(),
    followCurrentMerges(),
    removeLeftLibraries(),
  ]);
}

/** A bad row must stop nobody: it is set aside before anyone comes to it. */
async function checkCurrentLibrary(): Promise<void> {
  const store = await openCurrentStore();
  const { setAside } = await checkLibrary(store);
  // A page that was opened meanwhile says so.
  if (setAside > 0) announceChange({ account: store.account, records: [] });
}

/** What time alone brings about: a sync that nothing else caused, 回收站 giving up what is over its time, and an article that is not waited for any longer. */
export async function followAlarm(name: string): Promise<void> {
  if (name === GATHER_ALARM) await stepGathering();
  if (name !== SYNC_ALARM && name !== RETRY_ALARM) return;
  scheduleSync();
  if (name === SYNC_ALARM) {
    for (const account of await keptAccounts()) await emptyOverTime(account);
    await backUpIfDue();
  }
  // Without a page of ours that would ask for the next step, one each time.
  await stepOffline();
}

/** What was deleted long ago goes from each library here, whoever is signed in. */
async function emptyOverTime(account: string): Promise<void> {
  try {
    const store = await openAccountStore(account);
    await emptyDeletedRecords(store);
    await sweepBlobs(store);
  } catch (error) {
    console.warn('a library was not looked through', error); // It may be on its way out; the next alarm looks again.
  }
}

/**
 * A sync has ended: after a failure an alarm tries again, which no sleep of the worker forgets. What was merged is followed now that all of it is here, and also
 * where a worker died before it came to that.
 */
export async function followSync({ status }: SyncState): Promise<void> {
  // One that goes on may yet be cut off.
  if (status === 'syncing') return;
  const when = await nextTry();
  await (when === null ? browser.alarms.clear(RETRY_ALARM) : browser.alarms.create(RETRY_ALARM, { when }));
  tendSearchSoon();
  await followCurrentMerges();
}

export async function applyCurrentSites(): Promise<void> {
  await applySites(await openCurrentLibrary());
}

/** The reader chose another language, or the administrator another list of sites. */
export async function followSettings(changes: Record<string, unknown>, area: string): Promise<void> {
  if (area === 'local' && 'language' in changes) {
    await createMenus();
    refreshTabsSoon();
  }
  if (area === 'managed' && 'sites' in changes) await applyCurrentSites();
}

/** Edits of any context: the open pages' marks and buttons follow, and the sites when the list came from another device. */
export async function followLibrary(change: LibraryChange): Promise<void> {
  const library = await openCurrentLibrary();
  if (change.account !== library.account || change.records.length === 0) return;
  if (!change.isPulled) scheduleSync();
  const kinds = new Set(change.records.map((record) => record.kind));
  if (kinds.has('site')) await applySites(library);
  if (['article', 'mark', 'tagging'].some((kind) => kinds.has(kind))) await followMergesIn(change.account);
  if (['article', 'mark', 'tagging', 'tag'].some((kind) => kinds.has(kind))) {
    refreshTabsSoon();
    tendSearchSoon();
  }
}

/** For changes that this worker slept through. */
export async function followCurrentMerges(): Promise<void> {
  await followMergesIn((await openCurrentStore()).account);
}

/** What another device, or a view that was open, put on an article that has become part of another follows it. */
async function followMergesIn(account: string): Promise<void> {
  const { changed } = await followMerges(await openAccountStore(account));
  if (changed.length > 0) announceChange({ account, records: changed });
}

/** A tab loads something: what was known of it holds no longer, unless it is the same address again. `address` is told only for permitted sites. */
export async function followNavigation(tabId: number, address: string | undefined): Promise<void> {
  await inTabOrder(tabId, async () => {
    if (address !== undefined && (await tabPageAt(tabId, address)) !== null) return;
    await forgetTabPage(tabId);
    await paintUnknown(tabId);
  });
}
