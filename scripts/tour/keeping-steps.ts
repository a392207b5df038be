import { controlsTexts } from '../../locales/controls.ts';
import { popupTexts } from '../../locales/popup.ts';
import { toolbarTexts } from '../../locales/toolbar.ts';
import { eventually } from '../browser/eventually.ts';
import { openPopup, SAVE_BUTTON } from '../browser/popup.ts';
import { elementWith } from '../browser/target-page.ts';
import { readToolbarIcon } from '../browser/toolbar-icon.ts';
import type { Step } from './scene.ts';

const texts = popupTexts['zh-CN'];

export const save: Step = {
  name: 'save',
  async run(scene) {
    const popup = await openPopup(scene.first, scene.page);
    await popup.click(SAVE_BUTTON);
    await popup.waitForText(texts.startReading);
    const picture = await popup.screenshot();
    await popup.close();
    const { title } = await eventually(
      () => readToolbarIcon(scene.first, scene.address),
      (icon) => icon.title === toolbarTexts['zh-CN'].saved,
      'the icon says',
    );
    return { detail: title, picture };
  },
};

export const tagAndNote: Step = {
  name: 'two tags and a note',
  documentPicture: 'saved.png',
  async run(scene) {
    const popup = await openPopup(scene.first, scene.page);
    for (const tag of scene.tags) {
      await popup.click(elementWith(controlsTexts['zh-CN'].addTag, 'input'));
      await popup.insertText(tag);
      await popup.press('Enter');
      await popup.waitForText(tag);
    }
    await popup.click(elementWith(texts.noteHint, 'textarea'));
    await popup.insertText(scene.note);
    await popup.waitForText(texts.noteKept);
    await popup.close();
    const reopened = await openPopup(scene.first, scene.page);
    for (const text of [...scene.tags, scene.note]) await reopened.waitForText(text);
    const picture = await reopened.screenshot();
    await reopened.close();
    return { detail: `${scene.tags.join(', ')}; the note is there when the popup opens again`, picture };
  },
};
