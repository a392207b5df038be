import { expect, it, vi } from 'vitest';

type Updated = (tabId: number, change: { status?: string; url?: string }) => void;
const heard: Updated[] = [];
const tab = { id: 3, url: 'https://news.example/1.html', title: '一篇' };
const api = {
  runtime: { id: 'our-extension' },
  tabs: {
    get: async () => tab,
    query: async () => [tab],
    onActivated: { addListener: () => undefined, removeListener: () => undefined },
    onUpdated: { addListener: (listener: Updated) => heard.push(listener), removeListener: () => undefined },
  },
};
Object.assign(globalThis, { chrome: api, browser: api });
const { followTab } = await import('../../components/panel/follow-tab.ts');

it('another place of the page leaves the panel as it is; another page, another route and a reload do not', async () => {
  const onPage = vi.fn();
  await followTab(1, { onPage, onLoaded: () => undefined }, new AbortController().signal);
  const go = async (url: string | undefined, status = 'loading') => {
    const before = onPage.mock.calls.length;
    if (url !== undefined) tab.url = url;
    for (const listener of heard) listener(3, url === undefined ? { status } : { status, url });
    await new Promise((done) => setTimeout(done));
    return onPage.mock.calls.length - before;
  };
  expect(onPage).toHaveBeenCalledOnce();
  expect(await go('https://news.example/1.html#part')).toBe(0);
  expect(await go('https://news.example/1.html#other')).toBe(0);
  // Back to where it began, and on again.
  expect(await go('https://news.example/1.html')).toBe(0);
  expect(await go('https://news.example/1.html?utm_source=list')).toBe(1);
  expect(await go('https://news.example/1.html#/news/2')).toBe(1);
  expect(await go('https://news.example/2.html')).toBe(1);
  expect(await go(undefined)).toBe(1);
  expect(await go('https://news.example/2.html')).toBe(1);
});
