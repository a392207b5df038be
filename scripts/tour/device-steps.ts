import type { Page } from 'playwright-core';
import { controlsTexts } from '../../locales/controls.ts';
import { signInByPassword } from '../browser/account-page.ts';
import { eventually } from '../browser/eventually.ts';
import {
  articleText,
  openArticleInList,
  openLibraryPage,
  paintedInArticle,
} from '../browser/library-page.ts';
import { waitForText, waitUntilGone } from '../browser/visible-text.ts';
import type { Scene, Step } from './scene.ts';

export const readOffline: Step = {
  name: 'read without a network',
  documentPicture: 'reader.png',
  async run(scene) {
    const { context } = scene.first;
    await context.setOffline(true);
    try {
      const page = await openLibraryPage(scene.first);
      const characters = await seeArticle(scene, page);
      const picture = await page.screenshot();
      await page.close();
      return { detail: `${characters} characters, the mark painted in them`, picture };
    } finally {
      await context.setOffline(false);
    }
  },
};

export const signInOnSecond: Step = {
  name: 'sign in on a second device',
  async run(scene) {
    scene.second = await scene.openSecond();
    const page = await signInByPassword(scene.second, scene.member);
    const picture = await page.screenshot();
    await page.close();
    return { detail: `${scene.member.phone} in a profile of its own`, picture };
  },
};

export const allIsThere: Step = {
  name: 'article, tags, note and mark are there',
  documentPicture: 'library.png',
  async run(scene) {
    const page = await openLibraryPage(secondOf(scene));
    await page.getByText(scene.title).first().waitFor();
    for (const text of [...scene.tags, scene.note, scene.passage, scene.markNote])
      await waitForText(page, text);
    const picture = await page.screenshot();
    const characters = await seeArticle(scene, page);
    await page.close();
    return { detail: `${characters} characters of text, and all that was added to them`, picture };
  },
};

export const tagDisappears: Step = {
  name: 'a tag removed there disappears here',
  async run(scene) {
    const [kept, removed] = scene.tags;
    const here = await openLibraryPage(scene.first);
    await waitForText(here, removed);
    const there = await openLibraryPage(secondOf(scene));
    await there.getByRole('button', { name: controlsTexts['zh-CN'].removeTag(removed) }).click();
    await here.bringToFront();
    await waitUntilGone(here, removed);
    await waitForText(here, kept);
    const picture = await here.screenshot();
    await there.close();
    await here.close();
    return { detail: `${removed} is gone, ${kept} is there`, picture };
  },
};

/** Opens the article from the list and looks for text and mark; gives the number of characters. */
async function seeArticle(scene: Scene, page: Page): Promise<number> {
  await openArticleInList(page, scene.title);
  const text = await eventually(
    () => articleText(page),
    (seen) => seen.includes(scene.passage),
    'the article shows',
  );
  await eventually(
    () => paintedInArticle(page),
    (painted) => painted.includes(scene.passage),
    `"${scene.passage}" is not painted, but`,
  );
  await page.getByText(scene.markNote).first().scrollIntoViewIfNeeded();
  return text.replaceAll(/\s/g, '').length;
}

function secondOf(scene: Scene) {
  if (!scene.second) throw new Error('the second device is not open yet');
  return scene.second;
}
