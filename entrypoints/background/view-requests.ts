import { sendQueuedAvatar } from '../../utils/account/queued-avatar.ts';
import { removeLeftLibraries } from '../../utils/leaving-account.ts';
import { openCurrentLibrary, openLibrary } from '../../utils/library/open-library.ts';
import { type AnswerTable, fromView } from '../../utils/messages/answer.ts';
import { viewBodies } from '../../utils/messages/bodies.ts';
import type { ViewRequests } from '../../utils/messages/contract.ts';
import { knownAddress } from '../../utils/messages/page-address.ts';
import { stopReadingHere } from '../../utils/messages/stop-reading.ts';
import { unpackDraft } from '../../utils/note-draft.ts';
import { stepOffline } from '../../utils/sync/keep-offline.ts';
import { syncNow, syncState } from '../../utils/sync/sync.ts';
import { postNotice } from '../../utils/view-notices.ts';
import { applySites } from './apply-sites.ts';
import { backUpIfDue, backupMade } from './back-up.ts';
import { followCurrentMerges } from './follow-events.ts';
import { gather, listLinks, stepGathering, stopGathering } from './gather.ts';
import { fetchMissingImages } from './keep-images.ts';
import { rememberRead } from './last-read.ts';
import { showMarks } from './looked-at.ts';
import { proposeRule, showPlace, tryRule } from './page-places.ts';
import { paintTab } from './paint-tabs.ts';
import { readPage } from './read-page.ts';
import { refreshTabs, refreshTabsSoon } from './refresh-tabs.ts';
import { savePage } from './save-page.ts';
import { inject } from './scripts-in-tabs.ts';
import { learnTabPage } from './tab-pages.ts';

/** What our own pages may ask. */
export const viewAnswers: Pick<AnswerTable, keyof ViewRequests> = {
  'read-page': fromView(viewBodies['read-page'], async ({ tabId }) => {
    const library = await openCurrentLibrary();
    const page = await readPage(library, { tabId });
    await rememberRead(tabId, page.documentId, page.address);
    const knownAs = knownAddress(page.reading.fields.canonicalAddress.value, page.address);
    const isArticle = page.reading.kind === 'article';
    if (await learnTabPage(tabId, { address: page.address, knownAs, isArticle }, page.documentId)) {
      await paintTab(library, tabId);
    }
    postNotice('page-read', { tabId });
    return { ...page, articleId: (await library.articleAt(knownAs))?.id ?? null };
  }),

  'save-page': fromView(viewBodies['save-page'], async ({ tabId, documentId }) =>
    savePage(await openCurrentLibrary(), { tabId, documentId, asRead: true }),
  ),

  'stop-reading': fromView(viewBodies['stop-reading'], async ({ tabId }) => {
    await inject({ tabId }, { func: stopReadingHere });
    return undefined;
  }),
  'show-place': fromView(viewBodies['show-place'], showPlace),
  'start-picking': fromView(viewBodies['start-picking'], async ({ tabId, documentId }) => {
    await inject({ tabId, documentIds: [documentId] }, { files: ['/content-scripts/pick.js'] });
    return undefined;
  }),
  'propose-rule': fromView(viewBodies['propose-rule'], proposeRule),
  'try-rule': fromView(viewBodies['try-rule'], tryRule),

  'show-marks': fromView(viewBodies['show-marks'], async ({ tabId }) => {
    await showMarks(tabId);
    return undefined;
  }),

  'keep-note': fromView(viewBodies['keep-note'], async ({ account, owner, text, seen, draft }) => {
    const library = await openLibrary(account);
    await library.writeNote(owner, text, seen);
    if (unpackDraft(await library.draft(draft))?.text === text) await library.setDraft(draft, null);
    return undefined;
  }),

  'site-switched': fromView(viewBodies['site-switched'], async ({ pattern, on }) => {
    const library = await openCurrentLibrary();
    await library.switchSite(pattern, on);
    await applySites(library);
    return undefined;
  }),

  'list-links': fromView(viewBodies['list-links'], listLinks),
  gather: fromView(viewBodies.gather, gather),
  'gather-step': fromView(viewBodies['gather-step'], stepGathering),
  'gather-stop': fromView(viewBodies['gather-stop'], stopGathering),
  'fetch-images': fromView(viewBodies['fetch-images'], fetchMissingImages),
  'back-up': fromView(viewBodies['back-up'], async () => {
    await backUpIfDue();
    return undefined;
  }),
  'backup-made': fromView(viewBodies['backup-made'], backupMade),

  // A page asks for this after each change it made; a worker that slept has heard of the change by nothing else.
  'sync-now': fromView(viewBodies['sync-now'], async () => {
    refreshTabsSoon();
    followCurrentMerges().catch((error: unknown) => console.error('what was merged was not followed', error));
    sendQueuedAvatar().catch((error: unknown) => console.error('the picture was not taken', error));
    return syncNow();
  }),
  'sync-state': fromView(viewBodies['sync-state'], () => syncState()),
  'offline-step': fromView(viewBodies['offline-step'], () => stepOffline()),

  'session-changed': fromView(viewBodies['session-changed'], async () => {
    const library = await openCurrentLibrary();
    postNotice('session-changed');
    // At once: the pause after failures was for the session that ended.
    syncNow().catch((error: unknown) => console.error('sync failed', error));
    removeLeftLibraries().catch((error: unknown) => console.error('a library was not removed', error));
    await Promise.all([applySites(library), refreshTabs(library)]);
    return undefined;
  }),
};
