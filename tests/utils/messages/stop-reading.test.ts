import { afterEach, expect, it } from 'vitest';
import { stopReadingHere, whileStoppable } from '../../../utils/messages/stop-reading.ts';

/** Where a window has what its page calls its elements: behind what is the window's own. */
const behind = Object.getPrototypeOf(globalThis);
afterEach(() => {
  Reflect.deleteProperty(behind, 'stopReading');
});

it('reads a page that has an element called as what stops the reading', async () => {
  Object.defineProperty(behind, 'stopReading', {
    value: { localName: 'button' },
    configurable: true,
    writable: true,
  });
  expect(await whileStoppable(async () => 'read')).toBe('read');
});

it('stops what is being read, and nothing else is stopped by it', async () => {
  const reading = whileStoppable((signal) => new Promise((done) => signal.addEventListener('abort', done)));
  stopReadingHere();
  await reading;
  expect(stopReadingHere).not.toThrow();
});
