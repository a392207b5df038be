// @vitest-environment jsdom
import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { dismissToast, toasts } from '../../components/controls/toasts.ts';
import { deleteMarkWithUndo } from '../../components/reader/delete-mark.ts';
import { useDeletedElsewhere } from '../../components/reader/use-deleted-elsewhere.ts';
import { readerTexts } from '../../locales/reader.ts';
import { setLanguage } from '../../utils/appearance.ts';
import type { Library, Mark } from '../../utils/library/library.ts';
import { localLibrary } from '../../utils/library/local-library.ts';
import { openStore } from '../../utils/library/store.ts';
import { ADDRESS, sampleReading } from '../utils/library/sample-reading.ts';
import { mount, unmount } from './mount.ts';

const texts = readerTexts['zh-CN'];
let library: Library;
let articleId: string;
let root: HTMLElement;
const onGone = vi.fn<() => void>();

beforeEach(async () => {
  vi.stubGlobal('indexedDB', new IDBFactory());
  setLanguage('zh-CN');
  onGone.mockClear();
  library = localLibrary(await openStore('guest', 'aaaa', Date.now), () => {});
  articleId = (await library.saveArticle({ address: ADDRESS, reading: sampleReading(), savedAt: 1 })).id;
});
afterEach(async () => {
  await unmount(root);
  for (const { id } of toasts.value) dismissToast(id);
  vi.unstubAllGlobals();
});

const saveMark = () =>
  library.saveMark({
    id: crypto.randomUUID().replaceAll('-', ''),
    articleId,
    pageSelectors: [{ type: 'TextQuoteSelector', exact: '等待', prefix: '', suffix: '' }],
    colour: 1,
    style: 'ground',
  });

function Shown({ marks, selectedId }: { marks: Mark[]; selectedId: string | null }) {
  useDeletedElsewhere(library, marks, selectedId, onGone);
  return null;
}

const draw = async (selectedId: string | null) => {
  const view = <Shown marks={await library.marks(articleId)} selectedId={selectedId} />;
  if (root?.isConnected) await act(() => render(view, root));
  else root = await mount(view);
  await act(() => new Promise((resolve) => setTimeout(resolve, 20)));
};
const said = () => toasts.value.map(({ text }) => text);

it('the reader is told where the chosen mark went, when it was deleted elsewhere', async () => {
  const { id } = await saveMark();
  await draw(id);
  await library.deleteMark(id);
  await draw(id);
  await vi.waitFor(() =>
    expect(toasts.value).toMatchObject([{ text: texts.markGone, detail: texts.markGoneMore }]),
  );
  expect(onGone).toHaveBeenCalledOnce();
});

it('nothing more is said of a mark that was deleted here, of one that was not chosen, or of one that is only being made', async () => {
  const [chosen, other] = [await saveMark(), await saveMark()];
  await draw(chosen.id);
  await library.deleteMark(other.id);
  await draw(chosen.id);
  expect(said()).toEqual([]);
  await deleteMarkWithUndo(library, chosen);
  await draw(chosen.id);
  expect(said()).toEqual([texts.markRemoved]);
  await draw('not-yet-in-the-list');
  expect(said()).toEqual([texts.markRemoved]);
});

it('a mark that came back by 撤销 and is deleted elsewhere then is told of', async () => {
  const mark = await saveMark();
  await draw(mark.id);
  await deleteMarkWithUndo(library, mark);
  toasts.value[0]?.action?.onAction();
  await vi.waitFor(async () => expect(await library.marks(articleId)).toHaveLength(1));
  await draw(mark.id);
  await library.deleteMark(mark.id);
  await draw(mark.id);
  await vi.waitFor(() => expect(said()).toContain(texts.markGone));
});
