import { JSDOM } from 'jsdom';
import { expect, it } from 'vitest';
import { noteChanges } from '../../scripts/bench/anchoring/undo.ts';

it('takes changes back, also those the page was told of in between', async () => {
  const { body } = new JSDOM('<p id="one">第一段。</p><p>第二段。</p>').window.document;
  const was = body.innerHTML;
  const changes = noteChanges(body);
  body.firstElementChild?.setAttribute('id', 'other');
  body.firstElementChild?.append('补一句。');
  // Observers are called before whoever waits goes on.
  await Promise.resolve();
  body.lastElementChild?.remove();
  expect(body.innerHTML).not.toBe(was);
  changes.undo();
  expect(body.innerHTML).toBe(was);
});
