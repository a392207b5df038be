import { beforeEach, expect, it, vi } from 'vitest';

/** How the background answers each try; the last one stands for all that follow. */
let tries: (() => unknown)[] = [];
const asked: unknown[] = [];
const runtime: { id: string | undefined; sendMessage: (message: unknown) => Promise<unknown> } = {
  id: 'our-extension',
  sendMessage: async (message) => {
    asked.push(message);
    const next = tries.length > 1 ? tries.shift() : tries[0];
    return next?.();
  },
};
Object.assign(globalThis, { browser: { runtime } });
const { call } = await import('../../../utils/messages/call.ts');

const gone = () => {
  throw new Error('Could not establish connection. Receiving end does not exist.');
};

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout'], shouldAdvanceTime: true, advanceTimeDelta: 100 });
  asked.length = 0;
  runtime.id = 'our-extension';
});

it('sends the name and the body, and gives the answer', async () => {
  tries = [() => ({ answer: ['金融'] })];
  expect(await call('tag-names')).toEqual(['金融']);
  tries = [() => ({ answer: null })];
  expect(await call('draft', { key: 'note' })).toBeNull();
  expect(asked).toEqual([{ name: 'tag-names' }, { name: 'draft', body: { key: 'note' } }]);
});

it('throws an error that has the background’s code', async () => {
  tries = [() => ({ error: { name: 'LibraryError', code: 'storage-full', message: 'no room' } })];
  await expect(call('tag-names')).rejects.toMatchObject({
    name: 'CallError',
    code: 'storage-full',
    message: 'no room',
  });
  expect(asked).toHaveLength(1);
});

it.each([
  ['could not be reached', gone],
  ['stopped before it answered', () => undefined],
])('asks once more when the worker %s', async (_, first) => {
  tries = [first, () => ({ answer: 'typed' })];
  expect(await call('draft', { key: 'note' })).toBe('typed');
  expect(asked).toHaveLength(2);
});

it.each([
  ['refuses the connection', gone],
  ['answers nothing', () => undefined],
])('says that the extension was updated when the worker still %s', async (_, every) => {
  tries = [every];
  await expect(call('tag-names')).rejects.toMatchObject({ name: 'CallError', code: 'extension-updated' });
  expect(asked).toHaveLength(2);
});

it('says so at once where the script has lost its extension', async () => {
  runtime.id = undefined;
  await expect(call('tag-names')).rejects.toMatchObject({ code: 'extension-updated' });
  expect(asked).toEqual([]);
});
