import { describe, expect, it, vi } from 'vitest';
import { randomText } from '../../utils/library/store.ts';

// The browser's API is looked up once, when it is first imported: what changes from test to test is inside.
const extension: { runtime: { id: string }; storage: { session?: unknown } } = {
  runtime: { id: 'x' },
  storage: {},
};
vi.stubGlobal('chrome', extension);

/** A page or worker of the extension, in a browser whose session storage holds `stored`. */
async function openContext(stored: Record<string, unknown> | null) {
  vi.resetModules();
  extension.storage = {};
  if (stored) {
    extension.storage.session = {
      get: async (key: string) => ({ [key]: stored[key] }),
      set: async (items: Record<string, unknown>) => Object.assign(stored, items),
    };
  }
  return import('../../utils/browser-session.ts');
}

describe('the browser session', () => {
  it('is the same in every context until the browser starts again', async () => {
    const stored = {};
    const first = await (await openContext(stored)).browserSession(randomText);
    const second = await (await openContext(stored)).browserSession(randomText);
    expect(first).toMatch(/^[0-9a-z]{4}$/);
    expect(second).toBe(first);
    expect(await (await openContext({})).browserSession(() => 'new1')).toBe('new1');
  });

  it('is drawn anew where something else was stored in its place', async () => {
    const stored = { 'browser-session': 'not four' };
    expect(await (await openContext(stored)).browserSession(() => 'abcd')).toBe('abcd');
  });

  it("is the context's own where there is no session storage", async () => {
    const context = await openContext(null);
    const first = await context.browserSession(randomText);
    expect(first).toMatch(/^[0-9a-z]{4}$/);
    expect(await context.browserSession(randomText)).toBe(first);
  });
});
