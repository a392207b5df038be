import { defineContentScript } from 'wxt/utils/define-content-script';
import { readShownWithRules } from '../../utils/article/read-article.ts';
import { inSlices } from '../../utils/article/slices.ts';
import type { ShownPlace } from '../../utils/messages/contract.ts';
import { emptyShelf } from '../../utils/messages/further-rules.ts';
import { proposeRule, type RuleWish } from '../../utils/sites/propose-rule.ts';
import { findPlace, isSeen, type PlaceAsk } from '../../utils/sites/show-place.ts';
import type { RuleTake } from '../../utils/sites/site-rule.ts';
import { lightUp } from './light-up.ts';

/** What the background leaves for the script before it is put into the page: out of the page's reach, as all of the script's world is. */
export interface EvidenceAsk {
  place?: PlaceAsk;
  wish?: RuleWish;
}
export type EvidenceAnswer = { shown: ShownPlace } | { take: RuleTake | null } | null;

declare global {
  /** As JSON. */
  var evidenceAsk: string | undefined;
}

/** Put into a page when the reader asks where a value stands, or wants it taken from there always. Leaves nothing behind. */
export default defineContentScript({
  registration: 'runtime',
  noScriptStartedPostMessage: true,
  async main(): Promise<EvidenceAnswer> {
    if (globalThis.evidenceAsk === undefined) return null;
    const ask: EvidenceAsk = JSON.parse(globalThis.evidenceAsk);
    globalThis.evidenceAsk = undefined;
    if (ask.place) return { shown: show(ask.place) };
    return ask.wish ? { take: await propose(ask.wish) } : null;
  },
});

const isVisible = (element: Element) => element.checkVisibility({ visibilityProperty: true });

function show(ask: PlaceAsk): ShownPlace {
  const place = findPlace(document, ask);
  if (place === null) return 'gone';
  if (!isSeen(place, isVisible)) return 'hidden';
  lightUp(place);
  return 'shown';
}

async function propose(wish: RuleWish): Promise<RuleTake | null> {
  const address = location.href;
  const shelf = emptyShelf();
  const read = () => readShownWithRules(document, address, { isVisible }, shelf);
  const reading = await inSlices(document, read);
  return proposeRule({ document, address, reading, isVisible, now: Date.now() }, wish);
}
