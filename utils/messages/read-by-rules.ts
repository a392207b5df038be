import { readArticle } from '../article/read-article.ts';
import type { Reading } from '../article/reading.ts';
import { applyRules } from '../sites/apply-rules.ts';
import type { SiteRule } from '../sites/site-rule.ts';
import { call } from './call.ts';
import { isShown } from './give-reading.ts';

/** Reads an open page from within it: with the visibility that the browser's layout knows, and by the reader's rules for its site. */
export async function readByRules(document: Document, address: string): Promise<Reading> {
  // First: nothing may change between the reading and the rules applied to it.
  const rules = await siteRules();
  const now = Date.now();
  const isVisible = isShown;
  const own = readArticle(document, address, { isVisible, now });
  return applyRules({ document, address, reading: own, isVisible, now }, rules);
}

/** What the reader made of earlier corrections. A page can be read without them: where nobody answers there are none. */
async function siteRules(): Promise<SiteRule[]> {
  return call('page-rules').catch(() => []);
}
