import type { Page } from 'playwright-core';
import { libraryTexts } from '../../locales/library.ts';
import type { ChromiumProfile } from '../launch-chromium.ts';

const texts = libraryTexts['zh-CN'];

export async function openLibraryPage(profile: ChromiumProfile, route = '#/'): Promise<Page> {
  const page = await profile.context.newPage();
  await page.goto(profile.pageAddress(`library.html${route}`));
  return page;
}

/** Chooses an article in the list by its title, opens it from the preview beside it, and waits for its text. */
export async function openArticleInList(page: Page, title: string): Promise<void> {
  await page.getByRole('link', { name: title }).first().click();
  await page.getByRole('complementary').getByRole('link', { name: READ_WORDS }).click();
  await page.locator('iframe').waitFor();
}

/** 开始阅读, 继续阅读 · 62%, 再读一遍: as far as the reader has come. */
const READ_WORDS = new RegExp(
  `${texts.startReading}|${texts.continueReading(0).split(' ')[0]}|${texts.readAgain}`,
);

/** The kept text as the reader shows it. Its frame runs no script, so the page around it is asked. */
export async function articleText(page: Page): Promise<string> {
  return page.evaluate(() => document.querySelector('iframe')?.contentDocument?.body.textContent ?? '');
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
