import { afterEach, expect, it, vi } from 'vitest';

/** A browser's storage that tells of its changes. */
const world = vi.hoisted(() => {
  const kept: Record<string, unknown> = {};
  const listeners = new Set<() => void>();
  const local = {
    get: async () => ({ ...kept }),
    set: async (values: object) => {
      Object.assign(kept, values);
      for (const listen of listeners) listen();
    },
  };
  const onChanged = {
    addListener: (listen: () => void) => listeners.add(listen),
    removeListener: (listen: () => void) => listeners.delete(listen),
  };
  const api = { runtime: { id: 'our-extension' }, storage: { local, onChanged } };
  Object.assign(globalThis, { chrome: api, browser: api });
  return { kept, local, listeners };
});

const { followLastLook, keepLook, lastLook } = await import('../../components/reader/last-look.ts');

let following = new AbortController();
afterEach(() => {
  following.abort();
  following = new AbortController();
});

it('the next mark in the reader looks like the last one in a page, and the other way round', async () => {
  expect(lastLook.value).toEqual({ colour: 1, style: 'ground' });
  world.kept['mark-look'] = [3, 'wavy'];
  followLastLook(following.signal);
  await vi.waitFor(() => expect(lastLook.value).toEqual({ colour: 3, style: 'wavy' }));
  await world.local.set({ 'mark-look': [5, 'underline'] });
  await vi.waitFor(() => expect(lastLook.value).toEqual({ colour: 5, style: 'underline' }));
  keepLook({ colour: 2 });
  expect(world.kept['mark-look']).toEqual([2, 'underline']);
  following.abort();
  expect(world.listeners.size).toBe(0);
});

it('what no version of ours has written counts for nothing', async () => {
  world.kept['mark-look'] = [9, 'blinking'];
  followLastLook(following.signal);
  await vi.waitFor(() => expect(lastLook.value).toEqual({ colour: 1, style: 'ground' }));
});
