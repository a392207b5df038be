import { libraryTexts } from '../../../locales/library.ts';
import { popupTexts } from '../../../locales/popup.ts';
import { readerTexts } from '../../../locales/reader.ts';
import { openLibraryPage } from '../../../scripts/browser/library-page.ts';
import { openPopup } from '../../../scripts/browser/popup.ts';
import { elementWith } from '../../../scripts/browser/target-page.ts';
import { waitForText } from '../../../scripts/browser/visible-text.ts';
import { saveByMessage } from '../harness/library-rows.ts';
import type { Editing } from './editing.ts';

const texts = libraryTexts['zh-CN'];
/** A view that shows nothing for this long, on a machine with much to do, has lost its browser or its worker. */
const PATIENCE_MS = 10_000;

const READ_WORDS = [texts.startReading, texts.readAgain, texts.continueReading(0).slice(0, 4)];
/** On the button of a page that is not kept. */
const SAVE_KEYS = 'Alt+Shift+S';

/** Keeps the page by the popup's own messages. */
export async function save({ profile, ledger, article, did }: Editing): Promise<void> {
  await did('save', async () => {
    const made = ledger.make(`article ${article.id}`);
    // Where it lies in the bin, saving it brings it back.
    ledger.restore(`article ${article.id}`);
    const status = await saveByMessage(profile, article.address);
    if (status !== 'saved') throw new Error(`saving answered ${status}`);
    made.stored();
  });
}

/** Types a note in the reader. Half of the time the page is closed at once, the words said to be kept or not. */
export async function noteInReader(editing: Editing): Promise<void> {
  const { profile, ledger, random, article, nextToken, did } = editing;
  const page = await openLibraryPage(profile, `#/article/${article.id}`);
  try {
    const field = page.getByLabel(readerTexts['zh-CN'].articleNote, { exact: true });
    await field.waitFor({ timeout: PATIENCE_MS });
    const before = await field.inputValue();
    const token = nextToken();
    await did('note in the reader', async () => {
      const act = ledger.note(`article ${article.id}`, token, ledger.tokensIn(before));
      await field.press('Control+End');
      await field.pressSequentially(` ${token}`, { delay: 5 });
      if (random.chance(0.5)) await field.blur();
      await page
        .getByText(readerTexts['zh-CN'].noteStored, { exact: true })
        .waitFor({ timeout: PATIENCE_MS });
      if ((await field.inputValue()).includes(token)) act.stored();
    });
  } finally {
    await page.close().catch(() => undefined); // the browser may have been killed
  }
}

/** Types a note in the popup over the article's page. */
export async function noteInPopup({ profile, ledger, article, nextToken, did }: Editing): Promise<void> {
  const page = await profile.context.newPage();
  try {
    await page.goto(article.address);
    const popup = await openPopup(profile, page);
    const field = elementWith(popupTexts['zh-CN'].noteHint, 'textarea');
    const value = `${field}?.value ?? null`;
    await popup.waitForAny([...READ_WORDS, SAVE_KEYS]);
    const before = await popup.evaluate(value);
    if (typeof before !== 'string') return;
    const token = nextToken();
    await did('note in the popup', async () => {
      const act = ledger.note(`article ${article.id}`, token, ledger.tokensIn(before));
      await popup.click(field);
      await popup.insertText(` ${token} `);
      await popup.waitForAny([popupTexts['zh-CN'].noteKept, popupTexts['zh-CN'].noteKeptHere]);
      if (String(await popup.evaluate(value)).includes(token)) act.stored();
    });
    await popup.close();
  } finally {
    await page.close().catch(() => undefined); // the browser may have been killed
  }
}

/** Deletes the article in the library, or puts it back from the bin. */
export async function deleteOrRestore({ profile, ledger, article, did }: Editing): Promise<void> {
  const page = await openLibraryPage(profile);
  try {
    const row = page.getByRole('link', { name: article.title, exact: true }).first();
    if (await appears(row)) {
      await row.click({ timeout: PATIENCE_MS });
      const remove = page.getByRole('complementary').getByRole('button', { name: texts.remove, exact: true });
      await did('delete article', async () => {
        const act = ledger.field(`article ${article.id}`, 'deleted', true);
        await remove.click({ timeout: PATIENCE_MS });
        await waitForText(page, texts.articleRemoved, PATIENCE_MS);
        act.stored();
      });
      return;
    }
    await page.goto(profile.pageAddress('library.html#/trash'));
    const restore = page.getByRole('button', { name: texts.restoreArticle(article.title) });
    if (!(await appears(restore))) return;
    await did('restore article', async () => {
      const act = ledger.restore(`article ${article.id}`);
      await restore.first().click({ timeout: PATIENCE_MS });
      await waitForText(page, texts.articleRestored, PATIENCE_MS);
      act.stored();
    });
  } finally {
    await page.close().catch(() => undefined); // the browser may have been killed
  }
}

async function appears(place: { waitFor(options: { timeout: number }): Promise<void> }): Promise<boolean> {
  return place.waitFor({ timeout: 1_500 }).then(
    () => true,
    () => false,
  );
}
