import { gatherTexts } from '../../locales/gather.ts';
import { toolbarTexts } from '../../locales/toolbar.ts';
import { browser } from '../browser.ts';
import { chosenLanguage } from './chosen-language.ts';

/** What is done with a page, by keyboard shortcut or menu item. */
export const TOOLBAR_COMMANDS = [
  'save-page',
  'mark-selection',
  'note-selection',
  'mark-image',
  'next-mark',
  'previous-mark',
  'open-reader',
] as const;
export type ToolbarCommand = (typeof TOOLBAR_COMMANDS)[number];
/** Also a shortcut and a menu item: done within the reader's own press (open-panel.ts). */
export const OPEN_PANEL = 'open-panel';
/** In the right-click menu alone. */
export const SAVE_LINK = 'save-link';
export const SAVE_IMAGE = 'save-image';
export const GATHER_PAGE = 'gather-page';
export const GATHER_TABS = 'gather-tabs';

type MenuItem =
  | ToolbarCommand
  | typeof OPEN_PANEL
  | typeof SAVE_LINK
  | typeof SAVE_IMAGE
  | typeof GATHER_PAGE
  | typeof GATHER_TABS;

export function isToolbarCommand(name: unknown): name is ToolbarCommand {
  return TOOLBAR_COMMANDS.some((command) => command === name);
}

/** Puts our items into the right-click menu, in the reader's language. May be called again after the language changed. */
export async function createMenus(): Promise<void> {
  const language = await chosenLanguage();
  const texts = toolbarTexts[language];
  const pages = ['http://*/*', 'https://*/*'];
  await browser.contextMenus.removeAll();
  const add = (id: MenuItem, title: string, ...contexts: ('page' | 'selection' | 'link' | 'image')[]) =>
    browser.contextMenus.create({ id, title, contexts, documentUrlPatterns: pages });
  add('mark-selection', texts.menuMark, 'selection');
  add('note-selection', texts.menuNote, 'selection');
  add('mark-image', texts.menuMarkImage, 'image');
  add('save-page', texts.menuSave, 'page', 'selection');
  add('open-reader', texts.menuReader, 'page');
  add(OPEN_PANEL, texts.menuPanel, 'page');
  add(SAVE_LINK, texts.menuLink, 'link');
  add(SAVE_IMAGE, texts.menuImage, 'image');
  add(GATHER_PAGE, gatherTexts[language].fromPageWord, 'page');
  // The button's own menu: of no page.
  browser.contextMenus.create({
    id: GATHER_TABS,
    title: gatherTexts[language].fromTabsWord,
    contexts: ['action'],
  });
}
