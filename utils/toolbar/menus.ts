import { toolbarTexts } from '../../locales/toolbar.ts';
import { browser } from '../browser.ts';
import { chosenLanguage } from './chosen-language.ts';

/** The same three as the keyboard shortcuts of the manifest. */
export const TOOLBAR_COMMANDS = ['save-page', 'mark-selection', 'open-reader'] as const;
export type ToolbarCommand = (typeof TOOLBAR_COMMANDS)[number];

export function isToolbarCommand(name: unknown): name is ToolbarCommand {
  return TOOLBAR_COMMANDS.some((command) => command === name);
}

/** Puts our items into the right-click menu, in the reader's language. May be called again after the language changed. */
export async function createMenus(): Promise<void> {
  const texts = toolbarTexts[await chosenLanguage()];
  const pages = ['http://*/*', 'https://*/*'];
  await browser.contextMenus.removeAll();
  const add = (id: ToolbarCommand, title: string, context: 'page' | 'selection') =>
    browser.contextMenus.create({ id, title, contexts: [context], documentUrlPatterns: pages });
  add('mark-selection', texts.menuMark, 'selection');
  add('save-page', texts.menuSave, 'page');
  add('open-reader', texts.menuReader, 'page');
}
