import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createNoteWriter } from '../../../components/annotation/note-writer.ts';
import type { Note } from '../../../utils/library/library.ts';
import type { NoteDraft } from '../../../utils/note-draft.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A store that keeps notes as the library does: a writing drops what its writer had seen. */
function writerOn(start: { values: string[]; draft?: NoteDraft }) {
  let count = 0;
  const stamped = (text: string) => ({ stamp: `s${++count}`, text, seen: {} });
  let values = start.values.map(stamped);
  const toNote = (): Note => ({ text: values.map((value) => value.text).join('\n\n'), values });
  const store = {
    drafts: [] as (NoteDraft | null)[],
    writes: [] as string[],
    failure: null as Error | null,
    toNote,
    /** Another device's value arrives. */
    receive: (text: string) => {
      values = [...values, stamped(text)];
    },
    /** Another device has seen all there is and writes in its place. */
    replace: (text: string) => {
      values = [stamped(text)];
    },
  };
  const writer = createNoteWriter({
    note: toNote(),
    draft: start.draft ?? null,
    write: async (text, seen) => {
      await new Promise((resolve) => setTimeout(resolve, 50));
      if (store.failure) throw store.failure;
      store.writes.push(text);
      values = [...values.filter((value) => !seen.includes(value.stamp)), stamped(text)];
      return toNote();
    },
    keepDraft: async (draft) => {
      store.drafts.push(draft);
    },
    isOrphaned: (error) => error instanceof RangeError,
  });
  return { writer, store };
}

it('keeps a draft at each key stroke and writes after a second of quiet', async () => {
  const { writer, store } = writerOn({ values: [] });
  for (const text of ['等', '等待', '等待感']) {
    writer.type(text, false);
    await vi.advanceTimersByTimeAsync(300);
  }
  expect(store.drafts.map((draft) => draft?.text)).toEqual(['等', '等待', '等待感']);
  expect(store.writes).toEqual([]);
  expect(writer.state.value).toBe('drafted');
  await vi.advanceTimersByTimeAsync(1000);
  expect(store.writes).toEqual(['等待感']);
  expect(writer.state.value).toBe('stored');
  expect(store.drafts.at(-1)).toBeNull();
});

it('writes at once on blur', async () => {
  const { writer, store } = writerOn({ values: ['旧的'] });
  writer.type('新的', false);
  void writer.flush();
  await vi.advanceTimersByTimeAsync(60);
  expect(store.writes).toEqual(['新的']);
});

it('never makes a conflict with itself while it is typed on during a writing', async () => {
  const { writer, store } = writerOn({ values: ['一'] });
  writer.type('一二', false);
  void writer.flush();
  writer.type('一二三', false);
  void writer.flush();
  await vi.advanceTimersByTimeAsync(2000);
  expect(store.toNote().values.map((value) => value.text)).toEqual(['一二三']);
  expect(writer.state.value).toBe('stored');
});

it('does not write half a word of an input method', async () => {
  const { writer, store } = writerOn({ values: [] });
  writer.type('deng', true);
  await vi.advanceTimersByTimeAsync(3000);
  expect(store.writes).toEqual([]);
  expect(store.drafts).toEqual([{ text: 'deng', seen: [] }]);
});

it('takes up a draft that was never written', async () => {
  const { writer, store } = writerOn({
    values: ['存下的'],
    draft: { text: '存下的，还有没存的', seen: ['s1'] },
  });
  expect(writer.text.value).toBe('存下的，还有没存的');
  await vi.advanceTimersByTimeAsync(1100);
  expect(store.writes).toEqual(['存下的，还有没存的']);
});

it('keeps the words and says so when they could not be written, and writes them on another try', async () => {
  const { writer, store } = writerOn({ values: [] });
  store.failure = new Error('disk full');
  writer.type('别丢', false);
  await vi.advanceTimersByTimeAsync(1100);
  expect(writer.state.value).toBe('failed');
  expect(writer.text.value).toBe('别丢');
  store.failure = null;
  void writer.flush();
  await vi.advanceTimersByTimeAsync(100);
  expect(store.writes).toEqual(['别丢']);
});

it('asks nobody any more once the extension was updated', async () => {
  const { writer, store } = writerOn({ values: [] });
  store.failure = new RangeError('gone');
  writer.type('还在屏幕上', false);
  await vi.advanceTimersByTimeAsync(1100);
  expect(writer.state.value).toBe('orphaned');
  store.failure = null;
  await writer.flush();
  expect(store.writes).toEqual([]);
  expect(writer.text.value).toBe('还在屏幕上');
});

