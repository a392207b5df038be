import { expect, it } from 'vitest';
import { installFakeBrowser } from '../../fake-browser.ts';

interface Item {
  id: string;
  contexts: string[];
}

installFakeBrowser();
const items: Item[] = [];
const contextMenus = {
  removeAll: async () => void items.splice(0),
  create: (item: Item) => void items.push(item),
};
Object.assign(Reflect.get(globalThis, 'chrome'), { contextMenus });
const { createMenus } = await import('../../../utils/toolbar/menus.ts');

it('offers to save the page on a selection too, where the browser shows no item of the page', async () => {
  await createMenus();
  await createMenus();
  const on = (context: string) =>
    items.filter(({ contexts }) => contexts.includes(context)).map(({ id }) => id);
  expect(on('selection')).toEqual(['mark-selection', 'note-selection', 'save-page']);
  expect(on('page')).toContain('save-page');
});
