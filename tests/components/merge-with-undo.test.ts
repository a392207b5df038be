// @vitest-environment jsdom
import { afterEach, beforeEach, expect, it } from 'vitest';
import { dismissToast, toasts, undoLatest } from '../../components/controls/toasts.ts';
import { mergeWithUndo } from '../../components/duplicates/merge-with-undo.ts';
import { setLanguage } from '../../utils/appearance.ts';
import { LibraryError } from '../../utils/library/library-error.ts';
import type { MergedArticles } from '../../utils/library/merge-articles.ts';

const group = ['a', 'b', 'c'].map((id) => ({ id }));
let parted: string[] = [];
const failingAt = (from: string) => ({
  mergeArticles: async (into: string, id: string) => {
    if (id === from) throw new LibraryError('not-found', `no article ${id}`);
    return { into, from: id, marks: [], tagged: [], untagged: [], versions: [], taken: {}, note: null };
  },
  undoMerge: async ({ from: id }: MergedArticles) => void parted.push(id),
});
const said = () => toasts.value.map(({ text }) => text);

beforeEach(() => setLanguage('zh-CN'));
afterEach(() => {
  parted = [];
  for (const toast of toasts.value) dismissToast(toast.id);
});

it('says what came of it where only some could be merged, and takes these back', async () => {
  await mergeWithUndo(failingAt('c'), group, 'a');
  expect(said()).toEqual(['合了其中几篇，其余的没有动']);
  expect(undoLatest()).toBe(true);
  await expect.poll(() => parted).toEqual(['b']);
});

it('says that nothing has changed only where nothing has', async () => {
  await mergeWithUndo(failingAt('b'), group, 'a');
  expect(said()).toEqual(['这一步没有做成，内容没有变。请再试一次。']);
  expect(undoLatest()).toBe(false);
});
