import { openCurrentLibrary } from '../../utils/library/open-library.ts';
import { type AnswerTable, fromPage } from '../../utils/messages/answer.ts';
import { pageBodies } from '../../utils/messages/bodies.ts';
import type { PageRequests } from '../../utils/messages/contract.ts';
import { isSwitchedOn } from '../../utils/sites/switched-on-sites.ts';
import { chosenLanguage } from '../../utils/toolbar/chosen-language.ts';
import { showToolbar } from '../../utils/toolbar/show-toolbar.ts';
import { progressLook } from '../../utils/toolbar/toolbar-state.ts';
import { postNotice } from '../../utils/view-notices.ts';
import { deleteMarkOfPage, restoreMarkOfPage } from './delete-mark.ts';
import { lookedAt } from './looked-at.ts';
import { articleOfPage, checkOwner, draftKeyOf, markOfPage } from './page-library.ts';
import { keepPiece } from './read-page.ts';
import { saveMarkOfPage } from './save-mark.ts';

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

  'write-note': fromPage(pageBodies['write-note'], async ({ owner, text, seen }, page) => {
    const library = await openCurrentLibrary();
    await checkOwner(library, page, owner);
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

  'reading-piece': fromPage(pageBodies['reading-piece'], keepPiece),

  'reading-progress': fromPage(pageBodies['reading-progress'], async (progress, { tabId }) => {
    postNotice('reading-progress', { ...progress, tabId });
    await showToolbar(tabId, progressLook(progress, await chosenLanguage()));
    return undefined;
  }),
};
