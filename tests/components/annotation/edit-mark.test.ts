// @vitest-environment jsdom
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { MarksState } from '../../../entrypoints/marks.content/state.ts';
import { markTexts } from '../../../locales/marks.ts';
import type { Mark } from '../../../utils/library/library.ts';
import { addMarks, storedMark } from './marks-state.ts';

/** The background's part: what it answers. An error with a `code` is answered as one. */
let background: (name: string, body: unknown) => unknown;

vi.stubGlobal('chrome', {
  runtime: {
    id: 'own',
    sendMessage: async ({ name, body }: { name: string; body: unknown }) => {
      try {
        return { answer: (await background(name, body)) ?? null };
      } catch (error) {
        return { error: { code: String(Reflect.get(Object(error), 'code')), message: name } };
      }
    },
  },
});
const { createState } = await import('../../../entrypoints/marks.content/state.ts');
const { loadMarks } = await import('../../../entrypoints/marks.content/load-marks.ts');
const { addTag, changeColour, deleteMark } = await import('../../../entrypoints/marks.content/edit-mark.ts');
const { moveMark } = await import('../../../entrypoints/marks.content/make-mark.ts');
const { keepFocus, openCard } = await import('../../../entrypoints/marks.content/open-card.ts');
const { closeTopmost } = await import('../../../entrypoints/marks.content/press-keys.ts');

const texts = markTexts['zh-CN'];
const NOT_FOUND = Object.assign(new Error('no mark'), { code: 'not-found' });

beforeEach(() => {
  document.body.innerHTML = '<button id="page">页面的</button><input id="field"><p>页面上的一段话。</p>';
  document.querySelector('#ours')?.remove();
  // Beside the body, as our host.
  const ours = document.createElement('button');
  ours.id = 'ours';
  document.documentElement.append(ours);
  background = (name) => (name === 'tag-names' ? [] : null);
});

const focus = (id: string) => document.getElementById(id)?.focus();

function stateWith(...ids: string[]) {
  const state = createState('zh-CN');
  addMarks(state, ...ids);
  return state;
}

/** What the background tells of the page with these marks. */
const pageWith = (...marks: Mark[]) => ({ article: { id: 'article', pages: null }, marks, isSiteOn: true });

describe('the focus', () => {
  it('is back where it was once the mark of the open card is deleted', async () => {
    const state = stateWith('one');
    focus('page');
    await openCard(state, 'one', null);
    focus('ours');
    await deleteMark(state, 'one');
    expect(state.card.value).toBeNull();
    expect(document.activeElement?.id).toBe('page');
  });

  it('stays where the reader has clicked since', async () => {
    const state = stateWith('one');
    focus('page');
    await openCard(state, 'one', null);
    focus('ours');
    focus('field');
    await deleteMark(state, 'one');
    expect(document.activeElement?.id).toBe('field');
  });

  it('is back there too after a card that was chosen from a list, and after the list alone', async () => {
    const state = stateWith('one', 'two');
    focus('page');
    keepFocus(state);
    state.choice.value = ['one', 'two'];
    focus('ours');
    await openCard(state, 'two', null);
    await deleteMark(state, 'two');
    expect(document.activeElement?.id).toBe('page');

    keepFocus(state);
    state.choice.value = ['one', 'two'];
    focus('ours');
    closeTopmost(state)?.();
    expect(document.activeElement?.id).toBe('page');
  });
});

it('leaves the card of another mark open when one is deleted', async () => {
  const state = stateWith('one', 'two');
  await openCard(state, 'one', null);
  await deleteMark(state, 'two');
  expect(state.card.value?.id).toBe('one');
});

