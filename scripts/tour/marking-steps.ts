import { markTexts } from '../../locales/marks.ts';
import { articleText } from '../browser/article-text.ts';
import { closedRoots } from '../browser/closed-roots.ts';
import { eventually } from '../browser/eventually.ts';
import { choosePassage, paintedPassages, selectPassage } from '../browser/passage.ts';
import { readToolbarIcon } from '../browser/toolbar-icon.ts';
import type { Step } from './scene.ts';

const texts = markTexts['zh-CN'];

export const mark: Step = {
  name: 'mark a passage with a note',
  documentPicture: 'mark.png',
  async run(scene) {
    await scene.page.bringToFront();
    scene.passage = await choosePassage(scene.page, await articleText(scene.first, scene.address));
    const ours = await closedRoots(scene.page);
    await selectPassage(scene.page, scene.passage);
    await ours.click(texts.note);
    await ours.waitForText(texts.escape);
    await scene.page.keyboard.insertText(scene.markNote);
    await ours.waitForText(texts.stored);
    await waitUntilPainted(scene);
    const picture = await scene.page.screenshot();
    await scene.page.keyboard.press('Escape');
    return { detail: scene.passage, picture };
  },
};

export const markIsBack: Step = {
  name: 'mark is back after a reload',
  async run(scene) {
    await scene.page.reload({ waitUntil: 'domcontentloaded' });
    await waitUntilPainted(scene);
    const { badge } = await eventually(
      () => readToolbarIcon(scene.first, scene.address),
      (icon) => icon.badge === '1',
      'the badge says',
    );
    return { detail: `painted again, badge ${badge}`, picture: await scene.page.screenshot() };
  },
};

async function waitUntilPainted({ page, passage }: Parameters<Step['run']>[0]): Promise<void> {
  await eventually(
    () => paintedPassages(page),
    (painted) => painted.includes(passage),
    `"${passage}" is not painted, but`,
  );
}
