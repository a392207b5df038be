import { defineContentScript } from 'wxt/utils/define-content-script';
import type { Reading, ReadingFields } from '../utils/article/reading.ts';
import { isShown } from '../utils/messages/give-reading.ts';
import { applyRules } from '../utils/sites/apply-rules.ts';
import type { SiteRule } from '../utils/sites/site-rule.ts';

/** What the background leaves for the script before it is put into the page: out of the page's reach, as all of the script's world is. */
export interface RulesAsk {
  reading: Reading;
  rules: SiteRule[];
}

declare global {
  /** As JSON. */
  var rulesAsk: string | undefined;
}

/** Put into a page of a site that the reader made rules for, once it was read; its result is the fields as the rules want them. */
export default defineContentScript({
  registration: 'runtime',
  main(): ReadingFields | null {
    if (globalThis.rulesAsk === undefined) return null;
    const { reading, rules }: RulesAsk = JSON.parse(globalThis.rulesAsk);
    globalThis.rulesAsk = undefined;
    const page = { document, address: location.href, reading, isVisible: isShown, now: Date.now() };
    return applyRules(page, rules).fields;
  },
});
