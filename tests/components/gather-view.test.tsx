// @vitest-environment jsdom
import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { gatherTexts } from '../../locales/gather.ts';
import { setLanguage } from '../../utils/appearance.ts';
import { localLibrary } from '../../utils/library/local-library.ts';
import { openStore } from '../../utils/library/store.ts';
import { fromView } from '../../utils/messages/answer.ts';
import { viewBodies } from '../../utils/messages/bodies.ts';
import { installFakeBrowser, OWN } from '../fake-browser.ts';
import { byRole, click, mount, unmount } from './mount.ts';

installFakeBrowser();
const { GatherView } = await import('../../components/gather/GatherView.tsx');
const { browser } = await import('../../utils/browser.ts');

const texts = gatherTexts['zh-CN'];
const own = { ...OWN, addressOf: async () => '' };
const sender = { id: OWN.id, url: `${OWN.origin}library.html` };
/** How many articles the background was asked for, by each question that it took. */
const asked: number[] = [];
const taken = fromView(viewBodies.gather, async ({ items }) => asked.push(items.length));
let tabs: { id: number; url: string; title: string }[] = [];
let root: HTMLElement;

beforeEach(async () => {
  vi.stubGlobal('indexedDB', new IDBFactory());
  setLanguage('zh-CN');
  asked.length = 0;
  Object.assign(browser.storage, { onChanged: fakeBrowser.storage.onChanged });
  Object.assign(browser.permissions, { contains: async () => true, request: async () => true });
  Object.assign(browser.tabs, { query: async () => tabs });
  Object.assign(browser.runtime, {
    sendMessage: ({ body }: { body: unknown }) =>
      taken(body, sender, own).then(
        (answer) => ({ answer }),
        () => ({ error: { name: 'RequestError', code: 'refused', message: 'malformed' } }),
      ),
  });
});
afterEach(async () => {
  await unmount(root);
  vi.unstubAllGlobals();
});

it('of more open tabs than are saved at once the first are, and it says so', async () => {
  await open(201);
  expect(root.textContent).toContain(texts.tooMany(200));
  await click(byRole('button', texts.start(200)));
  await vi.waitFor(() => expect(asked).toEqual([200]));
});

it('says so when it could not be started', async () => {
  await open(2);
  Object.assign(browser.runtime, { sendMessage: async () => ({ error: { code: 'internal', message: '' } }) });
  expect(root.textContent).not.toContain(texts.tooMany(200));
  await click(byRole('button', texts.start(2)));
  await vi.waitFor(() => expect(root.textContent).toContain(texts.notStarted));
});

async function open(count: number): Promise<void> {
  tabs = Array.from({ length: count }, (_, at) => ({
    id: at + 1,
    url: `https://news.example/${at}.html`,
    title: `第 ${at} 篇`,
  }));
  const library = localLibrary(await openStore('guest', 'aaaa', Date.now), () => undefined);
  root = await mount(<GatherView library={library} from={{ what: 'tabs', value: '' }} />);
  await vi.waitFor(() => expect(root.querySelectorAll('li')).toHaveLength(count));
  await act(() => undefined);
}
