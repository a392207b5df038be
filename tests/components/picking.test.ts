import { describe, expect, it } from 'vitest';
import { createPicking, type Picking } from '../../components/article/picking.ts';
import type { PickAsk } from '../../utils/messages/page-port.ts';

const START: PickAsk = { ask: 'start', field: 'authors', words: 'authors' };

describe('createPicking', () => {
  it('keeps what is pressed before the page’s script is there, in its order', async () => {
    const { doings, asked, arrive } = beforeTheScript();
    const started = doings.start('authors');
    doings.step(-1);
    doings.step(-1);
    doings.take();
    expect(asked).toEqual([]);
    arrive();
    await started;
    doings.step(1);
    expect(asked).toEqual([
      START,
      { ask: 'step', by: -1 },
      { ask: 'step', by: -1 },
      { ask: 'take' },
      { ask: 'step', by: 1 },
    ]);
  });

  it('forgets what was pressed for a pointing that ended', async () => {
    const { doings, asked, seen, arrive } = beforeTheScript();
    const first = doings.start('authors');
    doings.step(-1);
    doings.cancel();
    const second = doings.start('authors');
    arrive();
    await Promise.all([first, second]);
    expect(asked).toEqual([START]);
    expect(seen.at(-1)).toMatchObject({ status: 'pointing' });
  });
});

/** A page whose script is put in once `arrive` is called. */
function beforeTheScript() {
  const asked: PickAsk[] = [];
  const seen: (Picking | null)[] = [];
  const { promise, resolve: arrive } = Promise.withResolvers<void>();
  const doings = createPicking({
    tabId: 1,
    listen: () => (ask) => asked.push(ask),
    inject: () => promise,
    wordsOf: (field) => field,
    onChange: (picking) => seen.push(picking),
  });
  return { doings, asked, seen, arrive };
}
