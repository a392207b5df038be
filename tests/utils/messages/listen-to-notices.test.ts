import { beforeEach, expect, it } from 'vitest';

type Hear = (message: unknown, sender: { id?: string; tab?: unknown }) => void;
const hearing = new Set<Hear>();
const runtime = {
  id: 'our-extension',
  onMessage: {
    addListener: (hear: Hear) => hearing.add(hear),
    removeListener: (hear: Hear) => hearing.delete(hear),
  },
};
const api: { runtime: typeof runtime | undefined } = { runtime };
Object.assign(globalThis, { browser: api });
const { listenToNotices } = await import('../../../utils/messages/listen-to-notices.ts');

const BACKGROUND = { id: 'our-extension' };
const heard: string[] = [];
let listening = new AbortController();

function send(message: unknown, sender: Parameters<Hear>[1] = BACKGROUND) {
  for (const hear of hearing) hear(message, sender);
}

beforeEach(() => {
  listening.abort();
  listening = new AbortController();
  heard.length = 0;
  const listeners = {
    'page-changed': () => heard.push('page-changed'),
  };
  listenToNotices(listeners, listening.signal);
});

it('hears what the background tells', () => {
  send({ name: 'page-changed' });
  send({ name: 'mark-selection' }); // Nobody here asked for it.
  expect(heard).toEqual(['page-changed']);
});

it.each([
  ['another extension', { id: 'somebody-else' }],
  ['a script in another tab', { ...BACKGROUND, tab: { id: 2 } }],
])('does not hear %s', (_, sender) => {
  send({ name: 'page-changed' }, sender);
  expect(heard).toEqual([]);
});

it.each([
  ['nothing', undefined],
  ['a text', 'page-changed'],
  ['an unknown notice', { name: 'constructor' }],
])('takes no notice of %s', (_, message) => {
  send(message);
  expect(heard).toEqual([]);
});

it('stops with its signal', () => {
  listening.abort();
  send({ name: 'page-changed' });
  expect(heard).toEqual([]);
  expect(hearing.size).toBe(0);
});

it('stops without an error in a tab whose extension was updated', async () => {
  api.runtime = undefined;
  const errors: unknown[] = [];
  const note = (error: unknown) => errors.push(error);
  process.on('uncaughtException', note);
  listening.abort();
  await new Promise((resolve) => setImmediate(resolve)); // What a listener of a signal throws is reported a tick later.
  process.off('uncaughtException', note);
  api.runtime = runtime;
  expect(errors).toEqual([]);
});
