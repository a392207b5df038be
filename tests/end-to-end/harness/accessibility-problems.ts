import axe from 'axe-core';
import type { Page } from 'playwright-core';

/** A colour on its way from one theme to the other is neither's. */
export const TRANSITIONS_OVER = `Promise.allSettled(document.getAnimations()
  .filter((animation) => animation instanceof CSSTransition).map((transition) => transition.finished)).then(() => undefined)`;

/** What axe finds, as `rule: element`. It is put in by the debugger, past the page's content security policy. */
export async function accessibilityProblems(page: Page): Promise<string[]> {
  await page.evaluate(TRANSITIONS_OVER);
  await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const { violations } = await window.axe.run();
    return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
  });
}

declare global {
  interface Window {
    axe: typeof axe;
  }
}
