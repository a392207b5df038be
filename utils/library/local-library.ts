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
import { keepImages, readImage } from './images.ts';
import type { Library, LibraryChange } from './library.ts';
import { deleteMark, editMark, readMarks, restoreMark, saveMark } from './marks.ts';
import { readMarksInBin } from './marks-in-bin.ts';
import { writeNote } from './notes.ts';
import { readOutbox, readWaiting } from './outbox.ts';
import { readPreference, setPreference } from './preferences.ts';
import { deleteSiteRule, readSiteRules, saveSiteRule } from './site-rules.ts';
import { readSites, switchSite } from './sites.ts';
import { readSnapshot } from './snapshots.ts';
import type { Store } from './store.ts';
import { addTag, readTags, removeTag } from './tags.ts';
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
    saveArticle: (save) => told(saveArticle(store, save)),
    editArticle: (id, changes) => told(editArticle(store, id, changes)),
    takeBackCorrections: (id, read) => told(takeBackCorrections(store, id, read)),
    deleteArticle: (id) => told(deleteArticle(store, id)),
    restoreArticle: (id) => told(restoreArticle(store, id)),
    snapshot: (hash) => readSnapshot(store, hash),
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
    sites: () => readSites(store),
    switchSite: (pattern, on) => told(switchSite(store, pattern, on)),
    siteRules: () => readSiteRules(store),
    saveSiteRule: (rule) => told(saveSiteRule(store, rule)),
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
