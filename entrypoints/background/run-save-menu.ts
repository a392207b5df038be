import { browser } from '../../utils/browser.ts';
import { imageReading } from '../../utils/keeping/image-reading.ts';
import { keepPage, MAX_IMAGE_BYTES } from '../../utils/keeping/keep-page.ts';
import { LibraryError } from '../../utils/library/library-error.ts';
import { openCurrentLibrary } from '../../utils/library/open-library.ts';
import { patternOf } from '../../utils/sites/match-pattern.ts';
import { chosenLanguage } from '../../utils/toolbar/chosen-language.ts';
import { GATHER_PAGE, GATHER_TABS, SAVE_IMAGE, SAVE_LINK } from '../../utils/toolbar/menus.ts';
import { showToolbar } from '../../utils/toolbar/show-toolbar.ts';
import { problemLook, type ToolbarProblem } from '../../utils/toolbar/toolbar-state.ts';
import { fetchImage } from './fetch-image.ts';
import { gather } from './gather.ts';

interface Clicked {
  menuItemId: number | string;
  linkUrl?: string | undefined;
  linkText?: string | undefined;
  srcUrl?: string | undefined;
}

/** What the right-click menu saves besides the page: a link, an image, or several articles, which are chosen on a page of ours. */
export async function runSaveMenu(
  { menuItemId, linkUrl, linkText, srcUrl }: Clicked,
  tab: ClickedTab | undefined,
): Promise<void> {
  if (menuItemId === SAVE_LINK && linkUrl) await saveLink(linkUrl, linkText ?? linkUrl, tab);
  if (menuItemId === SAVE_IMAGE && srcUrl) await saveImage(srcUrl, tab);
  if (menuItemId === GATHER_PAGE && tab?.id !== undefined) await openGathering(`page:${tab.id}`);
  if (menuItemId === GATHER_TABS) await openGathering('tabs');
}

/**
 * Where the reader gave leave for its site it is read at once in the background, and what went wrong shows on the button; else a page of ours says why
 * that is needed, and asks.
 */
async function saveLink(address: string, title: string, tab: ClickedTab | undefined): Promise<void> {
  const pattern = patternOf(address);
  const isAllowed = pattern !== null && (await browser.permissions.contains({ origins: [pattern] }));
  if (isAllowed) await gather({ items: [{ address, title: title.slice(0, 300) }] }, tab?.id ?? null);
  else await openGathering(`link:${address}`);
}

interface ClickedTab {
  id?: number | undefined;
  url?: string | undefined;
  title?: string | undefined;
}

/** What went wrong shows on the button. */
async function saveImage(address: string, tab: ClickedTab | undefined): Promise<void> {
  const problem = await keepImage(address, tab);
  if (problem !== null && tab?.id !== undefined)
    await showToolbar(tab.id, problemLook(problem, await chosenLanguage()));
}

async function keepImage(address: string, tab: ClickedTab | undefined): Promise<ToolbarProblem | null> {
  const page = tab?.url ?? address;
  const place = tab?.id === undefined ? { page } : { page, tabId: tab.id };
  const image = await fetchImage(address, place);
  // Without it nothing would be kept but its name.
  if (!image || image.size > MAX_IMAGE_BYTES) return 'image-not-had';
  try {
    const reading = imageReading({ address, page, title: tab?.title ?? null });
    await keepPage(await openCurrentLibrary(), { address, reading, fetchImage: async () => image });
    return null;
  } catch (error) {
    console.error('saving an image failed', error);
    return error instanceof LibraryError && error.code === 'storage-full' ? 'storage-full' : 'not-saved';
  }
}

async function openGathering(from: string): Promise<void> {
  await browser.tabs.create({
    url: browser.runtime.getURL(`/library.html#/gather/${encodeURIComponent(from)}`),
  });
}
