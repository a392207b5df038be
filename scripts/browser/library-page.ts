import type { Page } from 'playwright-core';
import type { ChromiumProfile } from '../launch-chromium.ts';

export async function openLibraryPage(profile: ChromiumProfile, route = '#/'): Promise<Page> {
  const page = await profile.context.newPage();
  await page.goto(profile.pageAddress(`library.html${route}`));
  return page;
}

/** Opens an article from the list by its title, as a double click or Enter does, and waits for its text. */
export async function openArticleInList(page: Page, title: string): Promise<void> {
  const row = page.getByRole('link', { name: title }).first();
  await row.waitFor();
  await row.focus();
  await row.press('Enter');
  await page.locator('iframe').waitFor();
}

/** The kept text as the reader shows it. Its frame runs no script, so the page around it is asked. */
export async function articleText(page: Page): Promise<string> {
  return page.evaluate(() => document.querySelector('iframe')?.contentDocument?.body.innerText ?? '');
}

/** The passages painted in the kept text. */
export async function paintedInArticle(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const inside = document.querySelector('iframe')?.contentDocument;
    const registry = inside?.defaultView?.CSS.highlights;
    if (!inside || !registry) return [];
    return [...registry.values()].flatMap((highlight) =>
      [...highlight].map((painted) => {
        const range = inside.createRange();
        range.setStart(painted.startContainer, painted.startOffset);
        range.setEnd(painted.endContainer, painted.endOffset);
        return range.toString();
      }),
    );
  });
}