it('covers both values of a conflict with the one that settles it', async () => {
  const { writer, store } = writerOn({ values: ['甲', '乙'] });
  writer.type('甲和乙', false);
  await vi.advanceTimersByTimeAsync(1100);
  expect(store.toNote().values.map((value) => value.text)).toEqual(['甲和乙']);
});

it('puts a draft beside what another device wrote since, never over it', async () => {
  const { writer, store } = writerOn({
    values: ['别处后来写的'],
    draft: { text: '早先没写完的', seen: ['s0'] },
  });
  expect(writer.text.value).toBe('早先没写完的');
  await vi.advanceTimersByTimeAsync(1100);
  expect(store.toNote().values.map((value) => value.text)).toEqual(['别处后来写的', '早先没写完的']);
});

it('drops a draft that was written already', async () => {
  const { store } = writerOn({ values: ['写好的'], draft: { text: '写好的', seen: [] } });
  await vi.advanceTimersByTimeAsync(1100);
  expect(store.writes).toEqual([]);
  expect(store.drafts).toEqual([null]);
});

it('leaves a value that came meanwhile beside its own, however long it is typed on', async () => {
  const { writer, store } = writerOn({ values: ['开头'] });
  store.receive('别处写的');
  for (const text of ['开头一', '开头一二']) {
    writer.type(text, false);
    await vi.advanceTimersByTimeAsync(1100);
  }
  expect(store.toNote().values.map((value) => value.text)).toEqual(['别处写的', '开头一二']);
});

it('settles a conflict with the text that is on the screen already', async () => {
  const { writer, store } = writerOn({ values: ['甲', '乙'] });
  writer.settle(writer.note.value.text);
  await vi.advanceTimersByTimeAsync(100);
  expect(store.toNote().values.map((value) => value.text)).toEqual(['甲\n\n乙']);
  expect(writer.state.value).toBe('stored');
});

it('shows what came from elsewhere where nothing is being typed', async () => {
  const { writer, store } = writerOn({ values: ['开头'] });
  store.replace('别处改过的');
  writer.take(store.toNote());
  expect(writer.text.value).toBe('别处改过的');
  writer.type('别处改过的，这里接着写', false);
  await vi.advanceTimersByTimeAsync(1100);
  expect(store.toNote().values.map((value) => value.text)).toEqual(['别处改过的，这里接着写']);
});

it('leaves what is being typed where it is, and stores it beside what came from elsewhere', async () => {
  const { writer, store } = writerOn({ values: ['开头'] });
  writer.type('开头，这里写的', false);
  store.replace('别处改过的');
  writer.take(store.toNote());
  expect(writer.text.value).toBe('开头，这里写的');
  await vi.advanceTimersByTimeAsync(1100);
  expect(writer.note.value.values.map((value) => value.text)).toEqual(['别处改过的', '开头，这里写的']);
});

it('keeps the words of this card in the field while they are one of two, until somebody settles them', async () => {
  const { writer, store } = writerOn({ values: ['开头'] });
  writer.type('这里写的', false);
  store.replace('别处改过的');
  await vi.advanceTimersByTimeAsync(1100);
  writer.take(store.toNote());
  expect(writer.text.value).toBe('这里写的');
  store.replace('别处选定的');
  writer.take(store.toNote());
  expect(writer.text.value).toBe('别处选定的');
  expect(writer.note.value.values).toHaveLength(1);
});

it('takes no older note for a newer one', async () => {
  const { writer, store } = writerOn({ values: ['开头'] });
  const before = store.toNote();
  writer.type('开头，接着写', false);
  await vi.advanceTimersByTimeAsync(1100);
  writer.take(before);
  expect(writer.text.value).toBe('开头，接着写');
});

it('leaves no draft of what was typed and taken back', async () => {
  const { writer, store } = writerOn({ values: ['一句'] });
  writer.type('一句话', false);
  writer.type('一句', false);
  await vi.advanceTimersByTimeAsync(1100);
  expect(store.writes).toEqual([]);
  expect(store.drafts.at(-1)).toBeNull();
  expect(writer.state.value).toBe('stored');
});

it('does not write half a word that was begun right behind a whole one', async () => {
  const { writer, store } = writerOn({ values: [] });
  writer.type('等', false);
  await vi.advanceTimersByTimeAsync(500);
  writer.type('等dai', true);
  await vi.advanceTimersByTimeAsync(3000);
  expect(store.writes).toEqual([]);
  writer.type('等待', false);
  await vi.advanceTimersByTimeAsync(1100);
  expect(store.writes).toEqual(['等待']);
});
