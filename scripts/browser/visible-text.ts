import type { Page } from 'playwright-core';
import { eventually } from './eventually.ts';

/** `innerText` leaves out what stands in fields, and a reader sees that too. */
export const VISIBLE_TEXT = `(document.body?.innerText ?? '') + '\\n' + [...document.querySelectorAll('input, textarea')]
  .filter((field) => field.checkVisibility()).map((field) => field.value).join('\\n')`;

/** What a reader sees on the page: text, and what stands in its fields. */
export async function visibleText(page: Page): Promise<string> {
  return String(await page.evaluate(VISIBLE_TEXT));
}

export async function waitForText(page: Page, text: string, patience?: number): Promise<void> {
  await eventually(
    () => visibleText(page),
    (seen) => seen.includes(text),
    `"${text}" is not there, but`,
    patience,
  );
}

export async function waitUntilGone(page: Page, text: string, patience?: number): Promise<void> {
  await eventually(
    () => visibleText(page),
    (seen) => !seen.includes(text),
    `"${text}" is still there among`,
    patience,
  );
}
