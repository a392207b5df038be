import { listArticles } from './article-list.ts';
import {
  deleteArticle,
  editArticle,
  readArticle,
  readArticleAt,
  restoreArticle,
  saveArticle,
  takeBackCorrections,
} from './articles.ts';
import { countConflicts, readConflicts, reopenNote } from './conflicts.ts';
import { discardRefused, undoDiscard } from './discard-refused.ts';
import { readDraft, setDraft } from './drafts.ts';
import { emptyBin } from './empty-deleted.ts';
import { keepImages, readImage } from './images.ts';
import type { Library, LibraryChange } from './library.ts';
import { deleteMark, editMark, readMarks, restoreMark, saveMark } from './marks.ts';
import { readMarksInBin } from './marks-in-bin.ts';
import { mergeArticles, undoMerge } from './merge-articles.ts';
import { writeNote } from './notes.ts';
import { changeTags, deleteArticles, editArticles } from './organise.ts';
import { readOutbox, readWaiting } from './outbox.ts';
import { readPreference, setPreference } from './preferences.ts';
import { deleteSavedSearch, editSavedSearch, readSavedSearches, saveSearch } from './saved-searches.ts';
import { searchLibrary } from './search-library.ts';
import { readSnippets } from './search-snippets.ts';
import { readListing, readNewest } from './shelf.ts';
import { deleteSiteRule, readSiteRules, saveSiteRule, saveSiteRules } from './site-rules.ts';
import { readSites, switchSite } from './sites.ts';
import { isHere, readSnapshot } from './snapshots.ts';
import type { Store } from './store.ts';
import { deleteTag, planRename, renameTag, setTagColour } from './tag-edits.ts';
import { addTag, readTags, removeTag } from './tags.ts';
import { undoEdits } from './undo.ts';
import type { Written } from './write.ts';

/** The library over a database of this browser. `announce` is told after each change, once it is on disk. */
export function localLibrary(store: Store, announce: (change: LibraryChange) => void): Library {
  async function told<T>(written: Written<T>): Promise<T> {
    const { result, changed } = await written;
    if (changed.length > 0) announce({ account: store.account, records: changed });
    return result;
  }

  return {
    account: store.account,
    article: (id) => readArticle(store, id),
    articleAt: (address) => readArticleAt(store, address),
    articles: (filter) => listArticles(store, filter),
    listing: () => readListing(store),
    newestArticles: (count) => readNewest(store, count),
    search: (typed) => searchLibrary(store, typed),
    snippets: (typed, ids) => readSnippets(store, typed, ids),
    saveArticle: (save) => told(saveArticle(store, save)),
    editArticle: (id, changes) => told(editArticle(store, id, changes)),
    takeBackCorrections: (id, read) => told(takeBackCorrections(store, id, read)),
    deleteArticle: (id) => told(deleteArticle(store, id)),
    restoreArticle: (id) => told(restoreArticle(store, id)),
    emptyBin: () => told(emptyBin(store)),
    mergeArticles: (into, from) => told(mergeArticles(store, into, from)),
    undoMerge: (merged) => told(undoMerge(store, merged)),
    snapshot: (hash) => readSnapshot(store, hash),
    isHere: (hash) => isHere(store, hash),
    image: (hash) => readImage(store, hash),
    keepImages: (articleId, snapshot, images) => told(keepImages(store, articleId, snapshot, images)),
    marks: (articleId) => readMarks(store, articleId),
    saveMark: (mark) => told(saveMark(store, mark)),
    editMark: (id, changes) => told(editMark(store, id, changes)),
    deleteMark: (id) => told(deleteMark(store, id)),
    restoreMark: (id) => told(restoreMark(store, id)),
    marksInBin: () => readMarksInBin(store),
    writeNote: (owner, text, seen) => told(writeNote(store, owner, text, seen)),
    tags: () => readTags(store),
    addTag: (owner, name) => told(addTag(store, owner, name)),
    removeTag: (owner, tagId) => told(removeTag(store, owner, tagId)),
    planRename: (id, name) => planRename(store, id, name),
    renameTag: (id, name) => told(renameTag(store, id, name)),
    setTagColour: (id, colour) => told(setTagColour(store, id, colour)),
    deleteTag: (id) => told(deleteTag(store, id)),
    editArticles: (ids, changes) => told(editArticles(store, ids, changes)),
    deleteArticles: (ids) => told(deleteArticles(store, ids)),
    changeTags: (ids, changes) => told(changeTags(store, ids, changes)),
    undoEdits: (undo) => told(undoEdits(store, undo)),
    savedSearches: () => readSavedSearches(store),
    saveSearch: (name, view) => told(saveSearch(store, name, view)),
    editSavedSearch: (id, changes) => told(editSavedSearch(store, id, changes)),
    deleteSavedSearch: (id) => told(deleteSavedSearch(store, id)),
    sites: () => readSites(store),
    switchSite: (pattern, on) => told(switchSite(store, pattern, on)),
    siteRules: () => readSiteRules(store),
    saveSiteRule: (rule) => told(saveSiteRule(store, rule)),
    saveSiteRules: (rules) => told(saveSiteRules(store, rules)),
    deleteSiteRule: (id) => told(deleteSiteRule(store, id)),
    preference: (name) => readPreference(store, name),
    setPreference: (name, value) => told(setPreference(store, name, value)),
    draft: (key) => readDraft(store, key),
    setDraft: (key, text) => setDraft(store, key, text),
    conflicts: (articleIds) => readConflicts(store, articleIds),
    conflictCount: () => countConflicts(store),
    reopenNote: (owner, texts, settled) => told(reopenNote(store, owner, texts, settled)),
    outbox: () => readOutbox(store),
    waitingRecords: () => readWaiting(store),
    discardRefused: (refused) => told(discardRefused(store, refused)),
    undoDiscard: (discarded) => told(undoDiscard(store, discarded)),
  };
}
