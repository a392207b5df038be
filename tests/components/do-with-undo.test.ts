import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { dismissToast, toasts } from '../../components/controls/toasts.ts';
import { doWithUndo } from '../../components/library/do-with-undo.ts';
import { libraryTexts } from '../../locales/library.ts';
import { organiseTexts } from '../../locales/organise.ts';
import { setLanguage } from '../../utils/appearance.ts';
import type { Library } from '../../utils/library/library.ts';
import { localLibrary } from '../../utils/library/local-library.ts';
import { openStore } from '../../utils/library/store.ts';
import { sampleReading } from '../utils/library/sample-reading.ts';

const texts = organiseTexts['zh-CN'];
let library: Library;
let ids: string[];

beforeEach(async () => {
  vi.stubGlobal('indexedDB', new IDBFactory());
  setLanguage('zh-CN');
  library = localLibrary(await openStore('guest', 'aaaa', Date.now), () => {});
  const addresses = ['https://news.example/1', 'https://news.example/2'];
  const saved = addresses.map((address) =>
    library.saveArticle({ address, reading: sampleReading(), savedAt: 1 }),
  );
  ids = (await Promise.all(saved)).map(({ id }) => id);
});
afterEach(() => {
  for (const { id } of toasts.value) dismissToast(id);
  vi.unstubAllGlobals();
});

const archiveAll = () =>
  doWithUndo(library, library.editArticles(ids, { state: 'archived' }), { text: '归档了' });
const takeBack = () => toasts.value.at(-1)?.action?.onAction();
const said = () => toasts.value.map(({ text }) => text);
const read = (at: number) => library.editArticles([ids[at] ?? ''], { state: 'reading' });

it('says so where everything was changed again since, and nothing is taken back', async () => {
  await archiveAll();
  for (const at of [0, 1]) await read(at);
  takeBack();
  await vi.waitFor(() => expect(said()).toContain(texts.nothingTakenBack));
});

it('says so where something of it was changed again since', async () => {
  await archiveAll();
  await read(1);
  takeBack();
  await vi.waitFor(() => expect(said()).toContain(texts.someTakenBack));
  expect((await library.article(ids[0] ?? ''))?.state).toBe('unread');
});

it('offers again to take it back, where that failed', async () => {
  const failing = {
    ...library,
    undoEdits: vi.fn(library.undoEdits).mockRejectedValueOnce(new Error('no room')),
  };
  await doWithUndo(failing, library.editArticles(ids, { state: 'archived' }), { text: '归档了' });
  takeBack();
  await vi.waitFor(() => expect(said()).toEqual(['归档了', libraryTexts['zh-CN'].actionFailed]));
  expect((await library.article(ids[0] ?? ''))?.state).toBe('archived');
  takeBack();
  await vi.waitFor(async () => expect((await library.article(ids[0] ?? ''))?.state).toBe('unread'));
});

it('says nothing more where all of it is as it was before', async () => {
  await archiveAll();
  takeBack();
  await vi.waitFor(async () => expect((await library.article(ids[1] ?? ''))?.state).toBe('unread'));
  expect(said()).toEqual(['归档了']);
});
