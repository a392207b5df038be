import { defineContentScript } from 'wxt/utils/define-content-script';
import type { RulesShelf } from '../utils/article/further-rules.ts';
import { readShownWithRules } from '../utils/article/read-article.ts';
import { inSlices } from '../utils/article/slices.ts';
import { inferVisibility } from '../utils/article/visibility.ts';
import { fetchPage } from '../utils/keeping/fetch-page.ts';
import { emptyShelf } from '../utils/messages/further-rules.ts';
import type { RulePage } from '../utils/sites/rule-page.ts';
import { type TrialAsk, type Tried, type TriedArticle, tryRule, UNREAD } from '../utils/sites/try-rule.ts';

/** Pages that are fetched at a time: as few as a reader who opens some tabs. */
const AT_ONCE = 3;
/** All of them; who waits for a rule waits no longer. */
const PATIENCE_MS = 15_000;

declare global {
  /** As JSON; left by the background before the script is put into the page. */
  var trialAsk: string | undefined;
}

/** Put into a page when the reader is about to make a rule for its site: fetches articles that are kept of it, from the same origin, and tries the rule on each. */
export default defineContentScript({
  registration: 'runtime',
  noScriptStartedPostMessage: true,
  async main(): Promise<Tried[] | null> {
    if (globalThis.trialAsk === undefined) return null;
    const ask: TrialAsk = JSON.parse(globalThis.trialAsk);
    globalThis.trialAsk = undefined;
    const signal = AbortSignal.timeout(PATIENCE_MS);
    const shelf = emptyShelf();
    const tried: Tried[] = ask.articles.map(() => UNREAD);
    const waiting = [...ask.articles.entries()];
    const work = async () => {
      for (let next = waiting.shift(); next; next = waiting.shift()) {
        const [at, article] = next;
        tried[at] = await tryOn(article, ask, { shelf, signal }).catch(() => UNREAD);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    return tried;
  },
});

async function tryOn(
  article: TriedArticle,
  ask: TrialAsk,
  { shelf, signal }: { shelf: RulesShelf; signal: AbortSignal },
): Promise<Tried> {
  const fetched = await fetchPage(article.address, document.characterSet, signal);
  if (fetched === null) return UNREAD;
  const { document: page, address } = fetched;
  const isVisible = inferVisibility(page);
  const read = () => readShownWithRules(page, address, { isVisible }, shelf);
  const reading = await inSlices(page, read);
  const rulePage: RulePage = { document: page, address, reading, isVisible, now: Date.now() };
  return tryRule(rulePage, ask, article.value);
}
