// @vitest-environment jsdom
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { packDraft } from '../../../utils/note-draft.ts';

/** The background's part: what it answers, and what it was asked. Null: the extension was updated, nobody answers. */
let background: ((name: string, body: unknown) => unknown) | null;
let asked: { name: string; body: unknown }[] = [];

vi.stubGlobal('chrome', {
  runtime: {
    id: 'own',
    sendMessage: async ({ name, body }: { name: string; body: unknown }) => {
      if (!background) throw new Error('Extension context invalidated.');
      asked.push({ name, body });
      return { answer: background(name, body) };
    },
  },
});
const { createState } = await import('../../../entrypoints/marks.content/state.ts');
const { openCard } = await import('../../../entrypoints/marks.content/open-card.ts');

beforeEach(() => {
  vi.useFakeTimers();
  asked = [];
  background = (name) => (name === 'tag-names' ? [] : null);
});
afterEach(() => {
  vi.useRealTimers();
});

function stateWith(...ids: string[]) {
  const state = createState('zh-CN');
  const range = document.createRange();
  const none = {
    articleId: '',
    quote: '',
    pageSelectors: [],
    snapshotSelectors: [],
    snapshot: null,
    tags: [],
  };
  state.marks.value = ids.map((id) => ({
    mark: {
      ...none,
      id,
      colour: 1,
      style: 'ground',
      note: { text: '', values: [] },
      createdAt: 0,
      isDeleted: false,
    },
    anchored: { id, selectors: [], result: { status: 'found', range, score: 1, isChanged: false }, text: '' },
    isStored: true,
  }));
  return state;
}

it('keeps the card whose words an updated extension can no longer write, whichever mark is clicked', async () => {
  const state = stateWith('one', 'two');
  await openCard(state, 'one', null);
  background = null;
  state.card.value?.writer.type('只在屏幕上的话', false);
  const opening = openCard(state, 'two', null);
  await vi.advanceTimersByTimeAsync(5000);
  await opening;
  expect(state.card.value?.id).toBe('one');
  expect(state.card.value?.writer.text.value).toBe('只在屏幕上的话');
});

it('takes up what was typed and never written, with what its writer had seen', async () => {
  const kept = packDraft({ text: '没写完', seen: ['1750000000000-0000-abcdefgh'] });
  background = (name) =>
    ({ draft: kept, 'tag-names': [], 'write-note': { text: '没写完', values: [] } })[name];
  const state = stateWith('one');
  await openCard(state, 'one', null);
  await vi.advanceTimersByTimeAsync(1500);
  const written = asked.find(({ name }) => name === 'write-note');
  expect(written?.body).toMatchObject({ text: '没写完', seen: ['1750000000000-0000-abcdefgh'] });
});
