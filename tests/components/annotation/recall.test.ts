// @vitest-environment jsdom
import { expect, it, vi } from 'vitest';
import { addMarks } from './marks-state.ts';

/** What the background was asked. */
const asked: string[] = [];
vi.stubGlobal('chrome', {
  runtime: {
    id: 'own',
    sendMessage: async ({ name }: { name: string }) => {
      asked.push(name);
      if (name === 'begin-recall') globalThis.recallTools = createRecallTools();
      return { answer: name === 'recall-quotes' ? [{ id: 'one', quote: QUOTE }] : null };
    },
  },
});
const { createState } = await import('../../../entrypoints/marks.content/state.ts');
const { recallUnsure } = await import('../../../entrypoints/marks.content/recall-tools.ts');
const { createRecallTools } = await import('../../../entrypoints/recall.content/create-recall-tools.ts');

const QUOTE = {
  type: 'TextQuoteSelector',
  exact: '一句',
  prefix: '更前面的话',
  suffix: '更后面的话',
} as const;

it('asks the kept text once for each mark that a page leaves in doubt, however often that changes', async () => {
  const state = createState('zh-CN');
  addMarks(state, 'one', 'two');
  const loseOf = (id: string) => {
    const result = { status: 'lost', range: null, score: 0, isChanged: false } as const;
    state.marks.value = state.marks.value.map((entry) =>
      entry.mark.id === id ? { ...entry, anchored: { ...entry.anchored, result } } : entry,
    );
  };
  // As the marks' script looks again, whenever it was told more.
  const reanchor = async () => {
    await recallUnsure(state);
    return true;
  };
  vi.stubGlobal('pageMarks', { reanchor });
  await reanchor();
  expect(asked).toEqual([]);
  loseOf('one');
  await reanchor();
  await reanchor();
  expect(asked).toEqual(['begin-recall', 'recall-quotes']);
});
