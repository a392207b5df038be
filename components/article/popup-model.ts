import { signal } from '@preact/signals';
import type { Evidence } from '../../utils/article/reading.ts';
import type { Article, Library } from '../../utils/library/library.ts';
import type { CallErrorCode, PageReading, SaveResult } from '../../utils/messages/contract.ts';
import { knownAddress } from '../../utils/messages/page-address.ts';
import { patternOf } from '../../utils/sites/match-pattern.ts';
import { rulesFor } from '../../utils/sites/site-rule.ts';
import { rememberAsked, wasAsked } from './asked-sites.ts';
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
import type { PopupModel, PopupState, PopupWorld, Problem } from './popup-state.ts';

/** Gives the popup with what is known locally, ready to paint; the page is read afterwards by `readAgain`. */
export async function openPopup(world: PopupWorld): Promise<PopupModel> {
  const { tab, library, ask } = world;
  const restriction = restrictionOf(tab.address);
  const state = signal<PopupState>({
    page: restriction ? { status: 'restricted', restriction } : { status: 'reading' },
    article: tab.address && !restriction ? await library.articleAt(knownAddress(null, tab.address)) : null,
    marks: [],
    knownTags: [],
    sync: null,
    kept: [],
    isSaving: false,
    progress: null,
    isFresh: false,
    problem: null,
    offer: null,
    corrections: {},
    place: null,
    rules: [],
    correcting: null,
  });
  const patch = (changes: Partial<PopupState>) => {
    state.value = { ...state.value, ...changes };
  };

  async function reload(): Promise<void> {
    const known = state.peek().article;
    const found = known ? presentOnly(await library.article(known.id)) : await articleHere();
    const article = found && (await withCorrections(found));
    patch({ article, ...(await aroundArticle(library, article)) });
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
      const [corrections, rules] = await Promise.all([
        readCorrections(library, addressOf(page)),
        library.siteRules(),
      ]);
      patch({ page: { status: 'read', page }, corrections, rules: rulesFor(rules, page.address) });
      // The canonical address may name an article that the tab's own address didn't.
      if (page.articleId && !state.peek().article) {
        patch({ article: presentOnly(await library.article(page.articleId)) });
        await reload();
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
      patch({ isSaving: false, progress: null });
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

  async function keepValue(name: CorrectableName, value: CorrectionValue): Promise<boolean> {
    const { article, page } = state.peek();
    const changes = correctionOf(name, value);
    if (changes === null) return false;
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

  return {
    world,
    state,
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
    addTag: async (name) => {
      await change((article) => library.addTag({ kind: 'article', id: article.id }, name));
    },
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
    correct: (correcting) => patch({ correcting, place: null }),
    takeBack: async (name) => {
      const { article, page } = state.peek();
      if (page.status !== 'read') return false;
      const { fields } = page.page.reading;
      const value = fields[name].value ?? (isListField(name) ? [] : null);
      if (!article) return keepValue(name, value);
      const changes = correctionOf(name, value);
      if (changes === null) return false;
      await library.takeBackCorrections(article.id, changes);
      await reload();
      return true;
    },
    showPlace: async (name, evidence, value) => {
      const { page, place } = state.peek();
      const isAgain = place?.name === name && place.status !== 'shown';
      if (isAgain || page.status !== 'read') return patch({ place: null });
      const asked = evidence && placeAsk(evidence, value);
      if (!asked) return patch({ place: { name, status: evidence ? 'unseen' : 'none' } });
      patch({ place: { name, status: 'asking' } });
      const { documentId } = page.page;
      const status = await ask('show-place', { tabId: tab.id, documentId, ...asked }).catch(
        () => 'failed' as const,
      );
      if (state.peek().place?.name === name) patch({ place: { name, status } });
    },
    proposeRule: async (wish) => {
      const { page } = state.peek();
      if (page.status !== 'read') return null;
      return ask('propose-rule', { tabId: tab.id, documentId: page.page.documentId, ...wish });
    },
    keepRule: async (rule) => {
      await library.saveSiteRule(rule);
      await read();
    },
    dropRule: async ({ id }) => {
      await library.deleteSiteRule(id);
      await read();
    },
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

/** Places that pages display. Of those without a selector the words are looked for. */
const DISPLAYED: ReadonlySet<Evidence['source']> = new Set<Evidence['source']>([
  'label',
  'byline',
  'breadcrumb',
  'heading',
  'body',
]);

function placeAsk({ source, selector, text }: Evidence, value: string) {
  return selector !== null || DISPLAYED.has(source) ? { selector: selector ?? '', text, value } : null;
}

/** The one it is saved by. */
function addressOf({ address, reading }: PageReading): string {
  return knownAddress(reading.fields.canonicalAddress.value, address);
}

function presentOnly(article: Article | null): Article | null {
  return article && !article.isDeleted ? article : null;
}

async function aroundArticle(library: Library, article: Article | null) {
  const [marks, knownTags, kept] = await Promise.all([
    article ? library.marks(article.id) : [],
    library.tags(),
    library.articles(),
  ]);
  return {
    marks: marks.filter((mark) => !mark.isDeleted),
    knownTags,
    kept: [...kept].sort((a, b) => b.savedAt - a.savedAt),
  };
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