describe('a mark that was deleted elsewhere', () => {
  beforeEach(() => {
    background = (name) => {
      if (['edit-mark', 'add-tag', 'delete-mark'].includes(name)) throw NOT_FOUND;
      if (name === 'tag-names') return [];
      return name === 'page-article' ? pageWith(storedMark('two')) : null;
    };
  });

  it.each([
    ['another colour', (state: MarksState) => changeColour(state, 'one', 4)],
    ['a tag', (state: MarksState) => addTag(state, 'one', '夜班')],
    ['its deletion', (state: MarksState) => deleteMark(state, 'one')],
  ])('is called deleted where it is to get %s, and can be had back', async (_, change) => {
    const state = stateWith('one', 'two');
    await openCard(state, 'one', null);
    await change(state);
    expect(state.card.value).toBeNull();
    expect(state.marks.value.map(({ mark }) => mark.id)).toEqual(['two']);
    expect(state.toast.value).toMatchObject({ words: texts.deleted, action: { label: texts.undo } });
  });
});

describe('a new place for a mark', () => {
  const place = () => {
    const range = document.createRange();
    range.selectNodeContents(document.querySelector('p') ?? document.body);
    return range;
  };

  it('is refused for one that was deleted elsewhere, which goes and can be had back', async () => {
    const state = stateWith('one', 'two');
    state.reattaching.value = 'one';
    background = (name) => {
      if (name === 'edit-mark') throw NOT_FOUND;
      return name === 'page-article' ? pageWith(storedMark('two')) : null;
    };
    await moveMark(state, 'one', place());
    expect(state.marks.value.map(({ mark }) => mark.id)).toEqual(['two']);
    expect(state.reattaching.value).toBeNull();
    expect(state.toast.value).toMatchObject({ words: texts.deleted, action: { label: texts.undo } });
  });

  it('is refused where the page has become another, and no mark called deleted', async () => {
    const state = stateWith('one');
    background = (name) => {
      if (name === 'edit-mark') throw NOT_FOUND;
      return null;
    };
    await moveMark(state, 'one', place());
    expect(state.toast.value).toEqual({ words: texts['unsaved-not-found'] });
  });

  it('stands over what a reading brings that had begun before', async () => {
    const state = stateWith('one');
    const { promise, resolve } = Promise.withResolvers<unknown>();
    background = (name, body) =>
      name === 'page-article'
        ? promise
        : {
            ...storedMark('one'),
            pageSelectors: Reflect.get(Object(Reflect.get(Object(body), 'changes')), 'pageSelectors'),
          };
    const loading = loadMarks(state);
    await moveMark(state, 'one', place());
    resolve(pageWith(storedMark('one')));
    await loading;
    expect(state.marks.value[0]?.anchored.result.range?.toString()).toBe('页面上的一段话。');
  });
});

it('a colour stands over what a reading brings that had begun before it was stored', async () => {
  const state = stateWith('one');
  const reading = Promise.withResolvers<unknown>();
  const storing = Promise.withResolvers<unknown>();
  background = (name) => (name === 'page-article' ? reading.promise : storing.promise);
  const changing = changeColour(state, 'one', 3);
  const loading = loadMarks(state);
  storing.resolve({ ...storedMark('one'), colour: 3 });
  await changing;
  reading.resolve(pageWith(storedMark('one')));
  await loading;
  expect(state.marks.value[0]?.mark.colour).toBe(3);

  background = (name) => (name === 'page-article' ? pageWith({ ...storedMark('one'), colour: 5 }) : null);
  await loadMarks(state);
  expect(state.marks.value[0]?.mark.colour).toBe(5);
});

it('the list of lost marks is closed once it is empty', async () => {
  const state = stateWith('one');
  const [one] = state.marks.value;
  if (!one) throw new Error('no mark');
  const lost = { status: 'lost', range: null, score: 0, isChanged: false } as const;
  state.marks.value = [{ ...one, anchored: { ...one.anchored, result: lost } }];
  state.isLostListOpen.value = true;
  state.marks.value = [...state.marks.value];
  expect(state.isLostListOpen.value).toBe(true);
  state.marks.value = [one];
  expect(state.isLostListOpen.value).toBe(false);
  expect(closeTopmost(state)).toBeNull();
});
