// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { markTexts } from '../../../locales/marks.ts';
import { packDraft } from '../../../utils/note-draft.ts';
import { addMarks } from './marks-state.ts';

/** The background's part: what it answers, and what it was asked. Null: the extension was updated, nobody answers. */
let background: ((name: string, body: unknown) => unknown) | null;
let asked: { name: string; body: unknown }[] = [];

vi.stubGlobal('chrome', {
  runtime: {
    id: 'own',
    sendMessage: async ({ name, body }: { name: string; body: unknown }) => {
      if (!background) throw new Error('Extension context invalidated.');
      asked.push({ name, body });
      return { answer: await background(name, body) };
    },
  },
});
const { createState } = await import('../../../entrypoints/marks.content/state.ts');
const { loadMarks } = await import('../../../entrypoints/marks.content/load-marks.ts');
const { followCard, openCard } = await import('../../../entrypoints/marks.content/open-card.ts');

beforeEach(() => {
  vi.useFakeTimers();
  asked = [];
  background = (name) => (name === 'tag-names' ? [] : null);
});
afterEach(() => {
  vi.useRealTimers();
});

const texts = markTexts['zh-CN'];

function stateWith(...ids: string[]) {
  const state = createState('zh-CN');
  addMarks(state, ...ids);
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

it('opens with the note as it is by then, which may have come while drafts were asked for', async () => {
  const state = stateWith('one');
  const { promise, resolve } = Promise.withResolvers<null>();
  background = (name) => (name === 'draft' ? promise : []);
  const opening = openCard(state, 'one', null);
  await vi.advanceTimersByTimeAsync(0);
  state.marks.value = state.marks.value.map((entry) => ({
    ...entry,
    mark: { ...entry.mark, note: { text: '刚到的', values: [] } },
  }));
  resolve(null);
  await opening;
  expect(state.card.value?.writer.text.value).toBe('刚到的');
});

describe('a card that is open while its mark is changed elsewhere', () => {
  const noteOf = (text: string) => ({
    text,
    values: [{ stamp: '1750000000000-0000-abcdefgh', text, seen: {} }],
  });
  const written = () => asked.filter(({ name }) => name === 'write-note').map(({ body }) => body);

  it('shows the note as it is by now', async () => {
    const state = stateWith('one');
    await openCard(state, 'one', null);
    state.marks.value = state.marks.value.map((entry) => ({
      ...entry,
      mark: { ...entry.mark, note: noteOf('别处写的') },
    }));
    await followCard(state, 'article');
    expect(state.card.value?.writer.text.value).toBe('别处写的');
  });

  it('goes with its mark, once its words are where the mark is, and says where that is', async () => {
    const state = stateWith('one', 'two');
    await openCard(state, 'one', null);
    state.card.value?.writer.type('正写到一半', false);
    background = (name) => (name === 'write-note' ? noteOf('正写到一半') : null);
    state.marks.value = state.marks.value.filter(({ mark }) => mark.id !== 'one');
    await followCard(state, 'article');
    expect(written()).toEqual([expect.objectContaining({ text: '正写到一半' })]);
    expect(state.card.value).toBeNull();
    expect(state.toast.value).toEqual({ words: texts.deleted, more: texts.deletedNote });
    await openCard(state, 'two', null);
    expect(state.card.value?.id).toBe('two');
  });

  it('says that its words are a draft where the page has become another, and calls no mark deleted', async () => {
    const state = stateWith('one');
    await openCard(state, 'one', null);
    state.card.value?.writer.type('正写到一半', false);
    background = (name) => {
      if (name === 'write-note') throw new Error('no mark one on this page');
      return null;
    };
    state.marks.value = [];
    const following = followCard(state, 'another');
    await vi.advanceTimersByTimeAsync(1000);
    await following;
    expect(state.card.value).toBeNull();
    expect(state.toast.value).toEqual({ words: texts.drafted });
  });

  it('says nothing where the page has become another and nothing was typed', async () => {
    const state = stateWith('one');
    await openCard(state, 'one', null);
    state.marks.value = [];
    await followCard(state, undefined);
    expect([state.card.value, state.toast.value]).toEqual([null, null]);
  });
});

it('keeps the card of a mark that was stored while the marks of the page were being read', async () => {
  const state = stateWith('one');
  const [one] = state.marks.value;
  if (!one) throw new Error('no mark');
  state.marks.value = [{ ...one, isStored: false }];
  const { promise, resolve } = Promise.withResolvers<null>();
  background = (name) => ({ 'page-article': promise, 'tag-names': [] })[name] ?? null;
  const loading = loadMarks(state);
  state.marks.value = [one];
  await openCard(state, 'one', 'note');
  resolve(null);
  await loading;
  expect(state.card.value?.id).toBe('one');
  expect(state.marks.value).toHaveLength(1);

  background = (name) => (name === 'tag-names' ? [] : null);
  await loadMarks(state);
  await vi.advanceTimersByTimeAsync(0);
  expect(state.card.value).toBeNull();
});
