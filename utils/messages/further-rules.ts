import { browser } from 'wxt/browser';
import type { FurtherRules, RulesName, RulesShelf } from '../article/further-rules.ts';

declare global {
  /** In the world of our own scripts in a page, which the page's can't reach: what a script of rules has left for the one that reads. */
  var furtherRules: Partial<FurtherRules> | undefined;
}

/** For a script that brings rules. */
export function leaveRules(rules: Partial<FurtherRules>): void {
  globalThis.furtherRules = rules;
}

/** For one that reads: has the background put those rules into the page that a reading needs. */
export function emptyShelf(): RulesShelf {
  const shelf: RulesShelf = {
    rules: {},
    async bring(name) {
      shelf.rules = await bringRules(name);
    },
  };
  return shelf;
}

/** None where they can't be had. */
async function bringRules(name: RulesName): Promise<Partial<FurtherRules>> {
  const message = { name: 'bring-rules', body: { name } };
  // The name is ours from now on, whatever the page has called so.
  globalThis.furtherRules = undefined;
  await browser.runtime.sendMessage(message).catch(() => undefined);
  return globalThis.furtherRules ?? {};
}
