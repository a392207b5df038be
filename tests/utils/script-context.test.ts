// @vitest-environment jsdom
import { beforeEach, expect, it, vi } from 'vitest';

const runtime: { id: string | undefined } = { id: 'own' };
vi.stubGlobal('chrome', { runtime });
const { ContentScriptContext } = await import('../../utils/script-context.ts');

beforeEach(() => {
  runtime.id = 'own';
});

/** A world of scripts has its globals to itself. */
const inAnotherWorld = <T>(work: () => T): T => {
  const own = globalThis.lives;
  globalThis.lives = undefined;
  try {
    return work();
  } finally {
    globalThis.lives = own;
  }
};

it('a script makes way for a newer one of its name, and for no other', () => {
  const first = new ContentScriptContext('marks');
  const other = new ContentScriptContext('rare');
  const second = new ContentScriptContext('marks');
  expect([first, other, second].map(({ signal }) => signal.aborted)).toEqual([true, false, false]);
});

it('a page can end no script of ours, whatever it sends', () => {
  const script = new ContentScriptContext('marks');
  for (const name of ['own marks', 'own:marks:wxt:content-script-started'])
    document.dispatchEvent(new CustomEvent(name, { detail: { contentScriptName: 'marks', messageId: '1' } }));
  expect(script.signal.aborted).toBe(false);
});

it('a script that an update has orphaned makes way for that of the new extension', () => {
  const orphan = new ContentScriptContext('marks');
  const bystander = new ContentScriptContext('rare');
  const started = inAnotherWorld(() => {
    // Both are in one module here: the name is put together before the event is sent.
    const { dispatchEvent } = document;
    document.dispatchEvent = (event) => {
      runtime.id = undefined;
      return dispatchEvent.call(document, event);
    };
    const fresh = new ContentScriptContext('marks');
    document.dispatchEvent = dispatchEvent;
    runtime.id = 'own';
    return fresh;
  });
  expect(orphan.signal.aborted).toBe(true);
  expect(bystander.signal.aborted).toBe(false);
  expect(started.signal.aborted).toBe(false);
});
