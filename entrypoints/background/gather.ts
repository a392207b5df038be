import * as z from 'zod/mini';
import { MAX_LISTED } from '../../utils/article/listed-articles.ts';
import { browser } from '../../utils/browser.ts';
import {
  beginNext,
  changeGathering,
  type GatherItem,
  isBusy,
  isLate,
  readGathering,
} from '../../utils/keeping/gathering.ts';
import { openCurrentLibrary } from '../../utils/library/open-library.ts';
import type { ViewRequests } from '../../utils/messages/contract.ts';
import { chosenLanguage } from '../../utils/toolbar/chosen-language.ts';
import { showToolbar } from '../../utils/toolbar/show-toolbar.ts';
import { problemLook } from '../../utils/toolbar/toolbar-state.ts';
import { readPage } from './read-page.ts';
import { savePage } from './save-page.ts';
import { inject } from './scripts-in-tabs.ts';

const listedSchema = z
  .array(z.object({ address: z.string().check(z.maxLength(8192)), title: z.string() }))
  .check(z.maxLength(MAX_LISTED));

/** The articles that the page in a tab lists. */
export async function listLinks({ tabId }: { tabId: number }): Promise<{ address: string; title: string }[]> {
  const { result } = await inject({ tabId }, { files: ['/content-scripts/links.js'] });
  const read = listedSchema.safeParse(result);
  return read.success ? read.data.map((one) => ({ ...one, title: one.title.slice(0, 300) })) : [];
}

/** Begins to save these, after the reader's permission for their sites. What is at work already goes on. `askedFrom`: the tab whose menu it was, and no view. */
export async function gather(
  { items }: ViewRequests['gather']['ask'],
  askedFrom: number | null = null,
): Promise<undefined> {
  await changeGathering((before) => {
    const unfinished = before.filter(isUnfinished);
    const added = items.filter((item) => !unfinished.some(({ address }) => address === item.address));
    return [
      ...unfinished,
      ...added.map(
        ({ address, title, tabId }): GatherItem => ({
          address,
          title,
          state: 'waiting',
          tabId: tabId ?? null,
          isOurs: tabId === undefined,
          askedFrom,
          begunAt: 0,
        }),
      ),
    ];
  });
  await stepGathering();
  return undefined;
}

/** Rings once a minute while there is something at work: perhaps no view is open that asks for the next step. */
export const GATHER_ALARM = 'gathering';

/** Gives up what takes too long and begins what there is room for. Asked for by the view every few seconds, by an alarm, and after each page. */
export async function stepGathering(): Promise<undefined> {
  const late = (await readGathering()).filter((item) => isLate(item, Date.now()));
  for (const item of late) await finish(item, 'failed');
  let begun: GatherItem[] = [];
  await changeGathering((items) => {
    const next = beginNext(items, Date.now());
    begun = next.begun;
    return next.items;
  });
  for (const item of begun) {
    if (item.tabId === null) await openTab(item);
    else saveTab(item, item.tabId).catch(console.error);
  }
  if ((await readGathering()).some(isBusy)) await browser.alarms.create(GATHER_ALARM, { delayInMinutes: 1 });
  return undefined;
}

/** Nothing more is begun, and what is open for it is closed; what was saved stays. */
export async function stopGathering(): Promise<undefined> {
  const open = (await readGathering()).filter((item) => isBusy(item) && item.isOurs);
  await changeGathering((items) =>
    items.map((item) => (isUnfinished(item) ? { ...item, state: 'stopped' } : item)),
  );
  for (const { tabId } of open) await closeTab(tabId);
  return undefined;
}

/** A tab has loaded: one that was opened for this is read. */
export async function followLoadedTab(tabId: number): Promise<void> {
  const item = (await readGathering()).find((one) => one.tabId === tabId && one.state === 'loading');
  if (item) await saveTab(item, tabId);
}

/** Somebody closed it. */
export async function followClosedTab(tabId: number): Promise<void> {
  const item = (await readGathering()).find((one) => one.tabId === tabId && isBusy(one));
  if (item) await finish(item, 'failed');
}

async function openTab(item: GatherItem): Promise<void> {
  let tabId: number | null = null;
  try {
    tabId = (await browser.tabs.create({ url: item.address, active: false })).id ?? null;
    await noteTab(item, tabId);
    // Stopped while it opened: nobody else knows of it.
    if (!(await readGathering()).some((one) => one.tabId === tabId && isBusy(one))) return closeTab(tabId);
    // It may have loaded before anybody knew what it is for.
    if (tabId !== null && (await browser.tabs.get(tabId)).status === 'complete') await followLoadedTab(tabId);
  } catch (error) {
    console.error('gathering', error);
    await finish({ ...item, tabId }, 'failed');
  }
}

/** Reads what is there, and keeps it where it is an article. */
async function saveTab(item: GatherItem, tabId: number): Promise<void> {
  // Only one of those who heard that it has loaded goes on.
  let isMine = item.state === 'reading';
  await changeGathering((items) =>
    items.map((one) => {
      if (one.address !== item.address || one.state !== 'loading') return one;
      isMine = true;
      return { ...one, state: 'reading', tabId, begunAt: Date.now() };
    }),
  );
  if (!isMine) return;
  try {
    const library = await openCurrentLibrary();
    const { reading, documentId } = await readPage(library, { tabId });
    if (reading.kind !== 'article') return await finish({ ...item, tabId }, 'not-article');
    const saved = await savePage(library, { tabId, documentId });
    await finish({ ...item, tabId }, saved.status === 'saved' ? 'saved' : 'failed');
  } catch (error) {
    console.warn('gathering', item.address, error);
    await finish({ ...item, tabId }, 'failed');
  }
}

async function finish(item: GatherItem, state: GatherItem['state']): Promise<void> {
  let ended: GatherItem | null = null;
  await changeGathering((items) =>
    items.map((one) => {
      if (!isEndOf(item, one, state)) return one;
      ended = one;
      return { ...one, state };
    }),
  );
  if (ended !== null) await tellOnButton(item.askedFrom, state);
  if (item.isOurs) await closeTab(item.tabId);
  await stepGathering();
}

/** Where no view shows what came of it, only what went wrong is said: what was kept is in the library. */
async function tellOnButton(tabId: number | null, state: GatherItem['state']): Promise<void> {
  if (tabId === null || (state !== 'failed' && state !== 'not-article')) return;
  const problem = state === 'failed' ? 'link-not-saved' : 'link-not-article';
  await showToolbar(tabId, problemLook(problem, await chosenLanguage())).catch(console.error);
}

/** What another tab brings is not this one's. One that was given up, or stopped, may have been kept all the same. */
function isEndOf({ address, tabId }: GatherItem, one: GatherItem, state: GatherItem['state']): boolean {
  return one.address === address && one.tabId === tabId && (isUnfinished(one) || state === 'saved');
}

async function noteTab({ address }: GatherItem, tabId: number | null): Promise<void> {
  await changeGathering((items) =>
    items.map((item) => (item.address === address && isUnfinished(item) ? { ...item, tabId } : item)),
  );
}

function isUnfinished(item: GatherItem): boolean {
  return item.state === 'waiting' || isBusy(item);
}

async function closeTab(tabId: number | null): Promise<void> {
  if (tabId !== null) await browser.tabs.remove(tabId).catch(() => undefined); // It is gone already.
}
