import 'fake-indexeddb/auto';
import { describe, expect, it, vi } from 'vitest';

vi.hoisted(() => {
  const session = { get: async () => ({}), set: async () => undefined };
  const api = { runtime: { id: 'our-extension' }, storage: { session, local: session } };
  Object.assign(globalThis, { chrome: api, browser: api });
});
const { openAccountStore } = await import('../../../utils/library/open-library.ts');
const { damagedBlobs, noteDamaged } = await import('../../../utils/sync/damaged-blobs.ts');
const { knownDevices } = await import('../../../utils/sync/devices.ts');

const ACCOUNT = 'member-1';

describe.each(['{"cut', '[]', '{"a":"no number"}'])('of stored answers, %s', (text) => {
  it('is taken for no damaged text, and the next one is noted in its place', async () => {
    const store = await openAccountStore(ACCOUNT);
    await store.database.put('meta', text, 'damaged-blobs');
    expect(await damagedBlobs(store)).toEqual(new Set());
    await noteDamaged(store, ['b'.repeat(64)]);
    expect(await damagedBlobs(store)).toEqual(new Set(['b'.repeat(64)]));
  });

  it('is taken for no list of devices', async () => {
    await (await openAccountStore(ACCOUNT)).database.put('meta', text, 'devices');
    expect(await knownDevices(ACCOUNT)).toBeNull();
  });
});
