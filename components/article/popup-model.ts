import { signal } from '@preact/signals';
import { correctionTexts } from '../../locales/correction.ts';
import { textsOf } from '../../utils/appearance.ts';
import type { Evidence } from '../../utils/article/reading.ts';
import { hasChanged } from '../../utils/keeping/has-changed.ts';
import type { Article, Library } from '../../utils/library/library.ts';
import type { CallErrorCode, SaveResult } from '../../utils/messages/contract.ts';
import { knownAddress } from '../../utils/messages/page-address.ts';
import { patternOf } from '../../utils/sites/match-pattern.ts';
import { rulesFor } from '../../utils/sites/site-rule.ts';
import { rememberAsked, wasAsked } from './asked-sites.ts';
import { fieldLabel } from './correction-words.ts';
import {
  applyCorrections,
  type CorrectableName,
  type CorrectionValue,
  correctionOf,
  isListField,
  keepCorrections,
  readCorrections,
} from './corrections.ts';
import { restrictionOf } from './page-restriction.ts';
import { createPicking } from './picking.ts';
import { keepPointed, readPointed } from './pointed-places.ts';
import { addressOf, placeActions } from './popup-places.ts';
import type { PopupModel, PopupState, PopupWorld, Problem } from './popup-state.ts';

/** Gives the popup with what is known locally, ready to paint; the page is read afterwards by `readAgain`. */
export async function openPopup(world: PopupWorld): Promise<PopupModel> {
  const { tab, library, ask } = world;
  const restriction = restrictionOf(tab.address);
  const state = signal<PopupState>({
    page: restriction ? { status: 'restricted', restriction } : { status: 'reading' },
    article: tab.address && !restriction ? await library.articleAt(knownAddress(null, tab.address)) : null,
    hasChanged: false,
    marks: [],
    knownTags: [],
    sync: null,
    kept: [],
    isSaving: false,
    progress: null,
    images: null,
    isFresh: false,
    problem: null,
    offer: null,
    corrections: {},
    place: null,
    picking: null,
    pointed: {},
    rules: [],
    correcting: null,
  });
  const patch = (changes: Partial<PopupState>) => {
    state.value = { ...state.value, ...changes };
  };

  let reloading: Promise<void> = Promise.resolve();
  let nextReload: Promise<void> | null = null;

  /** One after another, so that what was read first never replaces what was read later; one for all who ask meanwhile. */
  function reload(): Promise<void> {
    nextReload ??= reloading
      .catch(() => undefined)
      .then(() => {
        nextReload = null;
        reloading = reloadOnce();
        return reloading;
      });
    return nextReload;
  }

  async function reloadOnce(): Promise<void> {
    const known = state.peek().article;
    const found = known ? await stillHere(known) : await articleHere();
    const article = found && (await withCorrections(found));
    patch({ article, ...(await aroundArticle(library, article)) });
    await lookForChanges();
  }

  async function lookForChanges(): Promise<void> {
    const { article, page, isFresh } = state.peek();
    // What has just been saved was read anew, and may be newer than what this view was shown.
    const isRead = article !== null && page.status === 'read' && !isFresh;
    patch({ hasChanged: isRead && (await hasChanged(library, article, page.page.reading)) });
  }

  /** What was corrected on the page before it was saved, here or while nobody had the popup open. */
  async function withCorrections(article: Article): Promise<Article> {
    try {
      const corrected = await applyCorrections(library, article);
      patch({ corrections: {} });
      return corrected;
    } catch {
      patch({ problem: 'change' });
      return article;
    }
  }

  /** The reader may have made it part of another meanwhile. */
  async function stillHere({ id }: Article): Promise<Article | null> {
    const present = presentOnly(await library.article(id));
    return present && ((await library.articleAt(present.address)) ?? present);
  }

  /** What was read names the article; until then only the tab's own address does. */
  async function articleHere(): Promise<Article | null> {
    const { page } = state.peek();
    if (page.status === 'restricted' || tab.address === null) return null;
    if (page.status !== 'read') return library.articleAt(knownAddress(null, tab.address));
    return library.articleAt(addressOf(page.page));
  }

  async function readAgain(): Promise<void> {
    if (restriction) return;
    patch({ page: { status: 'reading' }, problem: null, place: null });
    await read();
  }

  async function read(): Promise<void> {
    try {
      const page = await ask('read-page', { tabId: tab.id });
      const [corrections, pointed, rules] = await Promise.all([
        readCorrections(library, addressOf(page)),
        readPointed(library, addressOf(page)),
        library.siteRules(),
      ]);
      patch({ page: { status: 'read', page }, corrections, pointed, rules: rulesFor(rules, page.address) });
      // The canonical address may name an article that the tab's own address didn't.
      if (page.articleId && !state.peek().article) {
        patch({ article: presentOnly(await library.article(page.articleId)) });
        await reload();
      } else {
        await lookForChanges();
      }
    } catch (error) {
      patch({ page: { status: 'failed', code: codeOf(error) } });
    }
  }

  async function save(): Promise<void> {
    const { page, isSaving } = state.peek();
    if (page.status !== 'read' || isSaving) return;
    patch({ isSaving: true, problem: null });
    try {
      const result = await ask('save-page', { tabId: tab.id, documentId: page.page.documentId });
      if (result.status === 'saved') patch({ article: await withCorrections(result.article), isFresh: true });
      else patch({ problem: problemOf(result) });
      if (result.status === 'page-changed') await readAgain().then(() => patch({ problem: 'page-changed' }));
      if (result.status === 'saved') await reload();
    } catch (error) {
      patch({ problem: codeOf(error) });
    } finally {
      patch({ isSaving: false, progress: null, images: null });
    }
    if (state.peek().isFresh) await offerSite();
  }

  async function offerSite(): Promise<void> {
    const pattern = tab.address && patternOf(tab.address);
    if (!pattern || wasAsked(pattern) || (await world.isSiteOn(pattern))) return;
    patch({ offer: pattern });
  }

  async function change(work: (article: Article) => Promise<unknown>): Promise<boolean> {
    const { article } = state.peek();
    if (!article) return false;
    try {
      await work(article);
      patch({ problem: null });
      await reload();
      return true;
    } catch {
      patch({ problem: 'change' });
      return false;
    }
  }

  async function keepValue(
    name: CorrectableName,
    value: CorrectionValue,
    place: Evidence | null = null,
  ): Promise<boolean> {
    const { article, page } = state.peek();
    const changes = correctionOf(name, value);
    if (changes === null) return false;
    if (page.status === 'read') {
      patch({ pointed: await keepPointed(library, addressOf(page.page), name, place) });
    }
    if (article) {
      await library.editArticle(article.id, changes);
      await reload();
      return true;
    }
    if (page.status !== 'read') return false;
    const { fields } = page.page.reading;
    patch({ corrections: await keepCorrections(library, addressOf(page.page), changes, fields) });
    return true;
  }

  /** Only where the view stays open while the reader clicks into the page. */
  const { listenToPick } = world;
  const pick =
    listenToPick === undefined
      ? null
      : createPicking({
          tabId: tab.id,
          listen: listenToPick,
          inject: async () => {
            const { page } = state.peek();
            if (page.status !== 'read') throw new Error('the page was not read');
            await ask('start-picking', { tabId: tab.id, documentId: page.page.documentId });
          },
          wordsOf: (field) => textsOf(correctionTexts).pointBar(fieldLabel(field)),
          onChange: (picking) => patch({ picking }),
        });

  return {
    world,
    state,
    pick,
    save,
    readAgain,
    reload,
    stopReading: async () => {
      // A page that has gone has nothing to stop, and the saving says so itself.
      await ask('stop-reading', { tabId: tab.id }).catch(() => undefined);
    },
    showProgress: ({ tabId, page, total }) => {
      if (tabId === tab.id && state.peek().isSaving) patch({ progress: { page, total } });
    },
    showImages: (images) => {
      if (images.tabId === tab.id && state.peek().isSaving) patch({ images, progress: null });
    },
    showSync: (sync) => patch({ sync }),
    remove: async () => {
      const id = state.peek().article?.id ?? null;
      patch({ isFresh: false, offer: null });
      return (await change((article) => library.deleteArticle(article.id))) ? id : null;
    },
    restore: async (id) => {
      await library.restoreArticle(id);
      patch({ article: presentOnly(await library.article(id)) });
      await reload();
    },
    addTag: (name) => change((article) => library.addTag({ kind: 'article', id: article.id }, name)),
    removeTag: async (tagId) => {
      await change((article) => library.removeTag({ kind: 'article', id: article.id }, tagId));
    },
    acceptOffer: async () => {
      const pattern = state.peek().offer;
      if (!pattern) return false;
      rememberAsked(pattern);
      const asked = world.requestSite(pattern);
      // Said before the answer: the browser's question closes the popup, and then nobody is left to say it.
      await ask('site-switched', { pattern, on: true });
      const isGranted = await asked;
      await ask('site-switched', { pattern, on: isGranted });
      patch({ offer: null });
      return isGranted;
    },
    declineOffer: () => {
      const pattern = state.peek().offer;
      if (pattern) rememberAsked(pattern);
      patch({ offer: null });
    },
    correct: (correcting) => {
      pick?.cancel();
      patch({ correcting, place: null });
    },
    takeBack: async (name, to) => {
      const { article, page } = state.peek();
      if (page.status !== 'read') return false;
      const { fields } = page.page.reading;
      const value = (to === undefined ? fields[name].value : to) ?? (isListField(name) ? [] : null);
      if (!article) return keepValue(name, value);
      const changes = correctionOf(name, value);
      if (changes === null) return false;
      await library.takeBackCorrections(article.id, changes);
      await reload();
      return true;
    },
    ...placeActions({ state, patch, world, read }),
    keepCorrection: keepValue,
    showMarks: async () => {
      try {
        await ask('show-marks', { tabId: tab.id });
        world.close();
      } catch (error) {
        patch({ problem: codeOf(error) });
      }
    },
  };
}

function presentOnly(article: Article | null): Article | null {
  return article && !article.isDeleted ? article : null;
}

async function aroundArticle(library: Library, article: Article | null) {
  const [marks, { rows, tags }] = await Promise.all([
    article ? library.marks(article.id) : [],
    library.listing(),
  ]);
  return { marks: marks.filter((mark) => !mark.isDeleted), knownTags: tags, kept: rows };
}

function problemOf(result: Exclude<SaveResult, { status: 'saved' }>): Problem {
  return result.status === 'not-readable' ? result.reason : result.status;
}

/** Read by its shape: the error may come from another copy of the class. */
function codeOf(error: unknown): CallErrorCode {
  const codes: readonly CallErrorCode[] = [
    'extension-updated',
    'storage-full',
    'too-large',
    'refused',
    'not-found',
    'internal',
  ];
  const code = error instanceof Error && 'code' in error ? error.code : null;
  return codes.find((known) => known === code) ?? 'internal';
}
