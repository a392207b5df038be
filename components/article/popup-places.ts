import type { Signal } from '@preact/signals';
import type { Evidence } from '../../utils/article/reading.ts';
import type { PageReading } from '../../utils/messages/contract.ts';
import { knownAddress } from '../../utils/messages/page-address.ts';
import type { PopupModel, PopupState, PopupWorld } from './popup-state.ts';
import { articlesToTry, triedArticle } from './rule-trial.ts';

interface PlacesOrder {
  state: Signal<PopupState>;
  patch: (changes: Partial<PopupState>) => void;
  world: PopupWorld;
  /** Reads the page again, by what rules there are then. */
  read: () => Promise<void>;
}

/** What the popup does with places in the page: shows where a value stands, and makes a place a rule for the site. */
export function placeActions({
  state,
  patch,
  world,
  read,
}: PlacesOrder): Pick<PopupModel, 'showPlace' | 'proposeRule' | 'tryRule' | 'keepRule' | 'dropRule'> {
  const { tab, library, ask } = world;
  return {
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
    tryRule: async (rule) => {
      const { page } = state.peek();
      if (page.status !== 'read') throw new Error('the page was not read');
      const { documentId } = page.page;
      const { field, take } = rule;
      const articles = articlesToTry(await library.articles(), rule, addressOf(page.page));
      const asked = articles.map((article) => triedArticle(article, field));
      const tried =
        asked.length === 0
          ? []
          : await ask('try-rule', { tabId: tab.id, documentId, field, take, articles: asked });
      return { titles: articles.map(({ title }) => title), kept: asked.map(({ value }) => value), tried };
    },
    keepRule: async (rule) => {
      await library.saveSiteRule(rule);
      await read();
    },
    dropRule: async ({ id }) => {
      await library.deleteSiteRule(id);
      await read();
    },
  };
}

/** The one it is saved by. */
export function addressOf({ address, reading }: PageReading): string {
  return knownAddress(reading.fields.canonicalAddress.value, address);
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
