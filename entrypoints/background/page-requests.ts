import { openCurrentLibrary } from '../../utils/library/open-library.ts';
import { type AnswerTable, fromPage } from '../../utils/messages/answer.ts';
import { pageBodies } from '../../utils/messages/bodies.ts';
import type { PageRequests } from '../../utils/messages/contract.ts';
import type { PageSender } from '../../utils/messages/sender.ts';
import { isSwitchedOn } from '../../utils/sites/switched-on-sites.ts';
import { chosenLanguage } from '../../utils/toolbar/chosen-language.ts';
import { showToolbar } from '../../utils/toolbar/show-toolbar.ts';
import { progressLook } from '../../utils/toolbar/toolbar-state.ts';
import { postNotice } from '../../utils/view-notices.ts';
import { deleteMarkOfPage, restoreMarkOfPage } from './delete-mark.ts';
import { lookedAt } from './looked-at.ts';
import { articleOfPage, checkOwner, checkOwnerOnceThere, draftKeyOf, markOfPage } from './page-library.ts';
import { bringRules, keepPiece } from './read-page.ts';
import { recallQuotes } from './recall-quotes.ts';
import { saveMarkOfPage } from './save-mark.ts';
import { inject } from './scripts-in-tabs.ts';

/** What a script in a page may ask: about the article of its own tab's page and that article's marks, nothing else. */
export const pageAnswers: Pick<AnswerTable, keyof PageRequests> = {
  detected: fromPage(pageBodies.detected, lookedAt),

  'page-article': fromPage(pageBodies['page-article'], async (_, page) => {
    const library = await openCurrentLibrary();
    const article = await articleOfPage(library, page);
    if (article === null) return null;
    const [marks, isSiteOn] = await Promise.all([
      library.marks(article.id),
      isSwitchedOn(library, page.address),
    ]);
    return { article, marks, isSiteOn };
  }),

  'save-mark': fromPage(pageBodies['save-mark'], saveMarkOfPage),

  'recall-quotes': fromPage(pageBodies['recall-quotes'], async ({ ids }, page) =>
    recallQuotes(await openCurrentLibrary(), page, ids),
  ),

  'edit-mark': fromPage(pageBodies['edit-mark'], async ({ id, changes }, page) => {
    const library = await openCurrentLibrary();
    await markOfPage(library, page, id);
    return library.editMark(id, changes);
  }),

  'delete-mark': fromPage(pageBodies['delete-mark'], async ({ id }, page) => {
    await deleteMarkOfPage(await openCurrentLibrary(), page, id);
    return undefined;
  }),

  'restore-mark': fromPage(pageBodies['restore-mark'], async ({ id }, page) => {
    await restoreMarkOfPage(await openCurrentLibrary(), page, id);
    return undefined;
  }),

  'begin-sentences': fromPage(pageBodies['begin-sentences'], (_, page) => bring(page, 'sentences')),
  'begin-rare': fromPage(pageBodies['begin-rare'], (_, page) => bring(page, 'rare')),
  'begin-notes': fromPage(pageBodies['begin-notes'], (_, page) => bring(page, 'notes')),
  'begin-frames': fromPage(pageBodies['begin-frames'], (_, page) => bring(page, 'frames')),
  'begin-recall': fromPage(pageBodies['begin-recall'], (_, page) => bring(page, 'recall')),
  'begin-reattach': fromPage(pageBodies['begin-reattach'], (_, page) => bring(page, 'reattach')),
  'begin-panel': fromPage(pageBodies['begin-panel'], (_, page) => bring(page, 'panel-link')),

  'write-note': fromPage(pageBodies['write-note'], async ({ owner, text, seen }, page) => {
    const library = await openCurrentLibrary();
    await checkOwnerOnceThere(library, page, owner);
    return library.writeNote(owner, text, seen);
  }),

  'add-tag': fromPage(pageBodies['add-tag'], async ({ owner, name }, page) => {
    const library = await openCurrentLibrary();
    await checkOwner(library, page, owner);
    return library.addTag(owner, name);
  }),

  'remove-tag': fromPage(pageBodies['remove-tag'], async ({ owner, tagId }, page) => {
    const library = await openCurrentLibrary();
    await checkOwner(library, page, owner);
    await library.removeTag(owner, tagId);
    return undefined;
  }),

  'tag-names': fromPage(pageBodies['tag-names'], async () => {
    const tags = await (await openCurrentLibrary()).tags();
    return tags.map((tag) => tag.name);
  }),

  draft: fromPage(pageBodies.draft, async ({ key }, page) =>
    (await openCurrentLibrary()).draft(draftKeyOf(page, key)),
  ),

  'set-draft': fromPage(pageBodies['set-draft'], async ({ key, text }, page) => {
    await (await openCurrentLibrary()).setDraft(draftKeyOf(page, key), text);
    return undefined;
  }),

  'bring-rules': fromPage(pageBodies['bring-rules'], bringRules),

  'reading-piece': fromPage(pageBodies['reading-piece'], keepPiece),

  'reading-progress': fromPage(pageBodies['reading-progress'], async (progress, { tabId }) => {
    postNotice('reading-progress', { ...progress, tabId });
    await showToolbar(tabId, progressLook(progress, await chosenLanguage()));
    return undefined;
  }),
};

async function bring({ tabId }: PageSender, script: string): Promise<undefined> {
  await inject({ tabId }, { files: [`/content-scripts/${script}.js`] });
}
