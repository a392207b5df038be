// @vitest-environment jsdom
import 'fake-indexeddb/auto';
import { Blob } from 'node:buffer';
import { signal } from '@preact/signals';
import { IDBFactory } from 'fake-indexeddb';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { openPopup } from '../../components/article/popup-model.ts';
import { Panel } from '../../components/panel/Panel.tsx';
import type { PanelModel } from '../../components/panel/panel-model.ts';
import { panelTexts } from '../../locales/panel.ts';
import { setLanguage } from '../../utils/appearance.ts';
import type { Article, Library } from '../../utils/library/library.ts';
import { localLibrary } from '../../utils/library/local-library.ts';
import { openStore } from '../../utils/library/store.ts';
import type { PlacedMarks } from '../../utils/messages/page-port.ts';
import { ADDRESS, sampleReading } from '../utils/library/sample-reading.ts';
import { byRole, click, mount, type, unmount } from './mount.ts';

const texts = panelTexts['zh-CN'];
let library: Library;
let article: Article;
let root: HTMLElement | null = null;

beforeEach(async () => {
  vi.stubGlobal('indexedDB', new IDBFactory());
  vi.stubGlobal('Blob', Blob); // jsdom's has no stream()
  setLanguage('zh-CN');
  library = localLibrary(await openStore('guest', 'aaaa', Date.now), () => {});
  article = await library.saveArticle({ address: ADDRESS, reading: sampleReading(), savedAt: 1 });
});
afterEach(async () => {
  if (root) await unmount(root);
  root = null;
  vi.unstubAllGlobals();
});

const mark = () =>
  library.saveMark({
    id: 'mark0000000000a1',
    articleId: article.id,
    pageSelectors: [{ type: 'TextQuoteSelector', exact: '来电人', prefix: '', suffix: '' }],
    colour: 1,
    style: 'ground',
  });

/** The panel beside a page that nobody reads. */
async function openPanel() {
  const model = await openPopup({
    tab: { id: 7, address: ADDRESS, title: '网页的标题' },
    library,
    keys: { save: '', reader: '' },
    ask: async () => Promise.reject(new Error('nobody answers')),
    openPage: () => {},
    close: () => {},
    isSiteOn: async () => false,
    requestSite: async () => false,
  });
  const places = signal<PlacedMarks | null>(null);
  const nothing = () => {};
  const panel: PanelModel = {
    page: signal(model),
    places,
    said: signal(''),
    show: async () => {},
    showSync: nothing,
    loaded: nothing,
    readElsewhere: nothing,
    taskLeft: nothing,
    goToMark: nothing,
    goToHeading: async () => {},
    confirmPlace: nothing,
    reattach: nothing,
  };
  root = await mount(<Panel panel={panel} />);
  await act(() => model.reload());
  return { model, places };
}

it('stays with the article whose note is being written, when the first mark comes from elsewhere', async () => {
  const { model } = await openPanel();
  const field = byRole('textbox', '笔记') as HTMLTextAreaElement;
  await act(() => field.focus());
  await type(field, '正写着');
  await mark();
  await act(() => model.reload());
  expect(field.isConnected).toBe(true);
  expect(document.activeElement).toBe(field);
});

it('goes on with the note of a mark that is found in the page meanwhile', async () => {
  await mark();
  const { places } = await openPanel();
  await click(byRole('button', texts.doings('来电人')));
  await click(byRole('menuitem', texts.writeNote));
  await type(byRole('textbox', '来电人') as HTMLTextAreaElement, '正写着');
  await act(() => {
    places.value = {
      marks: [{ id: 'mark0000000000a1', status: 'found', here: null }],
      inView: null,
      isSplit: false,
    };
  });
  const field = byRole('textbox', '来电人') as HTMLTextAreaElement;
  expect(document.activeElement).toBe(field);
  await vi.waitFor(() => expect(field.value).toBe('正写着'));
});
